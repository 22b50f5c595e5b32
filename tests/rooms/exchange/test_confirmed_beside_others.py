"""A publication from a file is held beside what is published here before it is for everyone: nobody is isolated."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.cast import EVERYONE, aigul, gulnara, marat
from tests.programme import MADE, attended, people, programme, training
from tests.rooms.exchange.files import exported, forged
from tests.rooms.exchange.test_importing import imported
from tests.rooms.indicators.reporting import TEXTS, defined
from tirek import evidence, reports
from tirek.directory import choose_language
from tirek.ledger import entry, heads, national_root
from tirek.plans import Programme
from tirek.reports import PublishedReport
from tirek.reports.errors import FewPeopleApart, FewPeopleApartFromEarlier
from tirek.reports.freezing import freeze

pytestmark = pytest.mark.django_db
PEOPLE = TEXTS | {"code": "people", "counts": "people", "split_by": ["sex"]}


def planted(made: Programme, narrative: str, title: str) -> None:
    """Publishes past the operations, as a house does that does not look at what it published before."""
    report = reports.start_report(account=marat(), programme=made, title=title, language="en", narrative=narrative)
    now = heads()
    bound = reports.bind(narrative, made, language="en", as_of=now)
    root = SimpleNamespace(heads=now, root=national_root(now))
    text = reports.latest_text(report)
    with entry(event=MADE, office=made.office_id, by="tests") as trace:
        trace.store(freeze(report, text, bound, number=1, account=aigul(), root=root))


def two_periods() -> Programme:
    """Ten people came in one quarter, three more in the next; each report tells of another time."""
    made = programme()
    defined(PEOPLE)
    attended(training(day=date(2022, 8, 1)), *people(10))
    attended(training(day=date(2022, 11, 1)), *people(3))
    planted(made, "[[people@2022-Q3]]", "Quarter")
    planted(made, "[[people@..2022-Q4]]", "Half")
    return made


def a_correction() -> Programme:
    """Twenty people were published, then nineteen."""
    made = programme()
    defined(PEOPLE)
    event = training(day=date(2022, 8, 1))
    attended(event, *people(10), *people(10, "male"))
    planted(made, "[[people]]", "First")
    evidence.withdraw(account=marat(), piece=event.attendances.all()[0], reason="A mistake.")
    planted(made, "[[people]]", "Second")
    return made


def found(title: str) -> PublishedReport:
    return PublishedReport.objects.get(title=title)


def confirm(title: str, reason: str = "") -> None:
    reports.confirm_import(account=gulnara(), publication=found(title), reason=reason)


def is_public(title: str) -> bool:
    return reports.published().filter(title=title).exists()


def no_splits(of: str) -> Any:
    """What a house that withholds them would have written into the file."""

    def change(tables: dict[str, Any]) -> None:
        (row,) = [each for each in tables["publications"] if each["title"] == of]
        for figure in row["figures"]:
            for split in figure["splits"]:
                split[2] = [[label, None] for label, _number in split[2]]

    return change


@pytest.mark.parametrize("order", [("Quarter", "Half"), ("Half", "Quarter")])
def test_it_works(order: tuple[str, str]) -> None:
    imported(exported(build=two_periods))
    first, second = order
    assert [reports.verify(found(each)) for each in order] == [[], []]  # every number is borne out: nothing else warns
    confirm(first)
    with pytest.raises(FewPeopleApartFromEarlier) as refused:
        confirm(second, "It was published elsewhere.")
    assert f"“{first}”" in refused.value.facts["earlier"]
    assert (is_public(first), is_public(second)) == (True, False)


def test_what_is_published_here_counts_too() -> None:
    made = imported(exported(build=two_periods))
    report = reports.start_report(
        account=marat(), programme=made, title="Ours", language="en", narrative="[[people@2022-Q4]] and [[people]]"
    )
    confirm("Quarter")
    with pytest.raises(FewPeopleApart):
        reports.publish_report(account=aigul(), report=report, number=1, version=1)
    reports.write_text(account=marat(), report=report, narrative="[[people]]", base_version=1)
    with pytest.raises(FewPeopleApartFromEarlier):
        reports.publish_report(account=aigul(), report=report, number=1, version=2)


def test_what_nobody_confirmed_stands_in_nobodys_way() -> None:
    made = imported(exported(build=two_periods))
    report = reports.start_report(account=marat(), programme=made, title="Ours", language="en", narrative="[[people]]")
    assert reports.publish_report(account=aigul(), report=report, number=1, version=1)
    with pytest.raises(FewPeopleApartFromEarlier):
        confirm("Quarter")


def test_a_total_that_changed_is_confirmed_with_a_reason_and_without_its_splits() -> None:
    imported(forged(exported(build=a_correction), no_splits("Second")))
    confirm("First")
    with pytest.raises(FewPeopleApartFromEarlier):
        confirm("Second")
    confirm("Second", "A row was a mistake.")
    assert is_public("Second")
    assert found("Second").import_reviews.get().reason == "A row was a mistake."
    assert reports.verify(found("Second")) == []


def test_a_split_that_isolates_is_not_confirmed_for_any_reason() -> None:
    imported(exported(build=a_correction))
    confirm("First")
    with pytest.raises(FewPeopleApartFromEarlier):
        confirm("Second", "A row was a mistake.")
    assert not is_public("Second")


def test_a_forged_split_of_a_few_people_is_not_confirmed() -> None:
    """A file can show what every house withholds."""

    def small() -> Programme:
        made = programme()
        defined(PEOPLE)
        attended(training(day=date(2022, 8, 1)), *people(3), *people(10, "male"))
        planted(made, "[[people]]", "Small")
        return made

    def show(tables: dict[str, Any]) -> None:
        (split,) = tables["publications"][0]["figures"][0]["splits"]
        split[2] = [[label, number] for (label, _none), number in zip(split[2], ("3", "10"), strict=True)]

    imported(forged(exported(build=small), show))
    with pytest.raises(FewPeopleApart) as refused:
        confirm("Small", "It was published elsewhere.")
    assert refused.value.facts["larger"] == "people:sex=female"


def test_the_page_names_what_stands_in_the_way_and_asks_for_a_reason() -> None:
    for each in EVERYONE:
        each()
    choose_language(account=gulnara(), language="en")
    imported(forged(exported(build=a_correction), no_splits("Second")))
    confirm("First")
    reader = Client()
    reader.force_login(gulnara())
    address = f"/published/{found('Second').pk}/"
    shown = reader.get(address).content.decode()
    assert "differ by fewer than five people" in shown
    assert 'name="reason"' in shown
    reader.post(f"/reports/{found('Second').pk}/confirm/", {"reason": "A row was a mistake."})
    assert is_public("Second")
    assert "differ by fewer" not in Client().get(address).content.decode()
