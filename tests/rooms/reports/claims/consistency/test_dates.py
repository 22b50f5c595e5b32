"""One event, two times."""

from __future__ import annotations

import pytest

from tests.rooms.reports.claims.said import disagreements
from tirek.reports.claims import extract, hold_against_itself


def test_it_works() -> None:
    text = "The law on legal aid was adopted in 2021.\n\nThey met on the adoption of the law on legal aid in 2022."
    claims, (found,) = hold_against_itself(text, extract(text))
    assert (found.kind, found.values, found.where) == ("dates", ("2021", "2022"), (1, 3))
    assert [claim.status for claim in claims] == ["inconsistent", "inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty on water was signed on 5 May 2021. The treaty on water, signed on 6 May 2021, is in force.",
        "The treaty on water was signed in May 2021. The treaty on water, signed in June 2021, is new.",
        "The treaty on water was signed in 2022. The treaty on water, signed on 6 May 2021, is in force.",
        "Since 2021, the country runs a project on safe water. Since 2022, the country runs a project on safe water.",
        "Закон о воде принят в 2021 году. Эксперты помогли принятию закона о воде в 2022 году.",
        "Су туралы заң 2021 жылы қабылданды. Су туралы заңның қабылдануы 2022 жылы болды.",
    ],
)
def test_finds_one_event_with_two_times(text: str) -> None:
    assert [kind for kind, _ in disagreements(text)] == ["dates"]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty on water was signed in 2021. The treaty on water was signed on 5 May 2021.",
        "The treaty on water was signed in May 2021. The treaty on water was signed on 5 May 2021.",
        "The treaty on water was signed in 2021. The treaty on air was signed in 2022.",
        "The treaty on water was signed in 2021. The treaty on water was ratified in 2022.",
        "The new law was adopted in 2021. The new decree was adopted in 2022.",
        "The annual report on water was issued in 2021. The annual report on water was issued in 2022.",
        "The Ministry of Water signed a pact with UNDP in 2021. The Ministry of Art signed a pact with UNDP in 2022.",
        "In 2021, 30 cooks learned first aid at school. In 2022, 40 cooks learned first aid at school.",
        "The project began in May 2021. The project ended in May 2023.",
        "It ran in 2021-2023. It ran in 2022.",
    ],
)
def test_times_of_other_events_do_not_disagree(text: str) -> None:
    assert disagreements(text) == []
