"""Whoever takes the database, its journal, its temporary files and its log has none of what was told.

Nor does it lie in sessions, where words of a page may wait for the next, nor in the cache. A session is packed where it
lies, so that no name could be found in its bytes: it is read as the house reads it.
"""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from django.urls import reverse

from tests.answered import answered, answered_form
from tests.case_rows import a_case, a_note, a_party, assigned
from tests.cast import asel, ruslan
from tirek import embedded
from tirek.cases import search_words
from tirek.cases.seals import case_key
from tirek.cases.search_words import rebuild, search
from tirek.cases.visibility import sight_of
from tirek.directory import Account

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


def remembered() -> dict[str, bytes]:
    """What the house keeps between two requests: each session, unpacked, and each entry of the cache."""
    found = {
        f"session {each.session_key}": json.dumps(each.get_decoded(), ensure_ascii=False).encode()
        for each in Session.objects.all()
    }
    kept = caches["default"]
    assert isinstance(kept, LocMemCache), "a cache that lies elsewhere is to be searched there"
    return found | {f"cache {key}": bytes(value) for key, value in kept._cache.items()}


def browsed(who: Account, number: str) -> None:
    """What somebody does in pages with what was told: searches for it, opens the case, writes it and is refused."""
    client = Client()
    client.force_login(who)
    found = client.post(reverse("cases:index"), {"words": f"{NAME} {PHONE}"})
    assert IN_THE_OPEN in found.content.decode()
    written = {"part": "witness", "kind": "person", "name": NAME, "telephone": PHONE, "caution": STATEMENT}
    refused = client.post(reverse("cases:party", args=[number]), written | {"part": "nobody"})
    assert refused.status_code == 422
    assert NAME in refused.content.decode()
    assert client.post(reverse("cases:party", args=[number]), written).status_code == 302


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
    assigned(case, who)
    browsed(who, case.number)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        directory = Path(str(connection.execute("SHOW data_directory").fetchone()[0]))  # type: ignore[index]
    files = {str(path): path.read_bytes() for path in directory.parent.rglob("*") if path.is_file()}
    dump = [embedded.binaries.find().program("pg_dump"), "--dbname", superuser_url]
    files["dump"] = subprocess.run(dump, check=True, stdout=subprocess.PIPE).stdout
    return files | remembered()


def test_it_works(stolen: dict[str, bytes]) -> None:
    assert {"dump"} < {Path(name).name for name in holding(IN_THE_OPEN, stolen)}
    assert any("pg_wal" in name for name in holding(IN_THE_OPEN, stolen))
    assert any(name.startswith("session ") for name in stolen)
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


def test_the_search_itself_finds_what_waits_in_a_session_or_the_cache() -> None:
    session = SessionStore()
    session["messages"] = json.dumps([NAME] * 40, ensure_ascii=False)
    session.save()
    cache.set("somebody", PHONE)
    try:
        assert NAME.encode() not in Session.objects.get(pk=session.session_key).session_data.encode()
        assert holding(NAME, remembered()) == [f"session {session.session_key}"]
        assert [name.rpartition(":")[2] for name in holding(PHONE, remembered())] == ["somebody"]
    finally:
        cache.delete("somebody")
