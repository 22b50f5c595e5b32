"""A figure asked as of earlier heads comes to what it came to then, whatever was entered or withdrawn since."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import aigul, dana, marat
from tests.programme import DAY, attended, people, person, programme, training
from tests.rooms.indicators.figures import EVERY, figure, number, value
from tirek import evidence, ledger
from tirek.indicators import FigureValue, Scope, define_figures, records_behind, values_now
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
PEOPLE, ATTENDANCES = figure(split_by=EVERY), figure("attendances", split_by=EVERY)


def withdraw(piece: Any, by: Callable[[], Any] = marat) -> None:
    evidence.withdraw(account=by(), piece=piece, reason="It is not so.")


def test_it_works() -> None:
    programme()
    attended(training(), *people(3))
    before = ledger.heads()
    attended(training(), *people(2))
    assert number(PEOPLE, before) == 3
    assert number(PEOPLE, ledger.heads()) == number(PEOPLE) == 5


def test_nothing_was_there_before_everything() -> None:
    programme()
    attended(training(), *people(3))
    assert number(PEOPLE, {}) == number(PEOPLE, {"HRC": 1}) == number(PEOPLE, {"HRC-15": 9}) == 0


def test_an_attendance_counts_up_to_its_withdrawal() -> None:
    programme()
    event = training()
    attended(event, *people(3))
    before = ledger.heads()
    withdraw(event.attendances.all()[0])
    assert (number(PEOPLE), number(PEOPLE, before), number(PEOPLE, ledger.heads())) == (2, 3, 2)


def test_an_event_takes_its_attendances_with_it_and_they_stay_as_of_before() -> None:
    programme()
    event = training()
    attended(event, *people(3))
    before = ledger.heads()
    withdraw(event)
    assert (number(PEOPLE), number(PEOPLE, before), number(PEOPLE, ledger.heads())) == (0, 3, 0)
    assert event.attendances.filter(withdrawn_position=None).count() == 3


def test_between_the_list_and_its_rows_nobody_is_there() -> None:
    programme()
    event = training()
    file = evidence.store_attendance_file(
        account=marat(), event=event, name="x", content=b"person,sex,unit,region,role\nKZ-7F3K2,f,A,KZ-71,staff"
    )
    between = ledger.heads()
    evidence.record_attendance(account=marat(), file=file)
    assert (number(PEOPLE, between), number(PEOPLE)) == (0, 1)


def test_each_chain_has_its_own_position() -> None:
    programme()
    attended(training(), *people(3))
    national = ledger.heads()
    attended(training(dana()), *people(2, region="KZ-15"), by=dana())
    both = ledger.heads()
    attended(training(), *people(4))
    assert (number(PEOPLE, national), number(PEOPLE, both), number(PEOPLE)) == (3, 5, 9)
    assert number(PEOPLE, {"HRC-15": both["HRC-15"]}) == 2


def test_what_the_national_office_records_for_a_region_is_in_the_chain_of_the_region() -> None:
    """Else its position would be compared with the head of another chain as soon as it is withdrawn."""
    programme()
    for _ in range(5):
        attended(training(), *people(1))
    event = training(dana())
    attended(event, *people(2, region="KZ-15"), by=aigul())
    before = ledger.heads()
    assert {row.stored_chain for row in event.attendances.all()} == {"HRC-15"}
    withdraw(event.attendances.all()[0], aigul)
    assert (number(PEOPLE, before), number(PEOPLE)) == (7, 6)
    withdraw(event, aigul)
    assert (number(PEOPLE, before), number(PEOPLE)) == (7, 5)


def test_where_somebody_came_last_is_as_of_too() -> None:
    programme()
    attended(training(), person("KZ-TWICE", region="KZ-71"))
    before = ledger.heads()
    attended(training(day=DAY + timedelta(days=9)), person("KZ-TWICE", region="KZ-15"))
    regions = [
        {split.dimension: split.cells for split in value(PEOPLE, heads).splits}["region"]
        for heads in (before, ledger.heads())
    ]
    assert regions == [{"KZ-71": 1}, {"KZ-15": 1}]


@pytest.mark.parametrize("counts", ["deliverables", "decisions", "measurement"])
def test_things_count_up_to_their_withdrawal(counts: str) -> None:
    programme()
    from tests.rooms.indicators.test_counting import decided, made, measured

    add = {"deliverables": made, "decisions": decided, "measurement": lambda: measured("1")}[counts]
    add()
    before = ledger.heads()
    withdraw(add())
    definition = figure(counts)
    assert (number(definition, before), number(definition), number(definition, ledger.heads())) == (1, 1, 1)
    withdraw(records_behind(definition, Scope(Programme.objects.get().pk)).get())
    assert number(definition, before) == 1
    assert not number(definition)


class Told:
    """What is entered and withdrawn, as somebody would note it on paper, beside the same done in the house."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.persons = [(f"KZ-MODEL{number}", self.chance.choice(["female", "male"])) for number in range(8)]
        self.standing: dict[Any, list[Any]] = {}  # attendances of each event that stands
        self.days = iter(self.chance.sample(range(300), 60))

    def step(self) -> None:
        actions = [self.train, self.train, self.train, self.strike_one, self.strike_event]
        self.chance.choice(actions)()

    def train(self) -> None:
        by = self.chance.choice([marat, dana])
        event = training(by(), day=date(2022, 9, 1) + timedelta(days=next(self.days)))
        rows = [
            person(code, sex, region=self.chance.choice(["KZ-71", "KZ-15"]), unit=self.chance.choice("AB"))
            for code, sex in self.chance.sample(self.persons, self.chance.randint(1, 5))
        ]
        attended(event, *rows, by=by())
        self.standing[event] = list(event.attendances.select_related("person"))

    def strike_one(self) -> None:
        rows = [row for rows in self.standing.values() for row in rows]
        if rows:
            row = self.chance.choice(rows)
            withdraw(row, aigul)
            self.standing = {event: [each for each in rows if each != row] for event, rows in self.standing.items()}

    def strike_event(self) -> None:
        if self.standing:
            event = self.chance.choice(list(self.standing))
            withdraw(event, aigul)
            del self.standing[event]

    def expected(self) -> dict[str, Any]:
        rows = sorted(
            ((event.starts, row) for event, rows in self.standing.items() for row in rows), key=lambda each: each[0]
        )
        last = {row.person.code: row for _day, row in rows}
        regions = [row.region_id for row in last.values()]
        return {
            "people": len(last),
            "attendances": len(rows),
            "regions": {region: regions.count(region) for region in sorted(set(regions))},
        }


