"""`tirek account`: opening accounts, granting roles, closing accounts, by whoever runs the installation."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from tirek.command.errors import NoSuchAccount, NoSuchOffice
from tirek.command.failures import FINE
from tirek.command.house import open_house
from tirek.command.output import print_json
from tirek.command.verbs import Commands, group, verb

if TYPE_CHECKING:
    from tirek.directory import Account

ROLES = (
    "coordinator",
    "monitoring-officer",
    "finance-officer",
    "reviewer",
    "viewer",
    "auditor",
    "donor",
    "officer",
    "supervisor",
    "monitor",
    "administrator",
    "analyst",
)


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(commands, "account", "Open accounts, grant them roles, close them. The ledger keeps each step.")
    opening = verb(
        verbs, "open", open_, "Open an account; its password is asked for, or read from a pipe.", reading=False
    )
    opening.add_argument("username", metavar="NAME")
    opening.add_argument("--office", required=True, help="the code of an office, such as HRC or HRC-15")
    opening.add_argument("--role", required=True, action="append", choices=ROLES, help="may be given more than once")
    opening.add_argument("--language", default="en", choices=("en", "ru", "kk"), help="default: en")
    opening.add_argument("--email", default="", help="where reminders go; none are sent without it")
    granting = verb(verbs, "grant", grant, "Grant a further role to an account.", reading=False)
    granting.add_argument("username", metavar="NAME")
    granting.add_argument("role", metavar="ROLE", choices=ROLES, help=", ".join(ROLES))
    closing = verb(
        verbs, "close", close, "Close an account: it signs in no more, and what it did stays.", reading=False
    )
    closing.add_argument("username", metavar="NAME")
    verb(verbs, "list", list_, "List the accounts with their offices and roles.")


def open_(options: argparse.Namespace) -> int:
    """This function will open an account."""
    open_house()
    from tirek.directory import Office, Role, open_account

    office = Office.objects.filter(pk=options.office).first()
    if office is None:
        raise NoSuchOffice(office=options.office)
    open_account(
        username=options.username,
        password=_password(),
        office=office,
        roles=frozenset(map(Role, options.role)),
        language=options.language,
        email=options.email,
    )
    return FINE


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass()


def grant(options: argparse.Namespace) -> int:
    """This function will grant a role."""
    account = _account(options.username)
    from tirek.directory import Role, grant_role

    grant_role(account=account, role=Role(options.role))
    return FINE


def close(options: argparse.Namespace) -> int:
    """This function will close an account."""
    account = _account(options.username)
    from tirek.directory import close_account

    close_account(account=account)
    return FINE


def list_(options: argparse.Namespace) -> int:
    """This function will list the accounts."""
    open_house()
    from tirek.directory import Account

    accounts = Account.objects.prefetch_related("grants").order_by("username")
    told = [
        {
            "name": each.username,
            "office": each.office_id,
            "roles": sorted(grant.role for grant in each.grants.all()),
            "open": each.is_active,
        }
        for each in accounts
    ]
    if options.json:
        print_json(told)
    else:
        for row in told:
            print(row["name"], row["office"], ", ".join(row["roles"]), "" if row["open"] else "(closed)")
    return FINE


def _account(username: str) -> Account:
    open_house()
    from tirek.directory import Account

    found: Account | None = Account.objects.filter(username=username).first()
    if found is None:
        raise NoSuchAccount(name=username)
    return found
