"""How often a monitoring action comes round, read from what plans print."""

from __future__ import annotations

import pytest

from tirek.monitoring import Frequency, read_frequency
from tirek.monitoring.frequency import frequency_of

READ = {
    Frequency.QUARTERLY: (
        "Quarterly",
        "quarterly",
        "  QUARTERLY. ",
        "Quarterly, or in the frequency required for each indicator.",
        "Every quarter",
        "Once a quarter",
        "Each calendar quarter",
        "Every three months",
        "At least quarterly",
        "Quarterly and annually",
        "Annually; quarterly in the first year",
        "Ежеквартально",
        "раз в квартал",
        "Каждый квартал",
        "Тоқсан сайын",
        "тоқсанына бір рет",
        "Әр тоқсанда",
    ),
    Frequency.ANNUAL: (
        "Annually",
        "Annual",
        "At least annually",
        "Annually, and at the end of the project (final report)",
        "Yearly",
        "Once a year",
        "Every year",
        "Annually or as necessary",
        "Ежегодно",
        "Не реже, чем раз в год",
        "каждый год",
        "Жыл сайын",
        "Жылына бір рет",
        "әр жылы",
    ),
    Frequency.MONTHLY: (
        "Monthly",
        "Every month",
        "Once a month",
        "monthly, quarterly and annually",
        "Ежемесячно",
        "раз в месяц",
        "Ай сайын",
        "Айына бір рет",
        "әр айда",
    ),
    Frequency.AS_NEEDED: (
        "As necessary during project lifespan",
        "As needed",
        "As and when required",
        "When necessary",
        "if needed",
        "Ad hoc",
        "ad-hoc",
        "On demand",
        "По мере необходимости",
        "при необходимости",
        "Қажеттілігіне қарай",
        "қажет болған жағдайда",
    ),
    Frequency.NONE: (
        "n/a",
        "N/A for Initiation Plan",
        "n / a",
        "NA",
        "Not applicable",
        "None",
        "-",
        "—",
        "Не применимо",
        "неприменимо",
        "Н/П",
        "Қолданылмайды",
        "Талап етілмейді",
    ),
    Frequency.UNREAD: (
        "",
        "   ",
        "tbd",
        "Regularly",
        "Semi-annually",
        "semiannual",
        "Bi-annual",
        "biannually",
        "half-yearly",
        "Twice a year",
        "Two times per year",
        "Every two years",
        "Every other year",
        "Every six months",
        "Weekly",
        "Once, at completion",
        "раз в полгода",
        "Два раза в год",
        "раз в два года",
        "Жартыжылдық",
        "жылына екі рет",
        "Annuality",
        "Monthlyish",
        "Nanotechnology",
        "Twice a year, or as necessary",
    ),
}


def test_it_works() -> None:
    assert read_frequency("Quarterly") is Frequency.QUARTERLY


@pytest.mark.parametrize(("printed", "frequency"), [(text, each) for each, texts in READ.items() for text in texts])
def test_reads_what_plans_print(printed: str, frequency: Frequency) -> None:
    assert read_frequency(printed) is frequency


@pytest.mark.parametrize("printed", ["Quarterly\nand  annually", "Quar­terly", "\tQuarterly\t"])
def test_blanks_do_not_matter_and_no_word_is_mended(printed: str) -> None:
    expected = Frequency.UNREAD if "­" in printed else Frequency.QUARTERLY
    assert read_frequency(printed) is expected


def test_a_known_rhythm_beside_an_unknown_one_is_read() -> None:
    assert read_frequency("Twice a year, and monthly in the field") is Frequency.MONTHLY


@pytest.mark.parametrize("beside", [("n/a for Initiation Plan", ""), ("", "Not applicable"), ("Find risks", "n/a")])
def test_a_row_that_does_not_apply_comes_round_never(beside: tuple[str, str]) -> None:
    assert frequency_of("", *beside) is Frequency.NONE
    assert frequency_of("Annually", *beside) is Frequency.NONE


def test_other_cells_say_nothing_of_how_often() -> None:
    assert frequency_of("", "Report annually", "Quarterly report") is Frequency.UNREAD
    assert frequency_of("Annually", "Quarterly report", "") is Frequency.ANNUAL


@pytest.mark.parametrize("frequency", list(Frequency))
def test_the_calendar_knows_the_days_of_what_comes_round(frequency: Frequency) -> None:
    assert frequency.comes_round is (frequency in (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.ANNUAL))
