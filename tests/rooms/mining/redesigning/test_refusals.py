"""What cannot be simulated is said in a sentence."""

from __future__ import annotations

import pytest

from tests.rooms.mining.redesigning.made import HOUR, drawing, scenario
from tirek.mining.redesigning import errors
from tirek.mining.redesigning.simulation import simulate


def test_refuses_a_step_without_a_time() -> None:
    with pytest.raises(errors.ActivityUnknown, match="b"):
        simulate(drawing("start>a a>b b>end"), scenario({"a": HOUR}))


def test_refuses_a_drawing_in_which_a_case_gets_stuck() -> None:
    flows = "start>x1 x1>a x1>b a>and1 b>and1 and1>end"
    with pytest.raises(errors.SimulationStuck, match="and1"):
        simulate(drawing(flows), scenario({"a": HOUR, "b": HOUR}))


def test_refuses_a_loop_without_an_end() -> None:
    with pytest.raises(errors.SimulationEndless):
        simulate(drawing("start>x1 x1>a a>x1"), scenario({"a": HOUR}))


def test_refuses_a_loop_without_work() -> None:
    with pytest.raises(errors.SimulationEndless):
        simulate(drawing("start>x1 x1>x2 x2>x1"), scenario({}))


def test_refuses_more_steps_than_it_may_take() -> None:
    with pytest.raises(errors.SimulationTooLarge, match="50"):
        simulate(drawing("start>a a>end"), scenario({"a": HOUR}, cases=100), most=50)


def test_refuses_a_way_that_is_not_in_the_drawing() -> None:
    made = scenario({"a": HOUR, "b": HOUR}, routing={"x1": {"elsewhere": 1}})
    with pytest.raises(errors.ScenarioUnreadable, match="routing/x1"):
        simulate(drawing("start>x1 x1>a x1>b a>end b>end"), made)


def test_tells_how_far_it_is_and_stops_when_told_to() -> None:
    made = scenario({"a": HOUR}, cases=20_000)
    told: list[tuple[int, int]] = []
    with pytest.raises(errors.SimulationCancelled):
        simulate(
            drawing("start>a a>end"), made, progress=lambda *each: told.append(each), cancelled=lambda: len(told) > 2
        )
    assert told[0] == (0, 200_000)
    assert 0 < told[1][0] < 20_000
