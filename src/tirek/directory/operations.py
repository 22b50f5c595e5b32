"""What can be done in the directory."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import transaction

from tirek.directory import events
from tirek.directory.errors import UnknownCountryRow
from tirek.directory.models import Account, Office, Person, Region, RoleGrant
from tirek.directory.permissions import Role
from tirek.ledger import OpenEntry, entry

SETUP = "setup"  # the actor of what is done from the command line by whoever runs the installation


@transaction.atomic
def load_country(*, folder: Path) -> None:
    """This function will read regions and offices of a country folder; reading it again updates them.

    Raises `UnknownCountryRow` naming file and row.
    """
    for number, row in _rows(folder / "regions.csv"):
        with _naming("regions.csv", number, row):
            Region.objects.update_or_create(code=row["iso"], defaults=_region(row))
    for number, row in _rows(folder / "offices.csv"):
        with _naming("offices.csv", number, row):
            names = {key: row[key] for key in ("name_en", "name_ru", "name_kk")}
            Office.objects.update_or_create(
                code=row["code"], defaults={**names, "kind": row["kind"], "region_id": row["region"] or None}
            )


def _region(row: Mapping[str, str]) -> dict[str, object]:
    return {
        **{key: row[key] for key in ("name_en", "name_ru", "name_kk", "kind")},
        "valid_from": date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        "tile_column": int(row["tile_col"]),
        "tile_row": int(row["tile_row"]),
    }


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


@contextmanager
def _naming(file: str, row: int, content: Mapping[str, str]) -> Iterator[None]:
    try:
        yield
    except (KeyError, ValueError) as fault:
        raise UnknownCountryRow(file=file, row=row, value=content.get("iso") or content.get("code") or "") from fault


@transaction.atomic
def open_account(*, username: str, password: str, office: Office, roles: frozenset[Role], language: str) -> Account:
    """This function will open an account with its roles; from the command line only."""
    account = Account(username=username, office=office, language=language)
    account.set_password(password)
    account.save()
    with entry(event=events.ACCOUNT_OPENED, office=office.pk, by=SETUP, detail={"office": office.pk}):
        pass
    for role in sorted(roles):
        grant_role(account=account, role=role)
    return account


def grant_role(*, account: Account, role: Role) -> None:
    """This function will grant a role to an account; from the command line only."""
    with entry(event=events.ROLE_GRANTED, office=account.office_id, by=SETUP, detail={"role": role.value}) as trace:
        trace.store(RoleGrant(account=account, role=role.value))


def choose_language(*, account: Account, language: str) -> None:
    """This function will keep the language in which an account reads; a preference, so the ledger is not told."""
    Account.objects.filter(pk=account.pk).update(language=language)


def register_persons(*, trace: OpenEntry, sexes: Mapping[str, str]) -> dict[str, Person]:
    """This function will give the persons of these codes, registering those not yet known, within an open entry."""
    known = {person.code: person for person in Person.objects.filter(code__in=sexes)}
    new = [Person(code=code, sex=sex) for code, sex in sorted(sexes.items()) if code not in known]
    trace.store_many(new)
    return known | {person.code: person for person in new}
