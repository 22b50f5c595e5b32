"""Open a case for reading. Whoever does leaves a line in the ledger, as with answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tirek.cases import events
from tirek.cases.models import Breach, Case, Clock, Closure, Happening, Note, Party, Task, Transfer
from tirek.cases.parties import said_of
from tirek.cases.permissions import case_for
from tirek.cases.rules import rules_of
from tirek.cases.running import run_of
from tirek.cases.seals import case_key, party_key, told_in, unseal
from tirek.cases.visibility import sees_names, sight_of
from tirek.directory import Account
from tirek.ledger import entry
from tirek.sealing import KeyErased


@dataclass(frozen=True, slots=True)
class Told:
    """A row with what is sealed in it, opened; `words` is None where the key was destroyed or the names are hidden."""

    row: Any
    words: Any


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A case as its reader sees it."""

    case: Case
    about: str
    names: bool
    erased: bool
    parties: tuple[Told, ...]
    notes: tuple[Told, ...]
    closures: tuple[Told, ...]
    transfers: tuple[Told, ...]
    tasks: tuple[Task, ...]
    clocks: tuple[Clock, ...]
    extensions: Mapping[UUID, str]
    happenings: tuple[Happening, ...]
    breaches: tuple[Told, ...]
    messages: tuple[str, ...]
    names_of_steps: Mapping[str, str]


def open_file(*, account: Account, number: str) -> OpenedFile:
    """This function will open a case for a reader, and say so in the ledger. Raises `NotFound`, `KeyMissing`."""
    with sight_of(account):
        case = case_for(account, number)
        names = sees_names(account, case)
        detail = {"case": case.number}
        with entry(event=events.CASE_READ, office=case.chain, by=str(account.pk), detail=detail):
            return _file(case, names)


def _file(case: Case, names: bool) -> OpenedFile:
    rules = rules_of(case.edition)
    said = {each.id: rules.said(each.said) for each in rules.safeguards}
    steps = {step.id: rules.said(step.name) for step in rules.procedures[case.procedure].steps.values()}
    try:
        key = case_key(case)
    except KeyErased:
        key = b""
    return OpenedFile(
        case=case,
        about=str((told_in(case, key, "content") or {}).get("about", "")) if key else "",
        names=names,
        erased=not key,
        parties=tuple(
            _party(each, names) for each in case.parties.filter(Party.standing()).select_related("authority")
        ),
        notes=_texts(case.notes.filter(Note.standing()).select_related("written_by__office"), key, "content"),
        closures=_texts(case.closures.filter(Closure.standing()), key, "reason"),
        transfers=_texts(Transfer.objects.filter(case=case).select_related("sender", "receiver"), key, "reason"),
        tasks=tuple(case.tasks.filter(ended_at=None).select_related("case")),
        clocks=(clocks := tuple(case.clocks.all())),
        extensions={each.pk: unseal(each, key, "extension_reason").decode() for each in clocks if key},
        happenings=tuple(case.happenings.select_related("by__office", "submission")),
        breaches=tuple(Told(each, said.get(each.safeguard, "")) for each in Breach.objects.filter(case=case)),
        messages=_messages(case, key),
        names_of_steps=steps,
    )


def _party(party: Party, names: bool) -> Told:
    if not names:
        return Told(party, None)
    try:
        return Told(party, said_of(party.case.edition_id, told_in(party, party_key(party), "content") or {}))
    except KeyErased:
        return Told(party, None)


def _texts(rows: Any, key: bytes, column: str) -> tuple[Told, ...]:
    return tuple(Told(row, unseal(row, key, column).decode() if key else None) for row in rows)


def _messages(case: Case, key: bytes) -> tuple[str, ...]:
    return run_of(case).messages if key and case.closed_at is None else ()
