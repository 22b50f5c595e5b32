"""Whatever way one asks for answers that belong to cases, one is told of the same: list, files, map, feed, one by one.

Who sees which case stands in the table of `test_agreement`; answers follow their case. Each role, in each office, asks
each way, and the ledger says of each file how many left with it.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.answered import NAME, NOW, answered, answered_form
from tests.case_rows import MADE, a_case
from tests.cast import AKTOBE, ALMATY, ruslan, somebody
from tests.house.test_agreement import Asked, table
from tirek.cases import Task, sight_of_the_house
from tirek.directory import Account, NotPermitted, Role
from tirek.forms import issue_feed_key
from tirek.ledger import entries, entry

pytestmark = pytest.mark.django_db
LEVELS = {"public": "public", "near": "need-to-know", "sealed": "sealed"}
FILES = ("csv", "xlsx", "geojson")


@pytest.fixture
def keys() -> dict[str, UUID]:
    """The answers with which the cases of the table were opened, by the names of the cases; each answers with a place
    on the map."""
    form = answered_form(ruslan())
    taker, elsewhere = somebody("taker", Role.OFFICER, AKTOBE), somebody("taker-elsewhere", Role.OFFICER, ALMATY)
    made = {}
    for name in ("public", "office", "near", "sealed", "closed", "elsewhere"):
        by = elsewhere if name == "elsewhere" else taker
        more = {"assigned_to": by, "closed_at": NOW if name == "closed" else None}
        case = a_case(form.edition, by, confidentiality=LEVELS.get(name, "office"), **more)
        submission = answered(form, by)
        with sight_of_the_house(), entry(event=MADE, office=by.office_id, by="-") as trace:
            row = {"step": "intake", "key": "1", "role": "officer", "form_id": "planted", "began_at": NOW}
            trace.store(Task(case=case, submission=submission, ended_at=NOW, done_by=by, **row))
        made[name] = submission.pk
    return made


@dataclass(frozen=True)
class Reader:
    """Asks each way as somebody would, and gives the answers that are told of."""

    account: Account
    keys: dict[str, UUID]

    def named(self, content: str) -> set[str]:
        """Whose keys stand in what was given."""
        return {name for name, key in self.keys.items() if str(key) in content}

    def get(self, address: str, **headers: str) -> tuple[int, bytes]:
        """What an address gives to whoever is signed in."""
        client = Client(raise_request_exception=False)
        client.force_login(self.account)
        answer = client.get(address, headers=headers)
        return answer.status_code, _content(answer)

    def listed(self) -> set[str]:
        """Those in the list."""
        status, content = self.get(reverse("forms:answers", args=["planted"]))
        assert status in (200, 403, 404)
        return self.named(content.decode()) if status == 200 else set()

    def file(self, kind: str) -> set[str]:
        """Those in a file, and the ledger has a line that says how many they are."""
        before = len(list(entries(event="answers-exported")))
        status, content = self.get(reverse(f"forms:{kind}", args=["planted"]))
        if status != 200:
            assert status in (403, 404)
            return set()
        found = self.named(_unpacked(content))
        lines = list(entries(event="answers-exported"))
        assert len(lines) == before + 1
        assert {(each.by, each.detail["count"]) for each in lines} >= {(str(self.account.pk), len(found))}
        return found

    def feed(self) -> set[str]:
        """Those in the feed, which counts as many."""
        try:
            secret = issue_feed_key(account=self.account, name="a spreadsheet")
        except NotPermitted:
            return set()
        basic = base64.b64encode(f"{self.account.username}:{secret}".encode()).decode()
        address = reverse("odata:table", args=["planted", "Submissions"]) + "?$count=true"
        answer = Client().get(address, headers={"authorization": f"Basic {basic}"})
        content = _content(answer)
        if answer.status_code != 200:
            assert answer.status_code in (403, 404)
            return set()
        told = json.loads(content)
        assert told["@odata.count"] == len(told["value"])
        found = {name for name, key in self.keys.items() for row in told["value"] if row["__id"] == str(key)}
        assert len(found) == len(told["value"])
        return found

    def opened(self) -> set[str]:
        """Those that open one by one."""
        status = {name: self.get(reverse("forms:answer", args=[key]))[0] for name, key in self.keys.items()}
        assert set(status.values()) <= {200, 403, 404}
        return {name for name, each in status.items() if each == 200}


def _content(answer: HttpResponseBase) -> bytes:
    streaming = getattr(answer, "streaming_content", None)
    return b"".join(streaming) if streaming is not None else answer.content  # type: ignore[attr-defined]


def _unpacked(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def in_lists(asked: Asked) -> set[str]:
    """Of the cases that somebody sees, those whose answers stand in lists: what the own office received, unsealed."""
    received = {"own": {"public", "office", "near", "closed"}, "other": {"elsewhere"}, "national": set(asked.sees)}
    return set(asked.sees) & received[asked.office] - {"sealed"}


def test_every_way_of_asking_for_answers_tells_of_the_same(keys: dict[str, UUID], subtests) -> None:
    for asked in table():
        with subtests.test(f"{asked.role} in {asked.office}"):
            reader = Reader(asked.account, keys)
            told = {"list": reader.listed(), "feed": reader.feed(), **{kind: reader.file(kind) for kind in FILES}}
            assert told == dict.fromkeys(told, in_lists(asked))
            assert reader.opened() == asked.sees


def test_nothing_leaves_with_a_name_that_its_role_does_not_see_and_the_map_with_none(keys: dict[str, UUID]) -> None:
    for role, says in ((Role.OFFICER, True), (Role.SUPERVISOR, False)):
        reader = Reader(somebody(f"{role}-own", role, AKTOBE), keys)
        contents = {kind: _unpacked(reader.get(reverse(f"forms:{kind}", args=["planted"]))[1]) for kind in FILES}
        assert {kind: NAME in each for kind, each in contents.items()} == {"csv": says, "xlsx": says, "geojson": False}
