"""What was changed is found, what was not is not claimed, and more of the slow kind is no change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

import numpy as np
import pytest

from tirek.mining.comparing.comparison import Change, Comparison, compare
from tirek.mining.comparing.errors import AttributeUnknown, NothingAlike, SideEmpty
from tirek.mining.conforming.moments import country_calendar
from tirek.mining.conforming.rules import rules_in
from tirek.mining.conforming.safeguards import safeguards_kept
from tirek.mining.log import EventLog, log_of

Steps = Callable[[np.random.Generator, str], list[tuple[str, float]]]


def usual(rng: np.random.Generator, kind: str) -> list[tuple[str, float]]:
    again = [("check", rng.lognormal(8, 1))] if rng.random() < 0.2 else []
    slow = 40_000 if kind == "post" else 0
    return [("come", 0), ("check", rng.lognormal(8, 1) + slow), *again, ("decide", rng.lognormal(9, 1))]


def slower(rng: np.random.Generator, kind: str) -> list[tuple[str, float]]:
    return [(name, lasts + (6_000 if name == "decide" else 0)) for name, lasts in usual(rng, kind)]


def shorter(rng: np.random.Generator, kind: str) -> list[tuple[str, float]]:
    steps = usual(rng, kind)
    return [each for each in steps if each[0] != "check"] if rng.random() < 0.3 else steps


def made(seed: int, cases: int, steps: Steps = usual, *, post: float = 0.0) -> EventLog:
    rng = np.random.default_rng(seed)
    rows, kinds, moment = [], {}, 0.0
    for number in range(cases):
        moment += rng.exponential(3600)
        case, at = f"{number}", moment
        kinds[case] = "post" if rng.random() < post else "web"
        for name, lasts in steps(rng, kinds[case]):
            at += lasts
            rows.append((case, name, int(at * 1e6)))
    return log_of(*(list(column) for column in zip(*rows, strict=True)), of_cases={"channel": kinds})  # type: ignore[arg-type]


def change(told: Comparison, measure: str, **name: object) -> Change:
    return next(each for each in told.changes if each.measure == measure and dict(each.name) == name)


def test_it_works() -> None:
    told = compare(made(1, 400), made(2, 400, slower))
    throughput = change(told, "throughput")
    assert throughput.verdict == "more"
    assert throughput.difference is not None
    assert throughput.difference.low < 6_000 < throughput.difference.high
    assert change(told, "edge", **{"from": "check", "to": "decide"}).verdict == "more"
    assert not any(c.claimed for c in told.changes if c.family in ("flow", "rework"))


def test_a_step_left_out_is_found_in_flow_and_rework() -> None:
    told = compare(made(3, 500), made(4, 500, shorter))
    checked = change(told, "activity", activity="check")
    assert (checked.before, checked.verdict) == (1.0, "less")
    assert checked.difference is not None
    assert checked.difference.low < -0.3 < checked.difference.high
    assert change(told, "variant", activities=["come", "decide"]).verdict == "more"


def test_none_is_claimed_where_nothing_changed() -> None:
    """Of 60 pairs of logs alike, with about twenty measures each, one claim or a few at most."""
    claims = sum(any(c.claimed for c in compare(made(2 * i, 150), made(2 * i + 1, 170)).changes) for i in range(60))
    assert claims <= 6


def test_none_is_claimed_where_whole_weeks_are_slow_on_both_sides() -> None:
    def weekly(seed: int) -> EventLog:
        rng = np.random.default_rng(seed)
        weeks = rng.lognormal(9, 1, size=30)
        rows = [
            (f"{week}-{i}", name, int((week * 7 * 86_400 + i * 3600 + lasts) * 1e6))
            for week in range(30)
            for i in range(20)
            for name, lasts in (("come", 0.0), ("decide", weeks[week] + rng.exponential(60)))
        ]
        return log_of(*(list(column) for column in zip(*rows, strict=True)))  # type: ignore[arg-type]

    claims = sum(change(compare(weekly(2 * i), weekly(2 * i + 1)), "throughput").claimed for i in range(30))
    assert claims <= 5  # as if all cases were alone, about half of them would be claimed


def test_more_of_the_slow_kind_is_no_change() -> None:
    before, after = made(5, 800, post=0.2), made(6, 800, post=0.7)
    assert change(compare(before, after), "throughput").verdict == "more"
    alike = change(compare(before, after, by=["channel"]), "throughput")
    assert alike.verdict == "no difference shown"
    assert alike.crude is not None
    assert alike.crude > 10_000


def test_simpsons_paradox_is_seen_through() -> None:
    """Each kind becomes slower, and yet all together become faster, for fewer come by post."""
    before, after = made(7, 1000, post=0.8), made(8, 1000, slower, post=0.1)
    assert change(compare(before, after), "throughput").verdict == "less"
    alike = change(compare(before, after, by=["channel"]), "throughput")
    assert alike.verdict == "more"
    assert alike.difference is not None
    assert alike.difference.low < 6_000 < alike.difference.high


def test_kinds_that_are_missing_on_one_side_are_said() -> None:
    told = compare(made(9, 100), made(10, 100, post=0.3), by=["channel"]).as_json()
    assert [(each["values"], each["weight"]) for each in told["strata"]] == [
        ({"channel": "post"}, None),
        ({"channel": "web"}, 1.0),
    ]
    assert told["left_out"]["before"] == 0
    assert 0.1 < told["left_out"]["after"] < 0.5


def test_a_kind_with_a_handful_of_cases_on_a_side_is_left_out() -> None:
    before, after = made(15, 60, post=0.5), made(18, 60, post=0.05)
    few = compare(before, after, by=["channel"]).strata.kinds[0]
    assert (few.values, few.weight) == (("post",), None)
    assert 0 < few.after < 5 < few.before


def test_safeguards_are_compared_among_the_cases_that_they_can_be_judged_of() -> None:
    rows = ("once,at most 1 of check per case", "strange,when lost then found within 3 days")
    table = "\n".join(["id,rule,severity,legal basis,said", *(f"{row},breach,law,It is so." for row in rows)]).encode()
    logs = made(11, 400), made(12, 400, shorter)
    kept = [
        safeguards_kept(log, rules_in(table, "rules.csv"), calendar=country_calendar("KZ"), zone=UTC) for log in logs
    ]
    told = compare(*logs, safeguards=(kept[0], kept[1]))
    once = next(each for each in told.changes if each.name.get("safeguard") == "once")
    judged = [len(each.rules[0].kept) / (len(each.rules[0].kept) + len(each.rules[0].broken)) for each in kept]
    assert (once.before, once.after) == (pytest.approx(judged[0]), pytest.approx(judged[1]))
    assert once.family == "safeguards"
    strange = next(each for each in told.changes if each.name.get("safeguard") == "strange")
    assert strange.verdict == "cannot be compared"


def test_cases_that_were_still_going_on_show_in_their_endings() -> None:
    def cut(rng: np.random.Generator, kind: str) -> list[tuple[str, float]]:
        return usual(rng, kind)[: 3 if rng.random() < 0.7 else 2]

    assert change(compare(made(13, 300), made(14, 300, cut)), "end", activity="check").verdict == "more"


def test_what_changes_sides_changes_signs() -> None:
    there, back = (
        compare(*pair) for pair in ((made(1, 200), made(2, 250, slower)), (made(2, 250, slower), made(1, 200)))
    )
    a, b = change(there, "throughput").difference, change(back, "throughput").difference
    assert a is not None
    assert b is not None
    assert (a.value, a.low, a.high) == pytest.approx((-b.value, -b.high, -b.low))


def test_nothing_is_claimed_of_a_case_or_two() -> None:
    told = compare(made(1, 2), made(2, 3, slower))
    assert not any(each.claimed for each in told.changes)
    assert told.as_json()["time"][0]["low"] is None


def test_refuses() -> None:
    log = made(1, 20)
    with pytest.raises(AttributeUnknown, match="region"):
        compare(log, log, by=["region"])
    with pytest.raises(NothingAlike):
        compare(made(1, 20), made(2, 20, post=1.0), by=["channel"])
    with pytest.raises(SideEmpty):
        compare(log, log_of([], [], []))
