from __future__ import annotations

import math
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.expressions.test_parsing import PIECES, refusal_of
from tirek.expressions import ExpressionRefused, Values, evaluate, holds, parse
from tirek.expressions.functions import FUNCTIONS

ZONE = timezone(timedelta(hours=5))
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=ZONE)  # in UTC it is still the day before


def of(text: str, values: Values | None = None) -> object:
    return evaluate(parse(text), values or {}, now=NOW)


def test_it_works() -> None:
    assert holds(parse("${age} >= 18 and selected(${help}, 'legal')"), {"age": 34, "help": "food legal"}, now=NOW)
    assert not holds(parse("${age} >= 18"), {"age": 17}, now=NOW)


def test_a_field_nobody_answered_is_empty() -> None:
    assert of("${a} = ''", {"a": None}) is True
    assert of("${a} < 1 or ${a} >= 1", {"a": None}) is False
    assert math.isnan(of("${a} + 1", {"a": None}))  # type: ignore[arg-type]
    assert of("${a}", {"a": None}) == ""


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(ExpressionRefused, match=r"reads \$\{agge\}") as caught:
        of("${agge} > 3", {"age": 4})

    assert caught.value.id == "expression-name-not-given"


def test_what_need_not_be_read_is_not() -> None:
    assert of("true() or ${missing}") is True
    assert of("false() and ${missing}") is False
    assert of("if(true(), 1, ${missing})") == 1
    assert of("coalesce('a', ${missing})") == "a"


def test_the_answer_looked_at_is_a_dot() -> None:
    assert of(". > 3 and . < 5", {".": 4}) is True
    assert of("once(7)", {".": None}) == 7
    assert of("once(7)", {".": "kept"}) == "kept"


@pytest.mark.parametrize(
    ("text", "holds_for"),
    [
        ("${n} = 2", True),
        ("${n} != 2", True),  # one of them is not 2
        ("not(${n} = 2)", False),
        ("${n} > 3", False),
        ("${n} >= 3", True),
        ("${n} = ${m}", True),
        ("${n} = '2'", True),
        ("${none} = 2", False),
        ("${none} != 2", False),
        ("${none} = ''", False),
        ("${none}", False),
        ("${n}", True),
        ("${n} = true()", True),
        ("${none} = false()", True),
        ("${n} = '02'", False),
    ],
)
def test_of_answers_in_a_repeat_one_that_fits_is_enough(text: str, holds_for: bool) -> None:
    assert holds(parse(text), {"n": [1, "2", Decimal("3")], "m": [9, 3], "none": []}, now=NOW) is holds_for


def test_a_repeat_gives_its_first_answer_as_a_value() -> None:
    assert of("${n}", {"n": ["a", "b"]}) == "a"
    assert of("${n}", {"n": []}) == ""
    assert of("concat(${n}, '!')", {"n": ["a", "b"]}) == "ab!"
    assert of("string(${n})", {"n": ["a", "b"]}) == "a"


def test_a_yes_or_no_that_was_read_already_is_stored_as_a_word() -> None:
    assert of("${seen} = 'false'", {"seen": False}) is True
    assert of("${seen} = 'true'", {"seen": False}) is False
    assert of("${seen} = false()", {"seen": False}) is True
    assert of("not(${seen})", {"seen": False}) is True


def test_numbers_are_doubles() -> None:
    assert of("${a} + ${b}", {"a": Decimal("0.1"), "b": Decimal("0.2")}) == 0.1 + 0.2
    assert of("${a} + ${b} = 0.3", {"a": Decimal("0.1"), "b": Decimal("0.2")}) is False
    assert of("${a}", {"a": 10**400}) == math.inf


def test_days_are_those_of_the_zone() -> None:
    assert of("today()") == date(2026, 11, 23)
    assert of("today()", {}) == of("date(now())")
    assert evaluate(parse("today()"), {}, now=NOW.astimezone(UTC)) == date(2026, 11, 22)
    assert of("date('2026-11-22T23:00:00.000Z')") == date(2026, 11, 23)
    assert of("${d} <= now() and now() < date(${d} + 1)", {"d": date(2026, 11, 23)}) is True
    assert of("now() - ${d} < 1", {"d": date(2026, 11, 23)}) is True


def test_a_moment_without_its_zone_is_told_in_that_of_now() -> None:
    assert of("${t} = ${u}", {"t": datetime(2026, 11, 23, 10), "u": "2026-11-23T05:00:00Z"}) is True  # noqa: DTZ001


