"""The results page of the seeds and its retelling: the list that a careful editor would make, no more and no less."""

from __future__ import annotations

import time

import pytest

from tests.rooms.reports.claims.said import PLAN, RESULTS_PAGE, RETOLD, ROOT
from tirek.reports.claims import extract, hold_against_itself

EDITOR = {
    ("names", ("UN Human Rights Office", "OHCHR"), (7, 21)),
    ("names", ("Asia Pacific Forum", "Asian Pacific Forum"), (7, 19)),
    ("numbers", ("Over 120 police officers", "125 police officers"), (9, 31)),
    ("sums", ("Over 120 police officers", "Fifty police inspectors", "125 police officers"), (9, 29, 31)),
    ("wording", ("violence prevention", "non-discrimination"), (9, 23)),
    ("names", ("interdepartmental working group", "Intergovernmental Working Group"), (11, 49)),
}


@pytest.mark.parametrize("page", [RESULTS_PAGE, RETOLD], ids=["original", "retold"])
def test_it_works(page: object) -> None:
    text = page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    claims, found = hold_against_itself(text, extract(text))
    assert {(each.kind, each.values, each.where) for each in found} == EDITOR
    assert len(found) == len(EDITOR)
    assert {claim.quote for claim in claims if claim.status == "inconsistent"} == {
        "Over 120 police officers",
        "125 police officers",
    }
    assert [claim.note for claim in claims if claim.value == 20] == ["The sentence adds up: 17 + 3 = 20."]
    (total,) = (each for each in found if each.kind == "sums")
    assert (total.note_facts["sum"], total.note_facts["overlap"]) == ("171", "46")  # over 120 is 121 at least


def test_every_sentence_of_a_contradiction_stands_on_its_line() -> None:
    text = RESULTS_PAGE.read_text(encoding="utf-8")
    lines = text.splitlines()
    for each in hold_against_itself(text, extract(text))[1]:
        for sentence, value, line in zip(each.sentences, each.values, each.where, strict=True):
            assert sentence in " ".join(lines[line - 1].split())
            assert value in sentence


def test_finds_the_two_names_of_a_ministry_in_the_plan_and_nothing_else() -> None:
    text = PLAN.read_text(encoding="utf-8")
    found = hold_against_itself(text, extract(text))[1]
    assert [(each.kind, each.values) for each in found] == [
        ("names", ("Ministry of Internal Affairs", "Ministry of Interior"))
    ]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_templates_of_our_own_report_agree_with_themselves(language: str) -> None:
    text = (ROOT / "programmes" / "kazakhstan-2022" / f"report-template.{language}.md").read_text(encoding="utf-8")
    assert extract(text) == []
    assert hold_against_itself(text, [])[1] == []


def test_a_page_is_checked_in_a_moment() -> None:
    text = RESULTS_PAGE.read_text(encoding="utf-8")
    hold_against_itself(text, extract(text))
    begun = time.process_time()
    hold_against_itself(text, extract(text))
    assert time.process_time() - begun < 0.5  # 0.03 s on a quiet machine


@pytest.mark.parametrize(
    "paragraph",
    [
        "The {n} police officers of post {n} took part in lessons in {year}.",
        "The National Board {n} (NB) was founded in {year}.",
        "In {year}, cooks of the town {n} learned to prepare soup, bread and tea for guests of the fair.",
    ],
)
def test_a_long_text_takes_no_more_than_its_length(paragraph: str) -> None:
    def seconds(count: int) -> float:
        text = "\n\n".join(paragraph.format(n=7 * n % 997 + 2, year=1990 + n % 35) for n in range(count))
        claims = extract(text)
        begun = time.process_time()
        hold_against_itself(text, claims)
        return time.process_time() - begun

    seconds(50)
    assert seconds(2400) < 30 * (seconds(400) + 0.02)  # six times the text; 36 times the work would be too much
