"""What can be worked out on paper comes out just so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.rooms.mining.redesigning.made import HOUR, MONDAY, OFFICE, drawing, happened, scenario
from tirek.mining.redesigning.distributions import constant
from tirek.mining.redesigning.scenario import Calendar
from tirek.mining.redesigning.simulation import simulate


def test_it_works() -> None:
    told = simulate(drawing("start>a a>b b>end"), scenario({"a": HOUR, "b": 2 * HOUR}), repetitions=2)
    assert happened(told) == [("1", "a", 0, 1), ("1", "b", 1, 3)]
    assert told.throughput_s["mean"].mean == told.throughput_s["p90"].mean == 3 * HOUR
    assert (told.throughput_s["mean"].low, told.waiting_s.mean, told.service_s.mean) == (3 * HOUR, 0, 3 * HOUR)


def test_who_comes_while_somebody_is_served_waits_and_first_come_is_first_served() -> None:
    told = simulate(
        drawing("start>a a>end"), scenario({"a": 2 * HOUR}, cases=3, every=HOUR, capacity=1, cost_per_hour=10)
    )
    assert happened(told) == [("1", "a", 0, 2), ("2", "a", 2, 4), ("3", "a", 4, 6)]
    assert told.waiting_s.mean == (0 + 1 + 2) * HOUR / 3
    assert told.utilisation["people"].mean == 1
    assert told.cost.mean == 20


def test_two_people_serve_two_at_once() -> None:
    told = simulate(drawing("start>a a>end"), scenario({"a": 2 * HOUR}, cases=4, every=HOUR, capacity=2))
    assert told.waiting_s.mean == 0
    assert told.utilisation["people"].mean == pytest.approx(8 / (5 * 2))


def test_work_stops_at_closing_and_goes_on_at_the_next_opening() -> None:
    late = MONDAY + timedelta(days=4, hours=16)  # Friday, an hour before closing
    made = scenario({"a": 3 * HOUR, "b": HOUR}, calendar=OFFICE, begins=late)
    told = simulate(drawing("start>a a>b b>end"), made, repetitions=1)
    monday = 7 * 24
    assert happened(told) == [("1", "a", 96 + 16, monday + 11), ("1", "b", monday + 11, monday + 12)]


def test_nothing_begins_on_a_holiday() -> None:
    calendar = Calendar(OFFICE.spans, (date(2026, 1, 5), date(2026, 1, 6)))
    told = simulate(drawing("start>a a>end"), scenario({"a": HOUR}, calendar=calendar), repetitions=1)
    assert happened(told) == [("1", "a", 2 * 24 + 9, 2 * 24 + 10)]
    assert told.waiting_s.mean == (2 * 24 + 9) * HOUR


def test_what_goes_on_side_by_side_takes_as_long_as_the_longest() -> None:
    flows = "start>and1 and1>a and1>b a>and2 b>and2 and2>c c>end"
    told = simulate(drawing(flows), scenario({"a": HOUR, "b": 3 * HOUR, "c": HOUR}), repetitions=1)
    assert happened(told) == [("1", "a", 0, 1), ("1", "b", 0, 3), ("1", "c", 3, 4)]


@pytest.mark.parametrize(
    ("taken", "done"),
    [("or1-a-1", ["a", "c"]), ("or1-a-1 or1-b-2", ["a", "b", "c"]), ("or1-b-2", ["b", "c"])],
)
def test_an_inclusive_gateway_waits_for_just_those_ways_that_were_taken(taken: str, done: list[str]) -> None:
    flows = "start>or1 or1>a or1>b a>or2 b>or2 or2>c c>end"
    made = scenario({"a": HOUR, "b": 2 * HOUR, "c": HOUR}, routing={"or1": {taken: 1}})
    assert [name for _, name, _, _ in happened(simulate(drawing(flows), made, repetitions=1))] == done


def test_an_inclusive_gateway_waits_for_a_token_that_may_still_come_by_another_way() -> None:
    flows = "start>or1 or1>a or1>b a>x1 x1>or2 x1>d d>or2 b>or2 or2>c c>end"
    made = scenario(
        {"a": 5 * HOUR, "b": HOUR, "c": HOUR, "d": HOUR},
        routing={"or1": {"or1-a-1 or1-b-2": 1}, "x1": {"x1-d-5": 1}},
    )
    assert happened(simulate(drawing(flows), made, repetitions=1))[-1] == ("1", "c", 6, 7)


def test_an_exclusive_gateway_takes_each_way_as_often_as_the_scenario_says() -> None:
    made = scenario({"a": HOUR, "b": HOUR}, cases=4000, routing={"x1": {"x1-a-1": 3, "x1-b-2": 1}})
    told = simulate(drawing("start>x1 x1>a x1>b a>end b>end"), made, repetitions=1)
    assert told.activities["a"].per_case.mean == pytest.approx(0.75, abs=0.02)


def test_a_timer_waits_as_long_as_it_says() -> None:
    event = '<intermediateCatchEvent id="pause"><timerEventDefinition/></intermediateCatchEvent>'
    made = scenario({"a": HOUR, "b": HOUR}, timers={"pause": constant(5 * HOUR)})
    told = simulate(drawing("start>a a>pause pause>b b>end", event), made, repetitions=1)
    assert happened(told) == [("1", "a", 0, 1), ("1", "b", 6, 7)]


def test_a_timer_at_the_edge_of_a_task_ends_it_and_frees_who_was_at_it() -> None:
    event = '<boundaryEvent id="late" attachedToRef="a"><timerEventDefinition/></boundaryEvent>'
    made = scenario({"a": 10 * HOUR, "b": HOUR}, timers={"late": constant(2 * HOUR)}, capacity=1)
    told = simulate(drawing("start>a a>end late>b b>end", event), made, repetitions=1)
    assert happened(told) == [("1", "b", 2, 3)]


def test_an_end_that_ends_everything_does() -> None:
    end = '<endEvent id="stop"><terminateEventDefinition/></endEvent>'
    made = scenario({"a": HOUR, "b": 9 * HOUR})
    told = simulate(drawing("start>and1 and1>a and1>b a>stop b>end", end), made, repetitions=1)
    assert told.throughput_s["mean"].mean == HOUR
    assert happened(told) == [("1", "a", 0, 1)]


def test_a_part_is_over_when_nothing_goes_on_in_it() -> None:
    from tests.rooms.mining.models.drawn import scope

    part = f'<subProcess id="part">{scope("start2>and1 and1>a and1>b a>end2 b>end3")}</subProcess>'
    made = scenario({"a": HOUR, "b": 3 * HOUR, "c": HOUR})
    told = simulate(drawing("start>part part>c c>end", part), made, repetitions=1)
    assert happened(told)[-1] == ("1", "c", 3, 4)


def test_what_passes_before_anybody_is_asked_holds_nobody() -> None:
    made = scenario({"a": HOUR, "b": HOUR}, cases=2, every=0, capacity=1, waits={"b": constant(5 * HOUR)})
    told = simulate(drawing("start>a a>b b>end"), made, repetitions=1)
    assert happened(told) == [("1", "a", 0, 1), ("1", "b", 6, 7), ("2", "a", 1, 2), ("2", "b", 7, 8)]
    assert told.delay_s.mean == 5 * HOUR