def test_now_must_say_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        evaluate(parse("1"), {}, now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_days_are_counted_by_the_calendar_where_the_clock_was_changed() -> None:
    """Almaty put its clocks back by an hour on 1 March 2024: two days lie between, not two days and an hour."""
    from zoneinfo import ZoneInfo

    now = datetime(2024, 3, 5, tzinfo=ZoneInfo("Asia/Almaty"))

    assert evaluate(parse("date('2024-03-02') - date('2024-02-29')"), {}, now=now) == 2
    assert evaluate(parse("date('2024-02-29') + 2 = date('2024-03-02')"), {}, now=now) is True


@given(st.dates(), st.dates())
def test_two_days_compare_and_subtract_as_in_the_calendar(one: date, other: date) -> None:
    for values in ({"a": one, "b": other}, {"a": one.isoformat(), "b": other.isoformat()}):
        assert of("${a} < ${b}", values) is (one < other)
        assert of("${a} = ${b}", values) is (one == other)
        assert of("${a} - ${b}", values) == (one - other).days
    assert of("date(${a} - ${b} + ${b})", {"a": one, "b": other}) == one


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_numbers_compute_as_doubles_do(one: float, other: float) -> None:
    values = {"a": one, "b": other}

    assert of("${a} < ${b}", values) is (one < other)
    assert of("${a} = ${b}", values) is (one == other)
    for sign, expected in (("+", one + other), ("-", one - other), ("*", one * other)):
        got = of(f"${{a}} {sign} ${{b}}", values)
        assert got == expected or (math.isnan(expected) and math.isnan(got))  # type: ignore[arg-type]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_and_read_is_the_same(number: float) -> None:
    assert of("number(string(${a}))", {"a": number}) == number


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_rounding_is_half_up_to_the_places_asked(whole: int, places: int) -> None:
    number = whole / 10**4
    written = Decimal(repr(number))
    up = (written.scaleb(places) + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR").scaleb(-places)

    assert of(f"round(${{a}}, {places})", {"a": number}) == float(up)


def test_a_hundred_thousand_steps_are_enough() -> None:
    many = list(range(400))

    with pytest.raises(ExpressionRefused) as caught:
        of("${a} = ${b}", {"a": many, "b": [-1] * 400})

    assert caught.value.id == "expression-too-costly"
    assert of("${a} = ${b}", {"a": many[:200], "b": [-1] * 200}) is False


def test_long_texts_are_counted_as_well() -> None:
    with pytest.raises(ExpressionRefused) as caught:
        of("concat(" + ", ".join(["${a}"] * 200) + ")", {"a": "x" * 100_000})

    assert caught.value.id == "expression-too-costly"


def test_texts_that_an_expression_made_are_counted_as_well() -> None:
    doubled = "${a}"
    for _ in range(8):
        doubled = f"concat({doubled}, {doubled})" if len(doubled) < 900 else f"string({doubled})"

    with pytest.raises(ExpressionRefused) as caught:
        of(f"string-length({doubled})", {"a": "x" * 40_000})

    assert caught.value.id == "expression-too-costly"


def test_the_same_expression_is_refused_every_time() -> None:
    refused = 0
    for _ in range(3):
        try:
            of("regex(${a}, '(x+x+)+y')", {"a": "x" * 30_000})
        except ExpressionRefused:
            refused += 1

    assert refused == 3


def test_deep_trees_never_meet_the_limit_of_the_interpreter() -> None:
    deep = deeper = "1"
    while refusal_of(deeper) is None:
        deep, deeper = deeper, f"not(if({deeper} or 0, 1, 2) = 1)"

    def below(frames: int) -> object:
        return below(frames - 1) if frames else of(deep)

    depth = 0
    frame = sys._getframe()
    while frame.f_back:
        depth, frame = depth + 1, frame.f_back
    assert isinstance(below(600 - depth), bool)


ANSWERS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(ZONE)),
    st.decimals(allow_nan=False),
    st.sampled_from(["2026-02-30", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "0000-01-01", "a b", "-"]),
)


@given(
    st.lists(st.sampled_from([piece for piece in PIECES if "'" not in piece or len(piece) > 2]), max_size=12).map(
        "".join
    ),
    st.one_of(ANSWERS, st.lists(ANSWERS, max_size=4)),
)
def test_whatever_can_be_read_is_evaluated_or_refused(text: str, answer: object) -> None:
    if refusal_of(text) is None:
        _evaluates(text, answer)


ARGUMENTS = st.lists(st.sampled_from(["${a}", "${b-c}", "1", "'x'", "-1", "1 div 0", "now()"]), max_size=4).map(
    ", ".join
)


@given(st.sampled_from(sorted(FUNCTIONS)), ARGUMENTS, st.one_of(ANSWERS, st.lists(ANSWERS, max_size=4)))
def test_every_function_takes_any_values(name: str, arguments: str, answer: object) -> None:
    if refusal_of(f"{name}({arguments})") is None:
        _evaluates(f"{name}({arguments})", answer)


def _evaluates(text: str, answer: object) -> None:
    values: Values = {"a": answer, "b-c": answer, ".": answer}  # type: ignore[dict-item]
    started = time.perf_counter()
    try:
        result = of(text, values)
    except ExpressionRefused as refused:
        result = str(refused)
    taken = time.perf_counter() - started

    assert isinstance(result, str | bool | float | date)
    assert taken < 1
