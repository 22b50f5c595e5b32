"""A dump that was taken before the erasing, restored in another cluster: nobody reads in it what was erased since."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.answered import answered, answered_form
from tests.case_rows import MADE, NOW, a_case, a_note, a_party
from tests.cast import AKTOBE, NATIONAL, asel, ruslan, somebody, yerlan
from tests.database import FAST, _connect_django
from tirek import embedded
from tirek.cases import Case, Party, Task, ask_erasure, review_erasure, sight_of_the_house
from tirek.cases.models import Erasure, Note
from tirek.cases.seals import case_key, party_key, told_in, unseal
from tirek.directory import Role, Verdict
from tirek.forms import Submission
from tirek.forms.seals import content_of, key_of
from tirek.ledger import entry, verify
from tirek.sealing import KeyErased

pytestmark = pytest.mark.django_db(transaction=True)
NAME, STATEMENT = "Қыдырбекова Айсұлу", "they beat him in cell seventeen"


@pytest.fixture
def elsewhere() -> Iterator[embedded.Server]:
    """Another cluster, with the roles of the house and an empty database."""
    data = Path(tempfile.mkdtemp(prefix="tirek-restored-"))
    data.chmod(0o711)
    yield embedded.serving(data, FAST)
    embedded.stop(data)
    shutil.rmtree(data)


def read() -> list[str]:
    """What is told in the case, the party, the note and the answers of the database that Django is connected to."""
    with sight_of_the_house():
        case, party = Case.objects.get(), Party.objects.select_related("case").get()
        note, submission = Note.objects.get(), Submission.objects.get()
        keys = (lambda: case_key(case), lambda: party_key(party), lambda: key_of(submission))
        opened = [_opened(key) for key in keys]
        if all(opened):
            told = told_in(party, opened[1], "content")
            return [
                unseal(case, opened[0], "content").decode(),
                unseal(note, opened[0], "content").decode(),
                told["identity"]["name"],
                content_of(submission, opened[2]).decode(),
            ]
        return ["" for key in opened if key]


def _opened(key) -> bytes:
    try:
        found: bytes = key()
    except KeyErased:
        return b""
    return found


def restored(dump: Path, server: embedded.Server) -> str:
    """Put a dump into the other cluster, and give the URL of the application there."""
    url = server.superuser_url("restored")
    with psycopg.connect(server.superuser_url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored")
    command = [embedded.binaries.find().program("pg_restore"), "--exit-on-error", "--dbname", url, str(dump)]
    subprocess.run(command, check=True)
    return server.environment("restored")["DATABASE_URL"]


def test_it_works(
    elsewhere: embedded.Server, superuser_url: str, database_environment: dict[str, str], tmp_path: Path
) -> None:
    form, head = answered_form(ruslan()), somebody("nadia", Role.SUPERVISOR, NATIONAL)
    yerlan()
    case = a_case(form.edition, asel())
    a_party(case, asel(), {"identity": {"name": NAME}})
    a_note(case, asel(), case_key(case), STATEMENT)
    submission = answered(form, asel())
    with sight_of_the_house(), entry(event=MADE, office=AKTOBE, by="-") as trace:
        row = {"step": "intake", "key": "1", "role": "officer", "form_id": "planted", "began_at": NOW}
        trace.store(Task(case=case, submission=submission, **row))
    before = ["A line about it", STATEMENT, NAME, "<planted/>"]
    assert read() == before

    dump = tmp_path / "backup"
    command = [embedded.binaries.find().program("pg_dump"), "--format", "custom", "--dbname", superuser_url]
    subprocess.run([*command, "--file", str(dump)], check=True)
    there = restored(dump, elsewhere)
    try:
        _connect_django(there)
        assert read() == before  # a backup is one, as long as nothing is erased
        assert verify().ok

        _connect_django(database_environment["DATABASE_URL"])
        asked = ask_erasure(actor=yerlan(), number=case.number, ground=Erasure.Ground.ASKED)
        review_erasure(actor=head, erasure=asked.pk, verdict=Verdict.APPROVED)
        assert read() == []
        assert verify().ok

        _connect_django(there)
        assert read() == []
        assert verify().ok
        with sight_of_the_house(), connection.cursor() as cursor:
            assert Case.objects.get().number == case.number
            assert not Erasure.objects.exists()  # it is the old one
            cursor.execute("SELECT current_database()")
            assert cursor.fetchone() == ("restored",)
    finally:
        _connect_django(database_environment["DATABASE_URL"])
