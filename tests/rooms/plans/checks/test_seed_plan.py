"""The audit of a real plan: an Initiation Plan of May 2022, whole, repaired in one place, or damaged in one place.

Only numbers, codes and lines are told here, and a word or two of what is named: the document stays where it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tirek.plans.checks import Finding, check
from tirek.plans.reading import read

SEEDS = Path(__file__).parents[4] / ".." / "shared" / "seeds"
NAME = "001_4401e3ce12bc8f4e.txt"
TABLE = (144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156)
MONEY_ROWS = (144, 145, 146, 148, 149, 150, 152, 153, 155)

NUMBERS = {
    ("headings-backwards", (143,), "Q3, Q4, Q1, Q2", "Q3 2022, Q4 2022, Q1 2023, Q2 2023"),
    ("headings-repeated", (143,), "2022: Q3, Q4, Q1, Q2; 2023: Q1, Q2", None),
    ("columns-shifted-left", TABLE, "2023 Q2", "Responsible party"),
    ("same-marks-other-years", (149, 150), "2022", "2022, 2023"),
    ("subtotal-of-year", (154,), "13 000", "11 400"),
    ("subtotal-across-follows", (154,), "28 000", "29 600"),
    ("headings-do-not-cover-dates", (14, 143), "2022: Q3, Q4, Q1, Q2; 2023: Q1, Q2", "Q2 2022"),
    ("headings-outside-dates", (14, 143), "Q1 2022", "Q2 2022, Q3 2022, Q4 2022, Q1 2023, Q2 2023"),
    ("fund-named-two-ways", (38, *MONEY_ROWS), "GP", "UNDP"),
    ("account-meaning", (145, 146, 149), "72100", "71200, 71300"),
    ("training-account", (146, 149, 150), "72100, 71300", "75700"),
    ("account-missing", (152, 153, 155), None, None),
    ("marks-may-contradict-money", (146,), "2022 (Q4 2022, Q1 2022, Q2 2022)", "2022, 2023"),
    ("marks-may-contradict-money", (149,), "2022, 2023 (Q3 2022, Q4 2022, Q1 2023)", "2022"),
    (
        "marks-may-contradict-money",
        (150,),
        "2022 (Q3 2022, Q4 2022, Q1 2022); 2022 (Q2 2022, Q3 2022, Q4 2022)",
        "2022, 2023",
    ),
    ("fee-on-total", (155,), "12,000", "11,040"),
    ("number-formats-in-table", (150, 151, 155), "1,000", "1 000"),
    ("number-formats-cover-and-table", (33, 35, 38), "1,000", "1 000"),
    ("decimal-comma", (33, 95), "14,6%", None),
    ("report-frequency", (136,), "Quarterly", "final"),
    ("report-not-in-monitoring-plan", (125, 136), "Quarterly", "final"),
}
WORDS = {
    ("partner-named-two-ways", (15, 87)): "UNDP Kazakhstan",
    ("output-named-two-ways", (71, 144)): "Human Rights Commissioner",
    ("output-named-two-ways", (75, 148)): "Police reform strategy",
    ("output-not-narrated", (152,)): "project management",
    ("body-named-two-ways", (59, 87, 115)): "Ministry of Internal Affairs (59), Ministry of Interior (87, 115)",
    ("body-named-two-ways", (81, 87, 115)): "National Center for Human Rights (87)",
    ("role-named-two-ways", (111, 152)): "project manager (111), project coordinator (152)",
    ("name-misspelt", (117,)): "County Programme Document",
    ("indicators-missing", (123,)): "targets and indicators",
    ("targets-missing", (123,)): "targets and indicators",
    ("risk-log-missing", (131,)): "Risk",
    ("allocation-letter-missing", (111,)): "allocation letter",
    ("annexes-empty", (160,)): "ANNEXES",
    ("monitoring-row-not-applicable", (133,)): "n/a",
    ("one-party-signs", (40,)): "Agreed by UNDP",
}
NARRATED_WITHOUT_BUDGET = [
    ((73,), "other countries' NHRIs"),
    ((73,), "digital platforms"),
    ((73, 87), "NPM potential"),
    ((77, 87), "international expertise"),
    ((81,), "new mechanisms"),
    ((87,), "access to justice"),
    ((87,), "free legal aid"),
    ((87,), "Bar Association"),
    ((97,), "female staff"),
    ((97,), "multisectoral"),
]


@pytest.fixture(scope="module")
def document() -> str:
    """The text of the plan."""
    return (SEEDS / NAME).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def findings(document: str) -> list[Finding]:
    """What the audit finds in it."""
    return audit(document)


def audit(document: str) -> list[Finding]:
    """This function will read and check a document."""
    return check(read(document.encode(), NAME))


def with_line(document: str, number: int, old: str, new: str) -> str:
    """This function will change one line of a document."""
    lines = document.split("\n")
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    return "\n".join(lines)


Signature = tuple[str, tuple[int, ...], str | None, str | None]


def signatures(findings: list[Finding]) -> set[Signature]:
    """This function will give what tells findings apart."""
    return {(each.code, each.where, each.printed, each.computed) for each in findings}


def test_it_works(findings: list[Finding]) -> None:
    first = next(each for each in findings if each.code == "subtotal-of-year")
    assert first.sentence == "Sub-total of Output 3 for 2023 prints 13\u00a0000; its lines add up to 11\u00a0400."


def test_finds_exactly_these_numbers(findings: list[Finding]) -> None:
    codes = {code for code, *_ in NUMBERS}
    assert signatures([each for each in findings if each.code in codes]) == NUMBERS


def test_finds_exactly_these_names_and_promises(findings: list[Finding]) -> None:
    codes = {code for code, *_ in NUMBERS} | {"narrated-without-budget"}
    rest = {(each.code, each.where): each.sentence for each in findings if each.code not in codes}
    assert set(rest) == set(WORDS)
    assert [key for key, words in WORDS.items() if words not in rest[key]] == []


def test_asks_about_exactly_these_things_without_a_budget(findings: list[Finding]) -> None:
    found = [(each.where, each.printed or "") for each in findings if each.code == "narrated-without-budget"]
    assert len(found) == len(NARRATED_WITHOUT_BUDGET)
    for (where, text), (expected, words) in zip(found, NARRATED_WITHOUT_BUDGET, strict=True):
        assert where == expected
        assert words in text


def test_every_line_named_is_a_line_of_the_document(document: str, findings: list[Finding]) -> None:
    last = document.count("\n") + 1
    assert all(1 <= line <= last for each in findings for line in each.where)


REPAIRS = {
    "the sub-total": (154, "13 000", "11 400", {"subtotal-of-year", "subtotal-across-follows"}),
    "a decimal comma": (95, "14,6%", "14.6%", {"decimal-comma"}),
    "a misspelt name": (117, "County", "Country", {"name-misspelt"}),
    "a role": (152, "Project Coordinator", "Project Manager", {"role-named-two-ways"}),
    "the fund of the cover": (38, "GP", "UNDP", {"fund-named-two-ways"}),
    "the partner": (15, "UNDP Kazakhstan", "Human Rights Commissioner", {"partner-named-two-ways"}),
    "a body in another order": (
        87,
        "National Center for Human Rights",
        "National Human Rights Center",
        {"body-named-two-ways"},
    ),
    "the report's frequency": (
        136,
        "Quarterly",
        "Quarterly and final",
        {"report-frequency", "report-not-in-monitoring-plan"},
    ),
}


@pytest.mark.parametrize("repair", REPAIRS)
def test_a_repair_takes_its_finding_away_and_no_other(repair: str, document: str, findings: list[Finding]) -> None:
    number, old, new, codes = REPAIRS[repair]
    repaired = signatures(audit(with_line(document, number, old, new)))
    assert {code for code, *_ in signatures(findings) - repaired} == codes
    assert repaired - signatures(findings) == set()


DAMAGES = {
    "a line total": (144, "10 000\t\t10 000", "10 000\t\t12 000", ("line-total", (144,), "12 000", "10 000")),
    "an amount of a year": (150, "15 000", "16 000", ("line-year-amount", (150,), "20,000", "21,000")),
    "a sub-total": (147, "35 000", "36 000", ("subtotal-of-year", (147,), "36 000", "35 000")),
    "a sub-total overall": (151, "60,000", "61,000", ("subtotal-overall", (151,), "61,000", "60,000")),
    "the total of a year": (156, "105 000", "106 000", ("total-of-year", (156,), "106 000", "105 000")),
    "the total": (156, "150 000", "151 000", ("total-overall", (156,), "151 000", "150 000")),
    "the cover": (33, "150,000", "160,000", ("cover-total", (33, 156), "$160,000", "150,000")),
    "a source": (38, "150,000", "140,000", ("cover-sources", (35, 38), "$150,000", "140,000")),
    "the rate of the fee": (155, "8%", "7%", ("fee-amount", (155,), "12,000", "9,660")),
    "the amount of the fee": (155, "12,000", "13,000", ("line-total", (155,), "13,000", "12,000")),
    "the end": (14, "April 2023", "May 2023", ("longer-than-twelve-months", (14,), "13", "12")),
    "the period of the work plan": (
        140,
        "April 2023",
        "June 2023",
        ("work-plan-period", (14, 140), "May 2022 – June 2023", "May 2022 – April 2023"),
    ),
    "the programme period": (
        25,
        "2021 - 2025",
        "2016 - 2020",
        ("outside-programme-period", (14, 25), "2016 - 2020", None),
    ),
    "the date of the signature": (49, "May", "Jul", ("signed-after-start", (14, 49), "25-Jul-2022", None)),
    "the number of an activity": (145, "1.2.", "1.1.", ("activity-number-twice", (144, 145), "1.1", None)),
    "a mark": (144, "\tX", "\t", ("marks-missing", (144,), None, None)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_fault_that_is_planted_is_found(damage: str, document: str, findings: list[Finding]) -> None:
    number, old, new, expected = DAMAGES[damage]
    added = signatures(audit(with_line(document, number, old, new))) - signatures(findings)
    assert expected in added


@pytest.mark.parametrize(
    "damage", ["a line total", "an amount of a year", "a sub-total", "the total of a year", "the total"]
)
def test_a_wrong_amount_is_one_error_and_the_rest_follows_from_it(
    damage: str, document: str, findings: list[Finding]
) -> None:
    number, old, new, _ = DAMAGES[damage]
    added = [
        each
        for each in audit(with_line(document, number, old, new))
        if (each.code, each.where, each.printed, each.computed) not in signatures(findings)
    ]
    assert [each.code for each in added if each.severity == "error"] == [DAMAGES[damage][3][0]]
    assert all(each.code.endswith("-follows") for each in added if each.severity != "error")


def test_a_fee_on_direct_costs_is_not_flagged(document: str) -> None:
    repaired = with_line(document, 155, "8 400\t3 600\t12,000", "7 728\t3 312\t11 040")
    assert not [each for each in audit(repaired) if each.code.startswith("fee-")]


def test_headings_that_are_sound_have_one_reading(document: str) -> None:
    repaired = with_line(document, 142, "2022\t\t\t\t2023\t\t", "2022\t\t\t2023\t\t")
    repaired = with_line(repaired, 143, "Q3\tQ4\tQ1\tQ2\tQ1\tQ2", "Q2\tQ3\tQ4\tQ1\tQ2")
    found = {each.code: each for each in audit(repaired)}
    assert not {"headings-backwards", "headings-repeated", "columns-shifted-left"} & set(found)
    assert (found["marks-contradict-money"].where, found["marks-contradict-money"].severity) == ((150,), "error")


def test_a_budget_for_a_thing_narrated_answers_its_question(document: str) -> None:
    title = document.split("\n")[147].split("\t")[1]
    repaired = audit(with_line(document, 148, title, "2.1 Digital platforms of inspectors"))
    asked = [each.printed for each in repaired if each.code == "narrated-without-budget"]
    assert "digital platforms" not in asked
    assert len(asked) == len(NARRATED_WITHOUT_BUDGET) - 1
