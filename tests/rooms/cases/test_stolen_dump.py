"""Whoever takes the database, its journal, its temporary files and its log has none of what was told."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.answered import answered, answered_form
from tests.case_rows import a_case, a_note, a_party
from tests.cast import asel, ruslan
from tirek import embedded
from tirek.cases import search_words
from tirek.cases.seals import case_key
from tirek.cases.search_words import rebuild, search
from tirek.cases.visibility import sight_of

pytestmark = pytest.mark.django_db(transaction=True)

NAME, PHONE, STATEMENT = "Қыдырбекова Айсұлу", "+77017654321", "they beat him in cell seventeen"
IN_THE_OPEN = "HRC-15-2026-000001"
"""What is not sealed is found: the search would find something that was there."""


def disguises(text: str) -> set[bytes]:
    """How a text may lie in a file; of base64 the part that does not depend on where it begins."""
    found = set()
    for plain in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), text.lower().encode()):
        found |= {plain, plain.hex().encode(), plain.hex().upper().encode()}
        for lead in range(3):
            coded = base64.b64encode(b"\0" * lead + plain).rstrip(b"=")[4 if lead else 0 : -2]
            found |= {coded} if len(coded) >= 8 else set()  # shorter ones are anywhere by chance
    return found


def holding(text: str, files: dict[str, bytes]) -> list[str]:
    return [name for name, content in files.items() if any(each in content for each in disguises(text))]


@pytest.fixture
def stolen(postgres: embedded.Server, superuser_url: str) -> dict[str, bytes]:
    """All that lies on the server's disk once everything is written out, and a dump."""
    who = asel()
    case = a_case(answered_form(ruslan()).edition, who)
    a_party(case, who, {"identity": {"name": NAME}, "contact": {"phone": PHONE}})
    a_note(case, who, case_key(case), STATEMENT)
    told = {"who": {"name": NAME, "phone": PHONE}, "statement": STATEMENT}
    answered(answered_form(ruslan(), number=2), who, told)
    rebuild(case)
    with sight_of(who):
        assert [each.number for each in search(who, f"{NAME} {PHONE}")] == [IN_THE_OPEN]
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        directory = Path(str(connection.execute("SHOW data_directory").fetchone()[0]))  # type: ignore[index]
    files = {str(path): path.read_bytes() for path in directory.parent.rglob("*") if path.is_file()}
    dump = [embedded.binaries.find().program("pg_dump"), "--dbname", superuser_url]
    files["dump"] = subprocess.run(dump, check=True, stdout=subprocess.PIPE).stdout
    return files


def test_it_works(stolen: dict[str, bytes]) -> None:
    assert {"dump"} < {Path(name).name for name in holding(IN_THE_OPEN, stolen)}
    assert any("pg_wal" in name for name in holding(IN_THE_OPEN, stolen))
    for planted in (NAME, *NAME.split(), PHONE, PHONE[1:], STATEMENT, "cell seventeen"):
        assert holding(planted, stolen) == [], planted
    for word in search_words.spelt(f"{NAME} {PHONE} seventeen"):
        assert holding(word, stolen) == [], word


@pytest.mark.parametrize("text", [NAME, PHONE])
def test_the_search_itself_finds_what_is_there(text: str) -> None:
    coded = [base64.b64encode(b"x" * lead + text.encode() + b"yy") for lead in range(3)]
    files = {"plain": text.encode(), "wide": text.encode("utf-16-le"), "hex": text.encode().hex().encode()}
    files |= {f"base64 {lead}": each for lead, each in enumerate(coded)}
    assert holding(text, files) == list(files)
