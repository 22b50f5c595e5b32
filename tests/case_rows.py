"""Cases as rows, stored through the ledger without the operations: for tests of who sees them and of what is sealed."""

from __future__ import annotations

from typing import Any

from tests.answered import NOW
from tests.cast import office
from tirek.cases.models import Assignment, Case, Note, Party
from tirek.cases.seals import fresh_case_key, fresh_party_key, seal, seal_told
from tirek.directory import Account
from tirek.ledger import Event, entry, seeing_all
from tirek.packs import Edition

MADE = Event("test-case-made", "A case of a test was made.")


def a_case(edition: Edition, by: Account, *, at: str = "", confidentiality: str = "office", **more: Any) -> Case:
    """A case that somebody opened, in his or her office or another."""
    there = office(at or by.office_id)
    with seeing_all(), entry(event=MADE, office=there.pk, by=str(by.pk)) as trace:
        serial = Case.objects.filter(opened_in=there).count() + 1
        case = Case(
            number=f"{there.pk}-2026-{serial:06}",
            opened_in=there,
            office=there,
            year=2026,
            serial=serial,
            edition=edition,
            procedure="complaint",
            confidentiality=confidentiality,
            opened_by=by,
            opened_at=NOW,
            code_digest=b"-",
        )
        for name, value in more.items():
            setattr(case, name, value)
        key = fresh_case_key(case)
        case.content = seal(case, key, "content", b"A line about it")
        return trace.store(case)


def a_party(case: Case, by: Account, told: dict[str, Any]) -> Party:
    """A person who complains."""
    with seeing_all(), entry(event=MADE, office=case.office_id, by=str(by.pk)) as trace:
        party = Party(case=case, part="complainant", kind="person", added_by=by, added_at=NOW)
        party.entered_position = trace.position
        party.content = seal_told(party, fresh_party_key(party), "content", told)
        return trace.store(party)


def a_note(case: Case, by: Account, key: bytes, words: str) -> Note:
    """A note under the key of its case."""
    with seeing_all(), entry(event=MADE, office=case.office_id, by=str(by.pk)) as trace:
        note = Note(case=case, written_by=by, written_at=NOW, entered_position=trace.position)
        note.content = seal(note, key, "content", words.encode())
        return trace.store(note)


def assigned(case: Case, to: Account, *, leads: bool = True) -> Assignment:
    """Somebody's work on a case."""
    with seeing_all(), entry(event=MADE, office=case.office_id, by=str(to.pk)) as trace:
        standing = {"entered_position": trace.position, "leads": leads}
        row = Assignment(case=case, account=to, assigned_by=to, assigned_at=NOW, **standing)
        if leads:
            case.assigned_to = to
            trace.change(case)
        return trace.store(row)
