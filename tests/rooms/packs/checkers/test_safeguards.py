from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.packs.checkers.mechanism import changed, problems, said
from tirek.expressions import ExpressionRefused
from tirek.safeguards import (
    Ceiling,
    Limit,
    LimitUnreadable,
    Order,
    Response,
    RuleUnreadable,
    Separation,
    limit_of,
    rule_of,
)

PATH = "safeguards.csv"
HEADINGS = "id,rule,severity,legal basis,said\n"


def test_it_works() -> None:
    assert problems(PATH) == []


def test_a_response_is_read() -> None:
    rule = rule_of("when intake then answer within 15 working days where ${age} < 18")

    assert isinstance(rule, Response)
    assert (rule.when, rule.then, rule.within) == ("intake", "answer", Limit(15, "working days"))
    assert rule.where is not None
    assert rule.where.text == "${age} < 18"
    assert rule.steps[0] == "intake"


def test_an_order_is_read_and_watches_its_last_step() -> None:
    assert rule_of("consent before referral") == Order("consent", "referral")
    assert rule_of("consent before referral").steps[0] == "referral"


def test_a_ceiling_is_read() -> None:
    assert rule_of("at most 2 of extension per case") == Ceiling(2, "extension", "case")
    assert rule_of("  at  most 1 of visit per year ") == Ceiling(1, "visit", "year")


def test_reads_that_two_steps_are_not_for_one_person() -> None:
    assert rule_of("not by the same person: register, decide") == Separation("register", "decide")
    assert rule_of("not by the same person: register, decide").steps[0] == "decide"


@pytest.mark.parametrize(
    ("text", "limit"),
    [("1 hour", Limit(1, "hours")), ("24 hours", Limit(24, "hours")), ("1  working day", Limit(1, "working days"))],
)
def test_limits_are_read_in_singular_and_plural(text: str, limit: Limit) -> None:
    assert limit_of(text) == limit


@pytest.mark.parametrize(
    "text", ["", "15", "0 days", "1.5 days", "-1 days", "15 workdays", "two days", "99999 days", "P15D"]
)
def test_other_lengths_of_time_are_refused(text: str) -> None:
    with pytest.raises(LimitUnreadable):
        limit_of(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "when",
                "then",
                "before",
                "within",
                "at",
                "most",
                "of",
                "per",
                "case",
                "year",
                "where",
                "intake",
                "1",
                "2",
                "days",
                "${a}",
                "=",
                "''",
            ]
        )
    )
)
def test_any_sentence_is_read_or_refused(words: list[str]) -> None:
    try:
        rule: object = rule_of(" ".join(words))
    except (RuleUnreadable, LimitUnreadable, ExpressionRefused) as refusal:
        rule = str(refusal)
    assert rule


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",intake before closed,breach,Law,Said.", "pack-cell-missing"),
        ("Head Told,intake before closed,breach,Law,Said.", "pack-id-malformed"),
        ("a,,breach,Law,Said.", "pack-cell-missing"),
        ("a,intake before closed,breach,,Said.", "pack-cell-missing"),
        ("a,intake before closed,breach,Law,", "pack-cell-missing"),
        ("a,intake before closed,grave,Law,Said.", "safeguard-severity-unknown"),
        ("a,intake after closed,breach,Law,Said.", "safeguard-rule-unreadable"),
        ("a,at most many of intake per case,breach,Law,Said.", "safeguard-rule-unreadable"),
        ("a,at most 1 of intake per month,breach,Law,Said.", "safeguard-rule-unreadable"),
        ("a,when intake then closed within a while,breach,Law,Said.", "limit-unreadable"),
        ("a,when intake then closed,breach,Law,Said.", "safeguard-rule-unreadable"),
        ("a,intake before settled,breach,Law,Said.", "pack-step-unknown"),
        ("a,intake before intake,breach,Law,Said.", "safeguard-step-before-itself"),
        ('a,"not by the same person: intake, intake",breach,Law,Said.', "safeguard-step-apart-from-itself"),
        ('a,"not by the same person: intake, settled",breach,Law,Said.', "pack-step-unknown"),
        ("a,not by the same person: intake,breach,Law,Said.", "safeguard-rule-unreadable"),
        ("a,closed before intake where ${tortur} = 'yes',breach,Law,Said.", "pack-field-unknown"),
        (
            "a,intake before closed where ${torture} = 'yes',breach,Law,Said.",
            "pack-field-unknown",
        ),  # closing asks nothing
        ("a,closed before intake where ${torture} ==,breach,Law,Said.", "expression-unreadable"),
        ("a,closed before intake where ,breach,Law,Said.", "expression-empty"),
        ("a,closed before intake where random() > 1,breach,Law,Said.", "expression-function-unknown"),
    ],
)
def test_refuses_a_row_by_its_number(row: str, expected: str) -> None:
    found = problems(PATH, f"{HEADINGS}first,intake before closed,breach,Law,Said.\n{row}\n")

    assert said(found) == [(expected, 3)]


def test_refuses_other_columns() -> None:
    assert said(problems(PATH, "id,rule,said\na,intake before closed,Said.\n")) == [("pack-columns-other", 1)]


def test_names_all_that_is_wrong_at_once() -> None:
    text = changed(PATH, "told-once,at most 1 of tell-head per case,note", "Told,at most 1 of nobody per case,bad")

    assert said(problems(PATH, text)) == [
        ("pack-id-malformed", 5),
        ("safeguard-severity-unknown", 5),
        ("pack-step-unknown", 5),
    ]


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: (HEADINGS + text).encode(errors="ignore"))
    )
)
def test_no_bytes_make_it_fail(content: bytes) -> None:
    said(problems(PATH, content))
