"""Under which key and at which place each part of a case is sealed: written once, for who seals and who opens.

Under the key of the case: `Case.content` and `.state`, `Note.content`, `Document.title` and `.content`,
`Transfer.reason` and `.answer`, `Closure.reason`, `Clock.extension_reason`, `Unsealing.reason`. Under the key of a
party: `Party.content`. Both keys are wrapped by the office that has the case now; answers to its forms stay under the
office that they came in at, and are opened there for whoever sees the case.
"""

from __future__ import annotations

import json
from typing import Any

from tirek.cases.models import Case, Party
from tirek.forms import sealing_key
from tirek.ledger import WITHDRAWING
from tirek.sealing import KeyErased, Place, erase_key, new_key, office_key, opened, sealed, unwrapped, wrapped

Row = Any
"""A row of a case: the case itself, a party, a note …"""


def place(row: Row, column: str) -> Place:
    """This function will name where a sealed value is kept."""
    return Place(row._meta.db_table, str(row.pk), column)


def fresh_case_key(case: Case) -> bytes:
    """This function will make the data key of a new case, keep it wrapped, and give it. Raises `KeyMissing`."""
    return _fresh(case, case.office_id)


def fresh_party_key(party: Party) -> bytes:
    """This function will make the data key of a new party, keep it wrapped, and give it. Raises `KeyMissing`."""
    return _fresh(party, party.case.office_id)


def _fresh(row: Case | Party, office: str) -> bytes:
    key = new_key()
    row.wrapped_key = wrapped(sealing_key(office), key, place(row, "wrapped_key"))
    return key


def case_key(case: Case) -> bytes:
    """This function will give the data key of a case. Raises `KeyMissing`, `KeyErased`, `SealBroken`."""
    return _key_of(case, case.office_id)


def party_key(party: Party) -> bytes:
    """This function will give the data key of a party. Raises `KeyMissing`, `KeyErased`, `SealBroken`."""
    return _key_of(party, party.case.office_id)


def _key_of(row: Case | Party, office: str) -> bytes:
    return unwrapped(office_key(office), bytes(row.wrapped_key), place(row, "wrapped_key"))


def seal(row: Row, key: bytes, column: str, content: bytes) -> bytes:
    """This function will seal what is to be kept in a column of a row; nothing at all stays nothing."""
    return sealed(key, content, place(row, column)) if content else b""


def unseal(row: Row, key: bytes, column: str) -> bytes:
    """This function will open what is kept in a column of a row. Raises `SealBroken`."""
    kept = bytes(getattr(row, column))
    return opened(key, kept, place(row, column)) if kept else b""


def seal_told(row: Row, key: bytes, column: str, told: object) -> bytes:
    """This function will seal JSON for a column of a row."""
    return seal(row, key, column, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def told_in(row: Row, key: bytes, column: str) -> Any:
    """This function will open JSON that is kept in a column of a row, None where nothing is. Raises `SealBroken`."""
    content = unseal(row, key, column)
    return json.loads(content) if content else None


def rewrap(case: Case, office: str) -> list[Case | Party]:
    """This function will wrap the keys of a case and of its parties for another office, which has the case from now on.

    It sets `case.office_id` and each `wrapped_key`, and gives the rows, which the caller changes in the entry that says
    so. Of the parties only that is read which the database lets one write. One that was erased stays so and is passed
    over. Raises `KeyMissing`, `KeyErased`, `SealBroken`.
    """
    receiver = sealing_key(office)
    parties = Party.objects.filter(Party.standing(), case=case).only("wrapped_key", *WITHDRAWING)
    held: list[Case | Party] = [case, *parties]
    rows: list[Case | Party] = []
    for row in held:
        try:
            key = _key_of(row, case.office_id)
        except KeyErased:
            if row is case:
                raise
            continue
        row.wrapped_key = wrapped(receiver, key, place(row, "wrapped_key"))
        rows.append(row)
    case.office_id = office
    return rows


def erase(row: Case | Party) -> int:
    """This function will destroy what opens the data key of a case or a party; 0 where that is done already."""
    return erase_key(place(row, "wrapped_key"))