def as_noted(people: FigureValue, attendances: FigureValue) -> dict[str, Any]:
    regions = {split.dimension: split.cells for split in people.splits}["region"]
    return {"people": people.number, "attendances": attendances.number, "regions": regions}


@pytest.mark.parametrize("seed", range(4))
def test_every_moment_of_a_long_story_can_be_asked_for_again(seed: int) -> None:
    programme()
    told = Told(seed)
    moments = []
    for _ in range(12):
        told.step()
        moments.append((ledger.heads(), told.expected()))
    for heads, expected in moments:
        assert as_noted(value(PEOPLE, heads), value(ATTENDANCES, heads)) == expected
    assert as_noted(value(PEOPLE), value(ATTENDANCES)) == moments[-1][1]
    assert ledger.verify().ok


# Values of now are remembered; no write is missed.

TEXTS = {key: {"en": "X", "ru": "Х", "kk": "Х"} for key in ("title", "question", "unit")}
SPEC = TEXTS | {"code": "people", "counts": "people", "split_by": ["sex"]}


def test_values_of_now_follow_every_write() -> None:
    (definition,) = define_figures(account=aigul(), programme=programme(), specs=[SPEC])
    event = training()
    for rows in (people(2), people(3)):
        attended(event, *rows)
    assert values_now([definition])["people"].number == 5
    withdraw(event.attendances.all()[0])
    assert values_now([definition])["people"].number == 4
    attended(training(dana()), *people(1, region="KZ-15"), by=dana())
    assert values_now([definition])["people"].number == 5


def test_values_of_now_are_not_counted_twice(django_assert_num_queries) -> None:
    (definition,) = define_figures(account=aigul(), programme=programme(), specs=[SPEC])
    attended(training(), *people(2))
    first = values_now([definition])
    with django_assert_num_queries(1):  # the heads
        assert values_now([definition]) == first
