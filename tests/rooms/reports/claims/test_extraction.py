"""What is a claim, in English, Russian and Kazakh."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.reports.claims.said import PLAN, RESULTS_PAGE, RETOLD, counts, only, times
from tirek.reports.claims import extract, typed_numbers


def test_it_works() -> None:
    claim = only("More than 30 wardens of the prison service passed the exam.")
    assert claim.value == Decimal(30)
    assert claim.qualifier == "over"
    assert claim.unit == "wardens of the prison service"
    assert claim.quote == "More than 30 wardens of the prison service"
    assert claim.text == "More than 30 wardens of the prison service passed the exam."
    assert (claim.where, claim.start, claim.end) == (1, 0, 42)
    assert claim.status == "unsupported"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They read 1,234 files.", [("exactly", 1234, "files", "")]),
        ("They read 1 234 files.", [("exactly", 1234, "files", "")]),
        ("They read 1\u00a0234 files.", [("exactly", 1234, "files", "")]),
        ("They read 1.234.567 files.", [("exactly", 1234567, "files", "")]),
        ("It grew by 12.5 km.", [("exactly", 12.5, "km", "")]),
        ("It grew by 14,6%.", [("exactly", 14.6, "%", "")]),
        ("About 40 per cent of cadets left.", [("about", 40, "% of cadets", "")]),
        ("It cost $150,000.", [("exactly", 150000, "USD", "")]),
        ("It cost \\$150,000.", [("exactly", 150000, "USD", "")]),
        ("It cost USD 150,000 or so.", [("about", 150000, "USD", "")]),
        ("It cost 2.5 million tenge.", [("exactly", 2500000, "KZT", "")]),
        ("It cost over €1.2 million.", [("over", 1200000, "EUR", "")]),
        ("It has **125** prison wardens.", [("exactly", 125, "prison wardens", "")]),
    ],
)
def test_reads_figures_as_they_are_printed(text: str, expected: list[object]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Seven clerks came.", 7),
        ("Forty-two clerks came.", 42),
        ("One hundred and twenty-five clerks came.", 125),
        ("Two thousand five hundred clerks came.", 2500),
        ("Three million clerks came.", 3_000_000),
        ("A dozen clerks came.", 12),
        ("Двадцать пять клерков пришли.", 25),
        ("Двести сорок клерков пришли.", 240),
        ("Пришли сто двадцать клерков.", 120),
        ("Жиырма бес маман келді.", 25),
        ("Жүз жиырма маман келді.", 120),
        ("Он бес маман келді.", 15),
        ("Екі мың маман келді.", 2000),
    ],
)
def test_reads_number_words(text: str, value: int) -> None:
    assert [found[1] for found in counts(text)] == [value]


@pytest.mark.parametrize(
    ("text", "qualifier", "value"),
    [
        ("At least 50 guides came.", "at least", 50),
        ("No fewer than 50 guides came.", "at least", 50),
        ("50 or more guides came.", "at least", 50),
        ("50+ guides came.", "at least", 50),
        ("Up to 50 guides came.", "at most", 50),
        ("No more than 50 guides came.", "at most", 50),
        ("Nearly 50 guides came.", "about", 50),
        ("Some 50 guides came.", "about", 50),
        ("~50 guides came.", "about", 50),
        ("Fewer than 50 guides came.", "under", 50),
        ("Well over fifty guides came.", "over", 50),
        ("Свыше 50 гидов пришли.", "over", 50),
        ("Не менее пятидесяти гидов пришли.", "at least", 50),
        ("До 50 гидов пришли.", "at most", 50),
        ("Около 50 гидов пришли.", "about", 50),
        ("Менее 50 гидов пришли.", "under", 50),
        ("50-ден астам маман келді.", "over", 50),
        ("Елуден астам маман келді.", "over", 50),
        ("Кемінде 50 маман келді.", "at least", 50),
        ("50-ге жуық маман келді.", "about", 50),
        ("50 маманға дейін.", "exactly", 50),
    ],
)
def test_reads_bounds(text: str, qualifier: str, value: int) -> None:
    assert [found[:2] for found in counts(text)] == [(qualifier, value)]


def test_a_rise_to_a_number_is_no_upper_bound() -> None:
    assert counts("Число пунктов увеличилось до 20.")[0][0] == "exactly"


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("Of 90 cadets trained, 30 were women and 60 men.", "90 cadets", [30, 60]),
        ("It has 90 cadets, including 30 women.", "90 cadets", [30]),
        ("It has 90 cadets, of whom 30 were women.", "90 cadets", [30]),
        ("It has over 90 cadets (30 women).", "over 90 cadets", [30]),
        ("It has 90 cadets, 30 of them women.", "90 cadets", [30]),
        ("30 of the 90 cadets were women.", "90 cadets", [30]),
        ("It has 90 posts, thirty of them in cities and sixty in districts.", "90 posts", [30, 60]),
        ("Обучено 90 курсантов, в том числе 30 женщин.", "90 курсантов", [30]),
        ("Обучено 90 курсантов, из них 30 женщин и 60 мужчин.", "90 курсантов", [30, 60]),
        ("90 курсант (оның ішінде 30 әйел) оқыды.", "90 курсант", [30]),
    ],
)
def test_finds_what_a_number_is_a_part_of(text: str, whole: str, parts: list[int]) -> None:
    assert [value for _, value, _, part_of in counts(text) if part_of == whole] == parts


def test_the_unit_of_a_part_is_what_it_counts() -> None:
    assert ("exactly", 30, "women", "90 cadets") in counts("30 of the 90 cadets were women.")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("40 police inspectors improved their skills.", "police inspectors"),
        ("40 regional field branches opened.", "regional field branches"),
        ("40 staff members of the ABC increased it.", "staff members of the ABC"),
        ("40 human rights defenders spoke.", "human rights defenders"),
        ("40 newly trained mediators began work.", "newly trained mediators"),
        ("40 representatives of Kazakh and foreign firms came.", "representatives of Kazakh and foreign firms"),
        ("40 members of civil society and media came.", "members of civil society and media"),
        ("The number of petitions reached 40.", "petitions"),
        ("Petitions: 40.", "petitions"),
        ("A four-year plan.", "years"),
        ("A 40-month plan.", "months"),
        ("40 сотрудников колонии прошли курс.", "сотрудников колонии"),
        ("40 представителей местных и зарубежных фирм прошли курс.", "представителей местных и зарубежных фирм"),
        ("40 мекеме қызметкері курстан өтті.", "мекеме қызметкері"),
        ("40 маман гендерлік теңдік туралы білді.", "маман"),
    ],
)
def test_names_what_is_counted(text: str, unit: str) -> None:
    assert counts(text)[0][2] == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened in 2023.", [("exactly", "2023", "year")]),
        ("It ran in 2022-2023.", [("exactly", "2022-2023", "years")]),
        ("It ran in 2022/23.", [("exactly", "2022-2023", "years")]),
        ("It opened in December 2021.", [("exactly", "2021-12-01", "month")]),
        ("It opened on 25 May 2022.", [("exactly", "2022-05-25", "day")]),
        ("It opened on May 25, 2022.", [("exactly", "2022-05-25", "day")]),
        ("It opened on 25.05.2022.", [("exactly", "2022-05-25", "day")]),
        ("It opened on 2022-05-25.", [("exactly", "2022-05-25", "day")]),
        ("It ran on 3-5 October 2018.", [("exactly", "2018-10-03", "day"), ("exactly", "2018-10-05", "day")]),
        ("It opens by 2025.", [("at most", "2025", "year")]),
        ("Since 2022 it is open.", [("at least", "2022", "year")]),
        ("Открыт в 2023 г. в Астане.", [("exactly", "2023", "year")]),
        ("Открыт 5 ноября 2022 года.", [("exactly", "2022-11-05", "day")]),
        ("Открыт в декабре 2021 года.", [("exactly", "2021-12-01", "month")]),
        ("Откроют к 2025 году.", [("at most", "2025", "year")]),
        ("2022 жылғы 5 қарашада ашылды.", [("exactly", "2022-11-05", "day")]),
        ("2021 жылғы желтоқсанда ашылды.", [("exactly", "2021-12-01", "month")]),
        ("Жоба 2023 жылы басталды.", [("exactly", "2023", "year")]),
        ("2022 жылдан бастап жұмыс істейді.", [("at least", "2022", "year")]),
        ("2025 жылға дейін ашылады.", [("at most", "2025", "year")]),
    ],
)
def test_reads_times(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert times(text) == expected
    assert counts(text) == []


@pytest.mark.parametrize("text", ["over 2000 guests came", "2023 guests of the fair came", "2000 маман келді"])
def test_a_number_that_counts_is_no_year(text: str) -> None:
    assert len(counts(text)) == 1
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two thirds of guests stayed.", 0.6667),
        ("Half of the guests stayed.", 0.5),
        ("It rose by a quarter (Source, undated).", 0.25),
        ("One in three guests stayed.", 0.3333),
        ("Две трети гостей остались.", 0.6667),
        ("Мамандардың үштен бірі қалды.", 0.3333),
    ],
)
def test_reads_fractions_as_shares(text: str, value: float) -> None:
    assert [(found[1], found[2].split()[0]) for found in counts(text)] == [(value, "share")]


@pytest.mark.parametrize("text", ["between 10 and 15 guests", "10-15 guests", "10–15 guests", "от 10 до 15 гостей"])
def test_a_span_is_two_bounds(text: str) -> None:
    unit = counts(text)[1][2]
    assert [found[:3] for found in counts(text)] == [("at least", 10, unit), ("at most", 15, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "1.1 Review of the law",
        "2) Review of the law",
        "## 3. Review of the law",
        "Article 5 and paragraphs 3, 4 and 7 apply.",
        "Articles 17-23 apply.",
        "Law No. 90-VII, resolution 48/134 and document A/HRC/37/12 apply.",
        "See Output 2.3, goal 16, target 16.3.1 and Annex 2.",
        "COVID-19, GEN2 and B2B were named.",
        "Project ID: 00143776.",
        "Call +7 (7172) 59-25-50 or hotline 111.",
        "It is said elsewhere [12], [^3] and on https://example.org/2022/11/5.",
        "The 2030 Agenda and Vision 2050 were named.",
        "One of the outcomes was named; the one that matters.",
        "It was the first such assessment, the 12th in the region.",
        "A third party and the second half were named.",
        "It may happen on 25 May or in March.",
        "There are thousands of them.",
        "Статья 5, пункты 3 и 4, ст. 9, закон № 154.",
        "В соответствии со статьёй 15 и пунктом 3 дан ответ.",
        "Один из результатов: тысячи людей.",
        "Заңның 9-бабы және 3-тармағы, екінші бөлім.",
        "Екі жақты келісім.",
        "[[guards-trained]] guards ([[guards-trained:sex=female]] women)",
        "[[chart: guards-trained by region]]",
    ],
)
def test_numbers_that_name_are_no_claims(text: str) -> None:
    assert extract(text) == []


def test_only_the_form_of_a_figure_hides_a_number() -> None:
    assert counts("[[30 guards]] came") == [("exactly", 30, "guards", "")]


@pytest.mark.parametrize("text", ["only one city took part", "17 towns and one city took part", "a one-day course"])
def test_one_is_a_claim_where_it_counts(text: str) -> None:
    assert counts(text)[-1][1] == 1


def test_figures_repeated_in_words_are_one_claim() -> None:
    assert counts("120 (one hundred and twenty) guards came.") == [("exactly", 120, "guards", "")]


def test_a_bare_number_of_a_table_is_of_its_row() -> None:
    claims = extract("| Item | 2022 |\n|---|---|\n| Guards trained | 44 |\n")
    assert [(claim.quote, claim.unit, claim.where) for claim in claims if claim.quote == "44"] == [
        ("44", "Guards trained", 3)
    ]


def test_lists_every_claim_of_the_results_page_and_nothing_else() -> None:
    claims = extract(RESULTS_PAGE.read_text(encoding="utf-8"))
    assert [(claim.where, claim.quote.split(" of ")[0], claim.qualifier) for claim in claims] == [
        (9, "Over 120 police officers", "over"),
        (9, "44 women", "exactly"),
        (9, "2022-2023", "exactly"),
        (9, "2022-2023", "exactly"),
        (9, "32 staff members", "exactly"),
        (9, "25 participants", "exactly"),
        (11, "2023", "exactly"),
        (13, "three-year project", "exactly"),
        (15, "since 2022", "at least"),
        (19, "2023", "exactly"),
        (21, "20 regional representation offices", "exactly"),
        (21, "17 regions", "exactly"),
        (21, "three administrative cities", "exactly"),
        (23, "2022-2023", "exactly"),
        (23, "32 staff members", "exactly"),
        (23, "25 participants", "exactly"),
        (27, "three police academies", "exactly"),
        (29, "Fifty police inspectors", "exactly"),
        (31, "125 police officers", "exactly"),
        (31, "44 women", "exactly"),
        (31, "2022-2023", "exactly"),
        (33, "seven services", "exactly"),
        (39, "over 100 representatives", "over"),
        (41, "2024", "exactly"),
        (43, "2023", "exactly"),
    ]
    assert [claim.part_of for claim in claims if claim.quote == "44 women"] == [
        "Over 120 police officers",
        "125 police officers",
    ]


def test_reads_the_prose_of_the_plan() -> None:
    prose = [
        (c.where, c.quote) for c in extract(PLAN.read_text(encoding="utf-8")) if "\t" not in c.text and c.where < 140
    ]
    assert (95, "14,6%") in prose
    assert (93, "a quarter") in prose
    assert (77, "up to two regional pilots") in prose
    assert not {quote for _, quote in prose} & {"00143776", "00131752", "8", "2.2", "2.3"}


@pytest.mark.parametrize("page", [RESULTS_PAGE, PLAN, RETOLD])
def test_a_quote_stands_where_the_claim_says(page: object) -> None:
    text = page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    lines = text.splitlines()
    assert all(lines[claim.where - 1][claim.start : claim.end] == claim.quote for claim in extract(text))


def test_a_claim_broken_over_lines_keeps_the_line_of_its_number() -> None:
    claim = only(
        "A first line without any figure that is long enough to be wrapped, then over\n40 prison\nwardens came."
    )
    assert (claim.where, claim.quote, claim.qualifier) == (2, "40 prison", "over")
    assert claim.unit == "prison wardens"


def test_a_text_whose_figures_are_all_bound_has_no_typed_number() -> None:
    assert (
        typed_numbers("[[a-b]] guards of [[c.d]] posts, [[a-b:sex=female]] of them women.\n\n[[chart: a-b by sex]]")
        == []
    )


def test_sees_a_number_typed_beside_a_bound_figure() -> None:
    assert [claim.quote for claim in typed_numbers("[[a-b]] guards and 12 cooks")] == ["12 cooks"]


@given(st.lists(st.from_regex(r"[a-z][a-z-]{0,12}(:[a-z]{1,6}=[a-z]{1,6})?", fullmatch=True), min_size=1, max_size=6))
def test_bound_figures_are_never_typed_numbers(keys: list[str]) -> None:
    assert typed_numbers(" and ".join(f"[[{key}]] guards" for key in keys)) == []


@given(
    st.permutations(
        ["Ten guards left.", "In 2023, 12% stayed.", "It cost $5.", "Of 9 cooks, 4 were women.", "No number."]
    )
)
def test_the_order_of_paragraphs_changes_no_claim(paragraphs: list[str]) -> None:
    claims = extract("\n\n".join(paragraphs))
    assert sorted((claim.text, claim.quote, claim.unit) for claim in claims) == [
        ("In 2023, 12% stayed.", "12%", "%"),
        ("In 2023, 12% stayed.", "2023", "year"),
        ("It cost $5.", "$5", "USD"),
        ("Of 9 cooks, 4 were women.", "4 were women", "women"),
        ("Of 9 cooks, 4 were women.", "9 cooks", "cooks"),
        ("Ten guards left.", "Ten guards", "guards"),
    ]


_SIGNS = [*" \n\t|().,-–%$#№a\u2028\x1c", "[[", "]]", "**"]
_WORDS = [
    "1",
    "12,5",
    "2023",
    "of",
    "one",
    "five",
    "hundred",
    "and",
    "including",
    "May",
    "бес",
    "из них",
    "двадцать",
    "жылғы",
]
_PIECES = st.sampled_from(_SIGNS + _WORDS)


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(max_size=200), st.lists(_PIECES, max_size=40).map("".join), st.lists(_PIECES, max_size=40).map(" ".join)
    )
)
def test_never_fails_on_any_text(text: str) -> None:
    lines = text.splitlines()
    for claim in extract(text):
        assert lines[claim.where - 1][claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "1,",
        "1.",
        "12-",
        "a-",
        "a/",
        "(",
        "[[",
        "<a",
        "one ",
        "\n",
        "|x",
        "2023-",
        "a@",
        "1 000 ",
        "**",
        "https://",
    ],
)
def test_a_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        extract(text)
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(80_000) < 40 * (seconds(10_000) + 0.005)  # eight times the text; 64 times the work would be too much


def test_a_megabyte_is_read_in_seconds() -> None:
    text = RESULTS_PAGE.read_text(encoding="utf-8")
    begun = time.process_time()
    claims = extract("\n\n".join([text] * 120))
    assert len(claims) == 25 * 120
    assert time.process_time() - begun < 10  # 1 s on a quiet machine
