"""A drawing told in words, and said in another language."""

from __future__ import annotations

import pytest

from tests.rooms.procedures.drawings import MESSAGES, SIMPLE, choice, drawn, end, flow, message, process, start, task
from tirek import packs
from tirek.packs.procedure_faults import DrawingDeclares
from tirek.procedures import Onward, spoken, told


def names(text: str) -> list[list[str]]:
    return [[each.step.id for each in process.steps] for process in told(text)]


def test_it_works() -> None:
    (only,) = told(SIMPLE)
    assert (only.id, only.name) == ("p", "The p")
    assert [each.step.id for each in only.steps] == ["start", "intake", "admissibility", "inquiry", "closure", "end"]
    decided = only.steps[2]
    assert decided.step.role == "supervisor"
    assert decided.onward == (Onward("inquiry", ()), Onward("closure", ()))


def test_a_step_stands_after_all_that_leads_to_it_however_the_file_is_ordered() -> None:
    mixed = drawn(
        process(
            end()
            + task("last", "b", "a")
            + choice("both", kind="parallel")
            + start()
            + flow("both > a", "both > b", "start > both", "b > last", "a > last", "last > end")
        )
    )
    assert names(mixed) == [["start", "a", "b", "last", "end"]]


def test_what_leads_back_is_told_and_ends() -> None:
    back = drawn(process(start() + task("a") + choice("c") + end() + flow("start > a", "a > c", "c > a", "c > end")))
    (only,) = told(back)
    assert [each.step.id for each in only.steps] == ["start", "a", "end"]
    assert only.steps[1].onward == (Onward("a", ()), Onward("end", ()))


def test_gateways_that_lead_to_one_another_end() -> None:
    round_ = drawn(
        process(
            start()
            + task("a")
            + choice("c")
            + choice("d")
            + end()
            + flow("start > a", "a > c", "c > d", "d > c", "d > end")
        )
    )
    assert told(round_)[0].steps[1].onward == (Onward("end", ()),)


def test_a_long_drawing_is_told_too() -> None:
    many = [f"t{number}" for number in range(600)]
    arrows = [f"{one} > {other}" for one, other in zip(["start", *many], [*many, "end"], strict=True)]
    assert names(drawn(process(start() + task(*many) + end() + flow(*arrows)))) == [["start", *many, "end"]]


def test_what_hangs_on_a_step_follows_it() -> None:
    hung = drawn(
        process(
            start()
            + task("a", "b", "c")
            + message("gone", "withdrawn", on="a")
            + end()
            + flow("start > a", "a > b", "b > end", "gone > c", "c > end")
        ),
        before=MESSAGES,
    )
    (only,) = told(hung)
    assert [each.step.id for each in only.steps] == ["start", "a", "b", "gone", "c", "end"]
    event = next(each for each in only.steps if each.step.id == "gone")
    assert (event.on, event.message, event.step.kind) == ("a", "withdrawn", "message")


def test_the_question_and_the_answer_of_a_way_are_told() -> None:
    asked = SIMPLE.replace('id="admitted"', 'id="admitted" name="Admitted?"').replace(
        'id="admitted-inquiry"', 'id="admitted-inquiry" name="yes"'
    )
    assert told(asked)[0].steps[2].onward[0] == Onward("inquiry", ("Admitted?", "yes"))


def test_what_nothing_leads_to_is_told_last() -> None:
    assert names(drawn(process(task("alone") + start() + end() + flow("start > end")))) == [["start", "end", "alone"]]


def test_an_arrow_to_nothing_is_passed_over() -> None:
    assert names(drawn(process(start() + end() + flow("start > end", "start > nowhere", "none > end"))))


def test_names_are_said_in_another_language_and_nothing_else_changes() -> None:
    said = spoken(SIMPLE, lambda text: {"Do intake": "Қабылдау"}.get(text, text), lambda role: role.upper()).decode()
    assert 'name="Қабылдау"' in said
    assert 'name="OFFICER"' in said
    before, after = packs.drawing_of(SIMPLE), packs.drawing_of(said)
    assert [each.get("id") for each in before.iter()] == [each.get("id") for each in after.iter()]


def test_a_drawing_that_declares_entities_is_not_said() -> None:
    with pytest.raises(DrawingDeclares):
        spoken('<!DOCTYPE a [<!ENTITY b "c">]><a/>', str, str)
