"""`letan accounts`: who may sign in to the staff's pages."""

import argparse
import getpass
import json
from collections.abc import Mapping
from dataclasses import replace

from letan.kernel.faults import LetanError
from letan.ports.accounts import Account, Role
from letan_apps.resources import state_home
from letan_apps.staff.opening import open_door, setup_code
from letan_engines.account_store.database import AccountDatabase
from letan_web.staff.chain_watch import ChainWatch
from letan_web.staff.door import Door, Refused

_WHO = "letan"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, text in (
        ("code", "show the code that sets the pages up, while there is no account"),
        ("list", "list the accounts"),
        ("add", "add an account; the password is asked for"),
        ("password", "set a password; it is asked for"),
        ("lock", "let somebody sign in no more, and end every session"),
        ("audit", "check the chain of what was done"),
    ):
        action = actions.add_parser(name, help=text, description=text)
        if name in ("add", "password", "lock"):
            action.add_argument("name", metavar="NAME")
        if name == "add":
            action.add_argument("--title", required=True, metavar="TEXT", help="full name")
            action.add_argument(
                "--role", action="append", choices=[role.value for role in Role], required=True
            )
        action.add_argument("--json", action="store_true", help="print JSON only")


def run(args: argparse.Namespace) -> int:
    """Do one action; status 1 if the chain of the audit is broken."""
    door, accounts = open_door(state_home())
    try:
        return _run(args, door, accounts)
    except Refused as refusal:
        place = f"letan accounts {args.action}"
        raise LetanError(place, str(refusal).rstrip("."), "Try again") from None
    finally:
        accounts.close()


def _run(args: argparse.Namespace, door: Door, accounts: AccountDatabase) -> int:
    match args.action:
        case "code":
            if not door.needs_set_up:
                raise LetanError("letan accounts code", "the pages are set up", "Sign in")
            code = setup_code(state_home())
            _tell(args, {"code": code}, code)
        case "list":
            rows = [
                {
                    "name": account.name,
                    "title": account.title,
                    "roles": sorted(role.value for role in account.roles),
                    "active": account.is_active,
                }
                for account in accounts.accounts()
            ]
            lines = (f"{row['name']:20} {row['title']:30} {row['roles']}" for row in rows)
            _tell(args, {"accounts": rows}, "\n".join(lines) or "nobody yet")
        case "add":
            roles = frozenset(Role(role) for role in args.role)
            door.add(_WHO, args.name, args.title, roles, _password())
            _tell(args, {"added": args.name}, f"{args.name} may sign in")
        case "password":
            account = _known(accounts, args.name)
            door.set_password(_WHO, account, _password())
            accounts.end_sessions(account.name)
            _tell(args, {"changed": args.name}, "changed; every session has ended")
        case "lock":
            account = _known(accounts, args.name)
            accounts.replace_account(replace(account, is_active=False))
            accounts.end_sessions(account.name)
            door.record(_WHO, "account-change", account.name, "(khoá)")
            _tell(args, {"locked": args.name}, f"{args.name} may sign in no more")
        case _:
            _, broken = ChainWatch(accounts.audit_after).look()
            last = accounts.audit(1)
            values = {"records": last[0].number if last else 0, "broken_at": broken}
            verdict = "whole" if broken is None else f"broken at record {broken}"
            link = f", last link {last[0].link}" if last else ""
            _tell(args, values, f"{values['records']} records, {verdict}{link}")
            return 0 if broken is None else 1
    return 0


def _known(accounts: AccountDatabase, name: str) -> Account:
    account = accounts.account(name)
    if account is None:
        raise LetanError(f"account {name}", "there is none", "Run letan accounts list")
    return account


def _password() -> str:
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise LetanError("password", "the two are not the same", "Try again")
    return first


def _tell(args: argparse.Namespace, values: Mapping[str, object], text: str) -> None:
    print(json.dumps(values, ensure_ascii=False) if args.json else text)
