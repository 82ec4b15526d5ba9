"""`letan sim NAME|FILE`: the robot leads somebody through a simulated hall, in virtual time."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.site.site import Site
from letan_apps.commands import sim_bench
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.resources import shipped
from letan_apps.visitors import demo_visitors
from letan_engines import yaml_positions
from letan_engines.site_yaml import load_site
from letan_sim.episode import Episode, EpisodeResult, run_episode
from letan_sim.ground import ground_of
from letan_sim.halls import generated_hall
from letan_sim.picture import write_pictures
from letan_sim.rehearsal import rehearse
from letan_sim.scenarios import SCENARIOS, Scenario, ScenarioProblem, parse_scenario

_DIGITS = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    names = ", ".join(SCENARIOS)
    parser.add_argument(
        "scenario", help=f"{names}, a scenario file (docs/guiding.md), or bench: compare steerings"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of everything random")
    parser.add_argument("--site", type=Path, metavar="FILE", help="the hall; default: the sample")
    parser.add_argument("--hall-seed", type=int, metavar="N", help="a generated hall instead")
    parser.add_argument(
        "--people", type=int, metavar="N", help="walkers, instead of the scenario's"
    )
    parser.add_argument("--aware", type=float, metavar="SHARE", help="0..1, who notices the robot")
    parser.add_argument(
        "--report", type=Path, metavar="DIR", help="write figures and pictures of the run there"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    sim_bench.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Run one episode; status 1 when the visitor did not arrive."""
    if args.scenario == "bench":
        return _bench(args)
    scenario = _scenario(args)
    site = _site(args)
    if scenario.place:
        site.place(scenario.place)
    if args.report is not None:
        _make(args.report)
    result = _episode(site, scenario, args)
    figures = _figures(scenario, args.seed, result)
    if args.report is not None:
        write_pictures(args.report, site, result.moments)
        text = json.dumps(figures, ensure_ascii=False, indent=1)
        (args.report / "run.json").write_text(text + "\n", encoding="utf-8")
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for key, value in figures.items():
            print(f"{key:26} {value}")
    return 0 if result.success else 1


def _bench(args: argparse.Namespace) -> int:
    """Compare the steerings; see `letan_apps.commands.sim_bench`."""
    episodes = {}
    for name in args.scenarios.split(","):
        scenario = _scenario(argparse.Namespace(**{**vars(args), "scenario": name}))
        if scenario.scripted:
            raise LetanError(name, "its visitors follow a script", "Bench a guide_ scenario")
        episodes[name] = scenario.episode(args.seed)
    site = _site(args)
    if args.report is not None:
        _make(args.report)
    return sim_bench.run_bench(args, site, episodes)


def _site(args: argparse.Namespace) -> Site:
    if args.hall_seed is None:
        return load_site(args.site or shipped(DEFAULT_SITE))
    if args.site is not None:
        raise LetanError("--hall-seed", "a hall is given with --site already", "Give one of them")
    if args.hall_seed < 0:
        raise LetanError("--hall-seed", f"{args.hall_seed} is negative", "Give 0 or more")
    return generated_hall(args.hall_seed)


def _scenario(args: argparse.Namespace) -> Scenario:
    name: str = args.scenario
    if name in SCENARIOS:
        scenario = SCENARIOS[name]
    elif Path(name).suffix in {".yaml", ".yml"}:
        scenario = _from_file(Path(name))
    else:
        known = ", ".join(SCENARIOS)
        raise LetanError(name, "there is no such scenario", f"Use one of {known}, or a .yaml file")
    if args.people is not None:
        if not 0 <= args.people <= 200:
            raise LetanError("--people", f"{args.people} is out of bounds", "Give 0 to 200")
        scenario = replace(scenario, people=args.people)
    if args.aware is not None:
        if not 0.0 <= args.aware <= 1.0:
            raise LetanError("--aware", f"{args.aware} is out of bounds", "Give a share, 0 to 1")
        scenario = replace(scenario, aware=args.aware)
    if args.seed < 0:
        raise LetanError("--seed", f"{args.seed} is negative", "Give 0 or more")
    return scenario


def _from_file(path: Path) -> Scenario:
    source = yaml_positions.load(path)
    try:
        return parse_scenario(source.data, path.stem)
    except ScenarioProblem as problem:
        at = (problem.key,) if problem.key else ()
        raise LetanError(source.place(at), problem.problem, problem.remedy) from None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or "cannot be made"
        raise LetanError(str(folder), why, "Name a folder that can be written") from None


def _episode(site: Site, scenario: Scenario, args: argparse.Namespace) -> EpisodeResult:
    ground, record = ground_of(site), args.report is not None
    _warm_up(site)
    if scenario.scripted:
        return rehearse(site, demo_visitors(), scenario, args.seed, ground, record)
    return run_episode(site, scenario.episode(args.seed), ground, record)


def _warm_up(site: Site) -> None:
    """Compile, so that the real-time factor is that of a robot that runs."""
    episode = Episode(0, people=1, place=site.counters[0].id, estimated=True)
    run_episode(site, episode, limit_s=0.5)


def _figures(scenario: Scenario, seed: int, result: EpisodeResult) -> dict[str, object]:
    m = result.metrics
    nearest = m.min_person_distance_m
    figures: dict[str, object] = {
        "scenario": scenario.name,
        "seed": seed,
        "success": result.success,
        "robot_on_person_contacts": m.robot_on_person_contacts,
        "person_on_robot_contacts": m.person_on_robot_contacts,
        "intimate_share": round(m.intimate_share, _DIGITS),
        "personal_share": round(m.personal_share, _DIGITS),
        "gap_over_3m_share": round(m.gap_over_3m_share, _DIGITS),
        "gap_mean_m": round(m.gap_mean_m, _DIGITS),
        "gap_max_m": round(m.gap_max_m, _DIGITS),
        "time_s": round(m.time_s, 2),
        "path_m": round(m.path_m, 2),
        "min_person_distance_m": None if nearest is None else round(nearest, _DIGITS),
        "still_share": round(m.still_share, _DIGITS),
        "wall_contacts": result.wall_contacts,
        "people": scenario.people,
        "aware": scenario.aware,
        "estimated": scenario.estimated,
        "place": result.place,
        "outcome": result.outcome.name.lower() if result.outcome else None,
        "hash": result.digest,
        "real_time_factor": round(result.real_time_factor, 1),
    }
    if scenario.scripted:
        figures["words"] = "not spoken: a stand-in answers; `letan demo` speaks and listens"
    return figures
