"""Many rows: ten thousand people in a hundred trainings go out and come in while somebody waits."""

from __future__ import annotations

import time

import pytest

from tests.cast import aigul, marat
from tests.programme import activity, programme
from tests.rooms.exchange.files import exported
from tests.rooms.exchange.furnished import DAY, NOW, directory, evidence
from tests.rooms.exchange.test_importing import imported
from tirek.exchange.operations import Form
from tirek.ledger import entry
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
PEOPLE, EVENTS = 10_000, 100
SECONDS = {"json": 30, "xlsx": 45}


def crowded() -> Programme:
    """A programme with ten thousand attendances, each list an act of its own."""
    from tests.programme import MADE

    made = programme()
    piece = {"activity": activity(), "office_id": "HRC", "entered_by": marat(), "entered_at": NOW}
    each = PEOPLE // EVENTS
    for number in range(EVENTS):
        with entry(event=MADE, office="HRC", by="tests") as trace:
            given = {"title": f"Training {number}", "starts": DAY, "ends": DAY, "entered_position": trace.position}
            event = trace.store(evidence.Event(**given, **piece))
            people = [directory.Person(code=f"KZ-{number * each + n:07}", sex="female") for n in range(each)]
            came = {"unit": "Полиция департаменті", "region_id": "KZ-71", "role": "police-officer"}
            came["entered_position"] = trace.position
            trace.store_many(people)
            trace.store_many([evidence.Attendance(event=event, person=person, **came) for person in people])
    return made


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_it_works(form: Form) -> None:
    content = exported(form, crowded)
    aigul()
    began = time.monotonic()
    imported(content)
    took = time.monotonic() - began
    assert evidence.Attendance.objects.count() == PEOPLE
    assert took < SECONDS[form]
