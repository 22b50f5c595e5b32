"""Many at once: fifty copies of one answered form are one row, and fifty different files of it are fifty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from tests.cast import AKTOBE, asel, yerlan
from tests.rooms.forms.filled import a_device, a_form, answers
from tests.rooms.ledger.test_concurrency import at_once
from tirek import forms
from tirek.forms.errors import OtherAnswersAlreadyKept
from tirek.forms.models import Aside, Attachment, Submission
from tirek.ledger import entries, verify

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 50


@pytest.fixture
def device() -> forms.Device:
    a_form()
    found = a_device(yerlan()).device
    connection.close()
    return found


def received() -> int:
    return sum(line.event == "submission-received" for line in entries(chain=AKTOBE, limit=200))


def sending(device: forms.Device, xml: bytes, *files: tuple[str, str, bytes]) -> Callable[[], forms.Receipt]:
    return lambda: forms.receive(sender=device, xml=xml, files=files)


def test_fifty_copies_at_once_are_one_row_and_each_is_acknowledged(device: forms.Device) -> None:
    xml, picture = answers(), ("cell.jpg", "image/jpeg", b"a picture")
    receipts = at_once(*[sending(device, xml, picture)] * TIMES)
    assert [type(each) for each in receipts] == [forms.Receipt] * TIMES
    assert len({each.submission for each in receipts}) == 1  # type: ignore[attr-defined]
    assert [each.new for each in receipts].count(True) == 1  # type: ignore[attr-defined]
    assert (Submission.objects.count(), Attachment.objects.count(), Aside.objects.count()) == (1, 1, 0)
    assert received() == 1
    assert verify().ok


def test_fifty_files_at_once_in_any_order_all_arrive(device: forms.Device) -> None:
    xml = answers()
    files = [(f"{number}.jpg", "image/jpeg", str(number).encode()) for number in range(TIMES)]
    at_once(*[sending(device, xml, file, other) for file, other in zip(files, files[1:] + files[:1], strict=True)])
    assert Submission.objects.count() == 1
    assert Attachment.objects.count() == TIMES
    assert verify().ok


def test_of_many_that_differ_one_is_kept_and_each_other_is_aside_once(device: forms.Device) -> None:
    told = [answers(f"<cell>{number}</cell>", instance="uuid:1") for number in range(10)]
    results = at_once(*[sending(device, xml) for xml in told * 3])
    assert sum(isinstance(each, forms.Receipt) for each in results) == 3
    assert sum(isinstance(each, OtherAnswersAlreadyKept) for each in results) == 27
    assert (Submission.objects.count(), Aside.objects.count()) == (1, 9)
    assert verify().ok


def test_two_offices_at_once_keep_one_each(device: forms.Device) -> None:
    from tests.cast import olga

    xml, other = answers(), olga()
    asel()
    connection.close()
    receipts = at_once(*[sending(device, xml), lambda: forms.receive(sender=other, xml=xml)] * 5)
    assert len({each.submission for each in receipts}) == 2  # type: ignore[attr-defined]
    assert Submission.objects.count() == 2
