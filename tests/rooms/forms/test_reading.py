"""What came in is read later, as it was sent; what cannot be read is said to be so, and is never lost by it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cast import AKTOBE, asel, olga, yerlan
from tests.rooms.forms.filled import VISIT, a_device, a_form, answers, kept, many_answers
from tirek import forms
from tirek.forms.errors import AnswersEncrypted, SubmissionTooLarge, SubmissionUnreadable
from tirek.forms.models import Reading, Submission
from tirek.forms.reading import read
from tirek.forms.seals import answers_in, key_of, place
from tirek.sealing import office_keys, opened
from tirek.web import jobs
from tirek.xlsforms import Field

FULL = """<start>2026-11-03T09:15:00.000+05:00</start><end>2026-11-03T10:00:00.500+05:00</end>
<cell> 12 Ұ </cell><sex>f</sex><picture>cell.jpg</picture>
<people><name>One</name><hurt>1.jpg</hurt></people><people><name>Two</name><hurt/></people>"""


def told(within: str, fields: tuple[Field, ...] = VISIT, **named: str) -> dict[str, Any]:
    return read(answers(within, instance="uuid:1", **named), fields).answers


def test_it_works() -> None:
    found = read(answers(FULL, instance="uuid:1"), VISIT)
    assert found.answers == {
        "start": "2026-11-03T09:15:00.000+05:00",
        "end": "2026-11-03T10:00:00.500+05:00",
        "cell": " 12 Ұ ",
        "sex": "f",
        "picture": "cell.jpg",
        "people": [{"name": "One", "hurt": "1.jpg"}, {"name": "Two", "hurt": ""}],
        "meta": {"instanceID": "uuid:1"},
    }
    assert found.expected == ("cell.jpg", "1.jpg")
    assert found.started_at == datetime(2026, 11, 3, 4, 15, tzinfo=UTC)
    assert found.ended_at == datetime(2026, 11, 3, 5, 0, 0, 500_000, tzinfo=UTC)


@pytest.mark.parametrize(("times", "found"), [(0, None), (1, [{"name": "x"}]), (2, [{"name": "x"}] * 2)])
def test_a_repeat_is_a_list_however_often_it_was_answered(times: int, found: Any) -> None:
    assert told("<people><name>x</name></people>" * times).get("people") == found


def test_an_empty_occurrence_of_a_repeat_counts() -> None:
    assert told("<people/><people><name>x</name></people>")["people"] == [{}, {"name": "x"}]


def test_repeats_stand_within_repeats_and_groups() -> None:
    fields = (
        Field("house", "group", {}),
        Field("house/room", "repeat", {}),
        Field("house/room/bed", "repeat", {}, repeat="house/room"),
        Field("house/room/bed/photo", "image", {}, repeat="house/room/bed"),
    )
    within = (
        "<house><room><bed><photo>a.jpg</photo></bed></room><room><bed/><bed><photo>b.jpg</photo></bed></room></house>"
    )
    found = read(answers(within), fields)
    assert found.answers["house"] == {
        "room": [{"bed": [{"photo": "a.jpg"}]}, {"bed": [{}, {"photo": "b.jpg"}]}],
    }
    assert found.expected == ("a.jpg", "b.jpg")


def test_what_the_form_does_not_ask_is_told_as_it_was_sent() -> None:
    assert told("<other>1</other><cell>2</cell><cell>3</cell>") | {"meta": {}} == {
        "other": "1",
        "cell": ["2", "3"],
        "meta": {},
    }


def test_a_pattern_of_a_repeat_is_no_answer() -> None:
    within = '<people xmlns:jr="http://openrosa.org/javarosa" jr:template=""><name>no</name></people>'
    assert "people" not in told(within)


def test_the_record_of_how_it_was_filled_is_a_file_too() -> None:
    xml = answers().replace(b"</orx:meta>", b"<orx:audit>audit.csv</orx:audit></orx:meta>")
    assert read(xml, VISIT).expected == ("audit.csv",)


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("2036-11-03T09:15:00.000+05:00", datetime(2036, 11, 3, 4, 15, tzinfo=UTC)),
        ("1970-01-01T00:00:00.000Z", datetime(1970, 1, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00.000+05:00", None),
        ("9999-12-31T23:59:59.000-05:00", None),
        ("2026-11-03T09:15:00", None),
        ("2026-11-03", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_time_that_a_device_tells_is_its_own(start: str, found: datetime | None) -> None:
    assert read(answers(f"<start>{start}</start>"), VISIT).started_at == found


def test_what_a_device_encrypted_is_said_to_be_so() -> None:
    with pytest.raises(AnswersEncrypted):
        read(answers().replace(b"<data ", b'<data encrypted="yes" '), VISIT)


@pytest.mark.parametrize(
    ("xml", "refusal"),
    [
        (b"<a>", SubmissionUnreadable),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', SubmissionUnreadable),
        (answers("<a>" * 200 + "</a>" * 200), SubmissionTooLarge),
        (answers("<a/>" * 1_000_000), SubmissionTooLarge),
    ],
)
def test_reading_is_bounded(xml: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read(xml, VISIT)


def test_five_thousand_questions_are_read_at_once() -> None:
    found = read(answers(many_answers(5000)), VISIT).answers
    assert (len(found), found["question_4999"]) == (5001, "answer 4999")


# What is kept of it.


def reading_of(receipt: forms.Receipt) -> dict[str, Any]:
    submission = kept(receipt)
    return answers_in(submission.reading, key_of(submission))


@pytest.mark.django_db
def test_what_waits_is_read_and_sealed() -> None:
    a_form()
    receipt = forms.receive(sender=asel(), xml=answers(FULL), files=[("cell.jpg", "image/jpeg", b"x")])
    assert not Reading.objects.exists()
    assert forms.read_waiting() == 1
    submission = kept(receipt)
    reading = submission.reading
    assert reading_of(receipt)["cell"] == " 12 Ұ "
    assert "Ұ".encode() not in bytes(reading.answers)
    assert (reading.expected, reading.problem) == (["cell.jpg", "1.jpg"], "")
    assert reading.started_at == datetime(2026, 11, 3, 4, 15, tzinfo=UTC)
    assert json.loads(opened(key_of(submission), bytes(reading.answers), place(Reading, submission.pk, "answers")))
    assert forms.read_waiting() == 0


@pytest.mark.django_db
def test_more_than_one_batch_is_read_the_oldest_first() -> None:
    a_form()
    receipts = [forms.receive(sender=asel(), xml=answers(f"<cell>{number}</cell>")) for number in range(5)]
    assert forms.read_waiting(batch=2) == 5
    assert [reading_of(each)["cell"] for each in receipts] == list("01234")
    times = Reading.objects.order_by("submission__received_at").values_list("read_at", flat=True)
    assert list(times) == sorted(times)


@pytest.mark.django_db
def test_each_is_read_by_the_form_that_it_answered() -> None:
    old = a_form(version="1", fields=(Field("who", "repeat", {}), Field("who/name", "text", {}, repeat="who")))
    a_form(version="2", fields=(Field("who", "group", {}), Field("who/name", "text", {})), of=old.edition.mechanism)
    within = "<who><name>x</name></who>"
    one, other = (forms.receive(sender=asel(), xml=answers(within, version=version)) for version in "12")
    forms.read_waiting()
    assert reading_of(one)["who"] == [{"name": "x"}]
    assert reading_of(other)["who"] == {"name": "x"}


@pytest.mark.django_db
def test_a_form_that_calls_itself_a_pattern_is_read_all_the_same() -> None:
    a_form()
    odd = answers("<cell>12</cell>").replace(
        b"<data ", b'<data xmlns:jr="http://openrosa.org/javarosa" jr:template="" '
    )
    assert reading_after(odd)["cell"] == "12"


def reading_after(xml: bytes) -> dict[str, Any]:
    receipt = forms.receive(sender=asel(), xml=xml)
    forms.read_waiting()
    return reading_of(receipt)


@pytest.mark.django_db
def test_a_fault_of_ours_holds_up_nobody_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    a_form()
    first, second = (forms.receive(sender=asel(), xml=answers(f"<cell>{number}</cell>")) for number in range(2))

    def stumbles(xml: bytes, fields: tuple[Field, ...]) -> Any:
        if b"<cell>0</cell>" in xml:
            raise KeyError("a fault of ours")
        return read(xml, fields)

    monkeypatch.setattr("tirek.forms.operations.reading.read", stumbles)
    assert forms.read_waiting(batch=1) == 1
    assert reading_of(second)["cell"] == "1"
    monkeypatch.undo()
    assert forms.read_waiting() == 1  # mended, it is read the next time
    assert reading_of(first)["cell"] == "0"


@pytest.mark.django_db
def test_what_cannot_be_read_says_why_and_the_others_are_read() -> None:
    a_form()
    wrong = forms.receive(sender=asel(), xml=answers().replace(b"<data ", b'<data encrypted="yes" '))
    right = forms.receive(sender=asel(), xml=answers())
    assert forms.read_waiting() == 2
    assert kept(wrong).reading.problem == "answers-encrypted"
    assert reading_of(right)["cell"] == "12"


@pytest.mark.django_db
def test_what_was_tampered_with_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from tirek.sealing import SealBroken

    def broken(*_given: Any) -> bytes:
        raise SealBroken

    a_form()
    receipt = forms.receive(sender=asel(), xml=answers())
    monkeypatch.setattr("tirek.forms.operations.reading.content_of", broken)
    forms.read_waiting()
    assert kept(receipt).reading.problem == "seal-broken"


@pytest.mark.django_db
def test_an_office_whose_key_is_away_waits_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    a_form()
    monkeypatch.setenv("TIREK_KEYS", str(tmp_path))
    here = forms.receive(sender=olga(), xml=answers())
    away = forms.receive(sender=a_device(yerlan()).device, xml=answers())
    path = tmp_path / f"{AKTOBE}.key"
    path.rename(tmp_path / "apart")
    office_keys._read.cache_clear()
    assert forms.read_waiting(batch=1) == 1
    assert reading_of(here)["cell"] == "12"
    assert not Reading.objects.filter(submission=away.submission).exists()
    assert AKTOBE in caplog.text
    assert not path.exists()  # another key in its place would never open what is sealed already
    (tmp_path / "apart").rename(path)
    office_keys._read.cache_clear()
    assert forms.read_waiting() == 1
    assert reading_of(away)["cell"] == "12"


@pytest.mark.django_db
def test_read_by_two_workers_at_once_it_is_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    a_form()
    forms.receive(sender=asel(), xml=answers())
    waiting = list(Submission.objects.all())
    monkeypatch.setattr(
        "tirek.forms.operations.reading._waiting", lambda *_but, left=[waiting, waiting]: left.pop() if left else []
    )
    forms.read_waiting()
    assert Reading.objects.count() == 1


# The job.


@pytest.mark.django_db
def test_the_job_reads_what_waits() -> None:
    a_form()
    receipt = forms.receive(sender=asel(), xml=answers())
    jobs.read()
    assert reading_of(receipt)["cell"] == "12"


def jobs_waiting() -> list[tuple[str, bool]]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    found = ProcrastinateJob.objects.filter(task_name="forms.read", status="todo")
    return sorted((each.queueing_lock, each.scheduled_at is not None) for each in found)


@pytest.mark.django_db
def test_in_a_rush_one_reads_at_once_and_one_a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.web.jobs._asked", {"now": 0.0, "later": 0.0})
    jobs.read_soon()
    assert jobs_waiting() == [("read", False)]
    for _time in range(20):
        jobs.read_soon()
    assert jobs_waiting() == [("read", False), ("read later", True)]


@pytest.mark.django_db
def test_another_process_that_asked_already_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    for _process in range(3):
        monkeypatch.setattr("tirek.web.jobs._asked", {"now": 0.0, "later": 0.0})
        jobs.read_soon()
    assert jobs_waiting() == [("read", False)]
    assert forms.Device.objects.count() == 0  # the transaction is still whole
