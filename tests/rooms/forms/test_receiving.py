"""What comes in is kept as it came, once; the same again is the same, and anything else is kept aside."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import connection

from tests.cast import AKTOBE, asel, bolat, office, olga, ruslan, viktor, yerlan, zarina
from tests.rooms.forms.filled import a_device, a_form, answers, kept, new_id
from tirek import forms
from tirek.directory import NotPermitted
from tirek.forms.errors import (
    AsideAlreadyFull,
    FileNameRefused,
    FileSentTwice,
    InstanceIdMissing,
    NoSuchForm,
    OtherAnswersAlreadyKept,
    OtherFileAlreadyKept,
    SubmissionTooLarge,
    SubmissionUnreadable,
)
from tirek.forms.header import DEEPEST, MOST_ELEMENTS
from tirek.forms.models import Aside, Attachment, Submission
from tirek.forms.operations.receiving import MOST_ASIDE
from tirek.forms.seals import content_of, file_of, key_of, place
from tirek.ledger import entries, verify
from tirek.sealing import SealBroken, opened

pytestmark = pytest.mark.django_db

PICTURE = ("cell.jpg", "image/jpeg", b"\xff\xd8 a picture \x00\r\n--")
FILM = ("cell.mp4", "video/mp4", b"a film")


@pytest.fixture
def device() -> forms.Device:
    a_form()
    return a_device(yerlan()).device


def bytes_of(submission: Submission) -> bytes:
    return content_of(submission, key_of(submission))


def files_of(submission: Submission) -> dict[str, bytes]:
    key = key_of(submission)
    return {each.name: file_of(each, key) for each in submission.attachments.all()}


def asides_of(submission: Submission) -> list[tuple[str, bytes]]:
    key = key_of(submission)
    found = submission.asides.order_by("received_at", "name")
    return [(each.name, opened(key, bytes(each.content), place(Aside, each.pk))) for each in found]


def events() -> list[str]:
    return [line.event for line in reversed(entries(chain=AKTOBE))]


def test_it_works(device: forms.Device) -> None:
    xml = answers("<cell>Ұлттық 12</cell>", instance="uuid:1")
    receipt = forms.receive(sender=device, xml=xml, files=[PICTURE])
    submission = kept(receipt)
    assert (receipt.new, receipt.files) == (True, 1)
    assert (submission.instance_id, submission.office_id, submission.replaces) == ("uuid:1", AKTOBE, "")
    assert (submission.device_id, submission.account_id) == (device.pk, None)
    assert bytes_of(submission) == xml
    assert files_of(submission) == {PICTURE[0]: PICTURE[2]}
    (file,) = submission.attachments.all()
    assert (file.media_type, file.size) == ("image/jpeg", len(PICTURE[2]))
    assert events()[-2:] == ["device-issued", "submission-received"]
    assert verify().ok


def test_nothing_that_was_answered_lies_open_in_the_database_or_the_ledger(device: forms.Device) -> None:
    secret = "Planted-Name-7719"
    forms.receive(sender=device, xml=answers(f"<cell>{secret}</cell>"), files=[("a.txt", "", secret.encode())])
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        assert "answers_submission" in tables
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{secret}%"])
            assert cursor.fetchone() == (0,), table
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{secret.encode().hex()}%"])
            assert cursor.fetchone() == (0,), table


def test_an_officer_sends_for_the_own_office() -> None:
    a_form()
    submission = kept(forms.receive(sender=asel(), xml=answers()))
    assert (submission.office_id, submission.account_id, submission.device_id) == (AKTOBE, asel().pk, None)


def test_the_same_again_is_acknowledged_and_leaves_no_second_row_or_entry(device: forms.Device) -> None:
    xml = answers()
    first = forms.receive(sender=device, xml=xml, files=[PICTURE])
    before = events()
    again = forms.receive(sender=device, xml=xml, files=[PICTURE])
    assert (again.submission, again.new, again.files) == (first.submission, False, 0)
    assert events() == before
    assert Submission.objects.count() == Attachment.objects.count() == 1


@pytest.mark.parametrize(
    "order", [[[PICTURE], [FILM]], [[FILM], [PICTURE]], [[], [PICTURE, FILM]], [[FILM, PICTURE], []]]
)
def test_files_come_in_several_posts_in_any_order(
    device: forms.Device, order: Iterable[list[tuple[str, str, bytes]]]
) -> None:
    xml = answers()
    for files in order:
        receipt = forms.receive(sender=device, xml=xml, files=files)
    assert files_of(kept(receipt)) == {PICTURE[0]: PICTURE[2], FILM[0]: FILM[2]}
    assert Submission.objects.count() == 1
    assert verify().ok


def test_other_answers_under_the_same_number_are_refused_and_kept_aside_once(device: forms.Device) -> None:
    first = answers(instance="uuid:1")
    receipt = forms.receive(sender=device, xml=first)
    other = first.replace(b"12", b"13")
    for _time in range(3):
        with pytest.raises(OtherAnswersAlreadyKept):
            forms.receive(sender=device, xml=other)
    assert bytes_of(kept(receipt)) == first
    assert asides_of(kept(receipt)) == [("", other)]
    assert events().count("submission-set-aside") == 1
    assert verify().ok


def test_a_blank_more_is_another_content(device: forms.Device) -> None:
    xml = answers(instance="uuid:1")
    forms.receive(sender=device, xml=xml)
    with pytest.raises(OtherAnswersAlreadyKept):
        forms.receive(sender=device, xml=xml + b"\n")


def test_another_file_under_the_same_name_is_kept_aside_and_the_new_file_beside_it_is_kept(
    device: forms.Device,
) -> None:
    xml = answers()
    receipt = forms.receive(sender=device, xml=xml, files=[PICTURE])
    other = (PICTURE[0], PICTURE[1], b"another")
    for _time in range(2):
        with pytest.raises(OtherFileAlreadyKept):
            forms.receive(sender=device, xml=xml, files=[other, FILM])
    assert files_of(kept(receipt)) == {PICTURE[0]: PICTURE[2], FILM[0]: FILM[2]}
    assert asides_of(kept(receipt)) == [(PICTURE[0], b"another")]


def test_aside_takes_only_so_much(device: forms.Device) -> None:
    forms.receive(sender=device, xml=answers(instance="uuid:1"))
    for number in range(MOST_ASIDE):
        with pytest.raises(OtherAnswersAlreadyKept):
            forms.receive(sender=device, xml=answers(f"<cell>other {number}</cell>", instance="uuid:1"))
    with pytest.raises(AsideAlreadyFull):
        forms.receive(sender=device, xml=answers("<cell>one more</cell>", instance="uuid:1"))
    assert Aside.objects.count() == MOST_ASIDE


def test_two_offices_use_one_number_and_do_not_learn_of_each_other(device: forms.Device) -> None:
    one = forms.receive(sender=device, xml=answers("<cell>1</cell>", instance="uuid:1"))
    other = forms.receive(sender=olga(), xml=answers("<cell>2</cell>", instance="uuid:1"))
    assert other.new
    assert one.submission != other.submission
    assert Aside.objects.count() == 0


def test_an_edit_is_a_submission_of_its_own_and_names_what_it_replaces(device: forms.Device) -> None:
    first = forms.receive(sender=device, xml=answers(instance="uuid:1"))
    edit = forms.receive(sender=device, xml=answers("<cell>13</cell>", instance="uuid:2", replaces="uuid:1"))
    assert kept(edit).replaces == "uuid:1"
    assert bytes_of(kept(first)) == answers(instance="uuid:1")


def test_a_form_of_an_old_edition_is_taken_for_ever() -> None:
    old = a_form(version="2025-1")
    new = a_form(version="2026-1", of=old.edition.mechanism)
    device = a_device(yerlan()).device
    assert kept(forms.receive(sender=device, xml=answers(version="2025-1"))).form_id == old.pk
    assert kept(forms.receive(sender=device, xml=answers(version="2026-1"))).form_id == new.pk


def test_of_two_editions_with_the_same_form_it_is_that_of_the_newer() -> None:
    old = a_form()
    new = a_form(of=old.edition.mechanism)
    assert kept(forms.receive(sender=asel(), xml=answers())).form_id == new.pk


@pytest.mark.parametrize("other", [{"form_id": "unknown"}, {"version": "9"}, {"version": ""}])
def test_refuses_a_form_or_a_version_that_was_never_here(device: forms.Device, other: dict[str, str]) -> None:
    with pytest.raises(NoSuchForm):
        forms.receive(sender=device, xml=answers(**other))
    assert Submission.objects.count() == 0


def test_refuses_who_may_not_fill_forms_or_not_this_one() -> None:
    a_form(access={"monitor": "fill", "officer": "read"})
    for sender in (asel(), viktor(), bolat(), ruslan()):
        with pytest.raises(NotPermitted):
            forms.receive(sender=sender, xml=answers())
    assert forms.receive(sender=zarina(), xml=answers()).new


def test_a_role_that_the_mechanism_names_and_the_house_does_not_let_fill_forms_fills_none() -> None:
    a_form(access={"viewer": "fill", "auditor": "fill"})
    for sender in (viktor(), bolat(), a_device(yerlan()).device):
        with pytest.raises(NotPermitted):
            forms.receive(sender=sender, xml=answers())


XXE = b'<!DOCTYPE data [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BILLION = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
WHOLE = answers(instance="uuid:1")


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b" ",
        b"not xml",
        b"\x00" * 100,
        WHOLE[:-1],
        WHOLE + b"<again/>",
        XXE + WHOLE.partition(b"?>")[2],
        BILLION + WHOLE.partition(b"?>")[2].replace(b"12", b"&b;"),
        WHOLE.replace(b"12", b"\xff\xfe"),
        WHOLE.replace(b"<?xml version='1.0' ?>", b"<?xml version='1.0' encoding='no-such-thing' ?>"),
        WHOLE.replace(b"</orx:instanceID>", b"</orx:instanceID><orx:instanceID>uuid:2</orx:instanceID>"),
        answers(instance="a b"),
        answers(instance="u" * 121),
    ],
)
def test_refuses_what_is_no_answered_form(device: forms.Device, xml: bytes) -> None:
    with pytest.raises(SubmissionUnreadable):
        forms.receive(sender=device, xml=xml)
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("cut", range(0, len(WHOLE), 3))
def test_a_form_that_was_cut_off_anywhere_is_refused(cut: int) -> None:
    from tirek.forms.header import header_of

    with pytest.raises(SubmissionUnreadable):
        header_of(WHOLE[:cut])


@pytest.mark.parametrize("without", [b"<orx:instanceID>uuid:1</orx:instanceID>", b"uuid:1"])
def test_refuses_answers_without_a_number(device: forms.Device, without: bytes) -> None:
    with pytest.raises(InstanceIdMissing):
        forms.receive(sender=device, xml=WHOLE.replace(without, b""))


@pytest.mark.parametrize(
    "within",
    [
        "<a>" * DEEPEST + "</a>" * DEEPEST,
        "<a/>" * MOST_ELEMENTS,
        f"<a>{'x' * 10 * 1024 * 1024}</a>",
        "<a><b/></a>" * 1_000_000,
    ],
    ids=["too deep", "too many", "too large", "a million nodes"],
)
def test_refuses_what_no_person_filled(device: forms.Device, within: str) -> None:
    with pytest.raises(SubmissionTooLarge):
        forms.receive(sender=device, xml=answers(within))


@pytest.mark.parametrize("meta", ["meta", "orx:meta"])
def test_the_number_is_found_in_either_namespace_and_in_any_encoding(device: forms.Device, meta: str) -> None:
    text = WHOLE.decode().replace("orx:meta", meta).replace("<?xml version='1.0' ?>", "")
    for number, encoding in enumerate(("utf-8", "utf-16", "iso-8859-1")):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        xml = (head + text.replace("uuid:1", f"uuid:{number}")).encode(encoding)
        assert kept(forms.receive(sender=device, xml=xml)).instance_id == f"uuid:{number}"


def test_a_number_elsewhere_than_in_the_meta_block_is_an_answer(device: forms.Device) -> None:
    within = "<group><meta><instanceID>uuid:other</instanceID></meta></group><instanceID>uuid:third</instanceID>"
    assert kept(forms.receive(sender=device, xml=answers(within, instance="uuid:1"))).instance_id == "uuid:1"


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".hidden", "a/b.jpg", "a\\b.jpg", "../../etc/passwd", "a\x00b", "a\nb", " a", "x" * 201]
)
def test_refuses_a_file_whose_name_is_no_name(device: forms.Device, name: str) -> None:
    with pytest.raises(FileNameRefused):
        forms.receive(sender=device, xml=answers(), files=[(name, "", b"x")])
    assert Submission.objects.count() == 0


def test_takes_names_in_any_script(device: forms.Device) -> None:
    names = ["Қамау орны 1.jpg", "照片.png", "a.b-c_d (1).tar.gz", "'quoted'.txt", 'say "cell".jpg']
    receipt = forms.receive(sender=device, xml=answers(), files=[(name, "image/jpeg", name.encode()) for name in names])
    assert files_of(kept(receipt)) == {name: name.encode() for name in names}


def test_one_name_twice_in_a_post_is_one_file_or_refused(device: forms.Device) -> None:
    assert forms.receive(sender=device, xml=answers(), files=[PICTURE, PICTURE]).files == 1
    with pytest.raises(FileSentTwice):
        forms.receive(sender=device, xml=answers(), files=[PICTURE, (PICTURE[0], "", b"another")])


def test_what_is_moved_to_another_row_in_the_database_is_not_opened(device: forms.Device) -> None:
    one = kept(forms.receive(sender=device, xml=answers("<cell>1</cell>")))
    other = kept(forms.receive(sender=device, xml=answers("<cell>2</cell>")))
    one.content = other.content
    with pytest.raises(SealBroken):
        bytes_of(one)


def test_the_ledger_says_who_sent_and_not_what(device: forms.Device) -> None:
    number = new_id()
    receipt = forms.receive(sender=device, xml=answers(instance=number), files=[PICTURE])
    line = entries(chain=AKTOBE)[0]
    assert line.by == f"device {device.pk}"
    assert line.detail == {"form": "visit", "submission": str(receipt.submission), "files": 1}


def test_the_time_is_the_house_s_own(device: forms.Device) -> None:
    from datetime import timedelta

    from django.utils import timezone

    receipt = forms.receive(sender=device, xml=answers("<start>2036-01-01T10:00:00.000+05:00</start>"))
    assert timezone.now() - kept(receipt).received_at < timedelta(minutes=1)


def test_it_asks_the_database_for_the_disk_whatever_the_database_was_told(device: forms.Device) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    said: list[object] = []

    def look(execute, sql, *rest):  # type: ignore[no-untyped-def]
        found = execute(sql, *rest)
        if "answers_submission" in sql and not said:
            with connection.connection.cursor() as cursor:
                said.append(cursor.execute("SHOW synchronous_commit").fetchone())
        return found

    with connection.execute_wrapper(look):
        forms.receive(sender=device, xml=answers())
    assert said == [("on",)]


def test_an_office_of_another_kind_changes_nothing() -> None:
    a_form()
    device = a_device(ruslan(), office(), "Tablet of the national office").device
    assert kept(forms.receive(sender=device, xml=answers())).office_id == office().pk
