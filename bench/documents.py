"""Plan check beside only reading its text; claims check beside splitting words; a 30-page PDF beside bare Typst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import typst

from bench.measuring import alternating, report
from tirek.plans.checks import check
from tirek.plans.reading import read
from tirek.reports.claims import extract, hold_against_itself
from tirek.reports.publication import FrozenFigure, Publication, SplitCell
from tirek.reports.rendering.pdf import pdf

ROOT = Path(__file__).resolve().parents[1]
PROGRAMME = ROOT / "programmes" / "kazakhstan-2022"
SEEDS = ROOT / ".." / "shared" / "seeds"


def run() -> None:
    """This function will measure what is done with documents."""
    plans = {"retold plan": PROGRAMME / "plan.md", **{f"seed {path.name[:3]}": path for path in SEEDS.glob("001*.txt")}}
    for name, path in plans.items():
        content = path.read_bytes()
        report(f"Plan check, warm process, {name}", alternating(checking(content), 15), limit=1.0)
    text = (PROGRAMME / "results-page.md").read_text("utf-8")
    contestants: dict[str, Callable[[], object]] = {
        "claims check, against itself": lambda: hold_against_itself(text, extract(text)),
        "floor: split the words": lambda: text.split(),
    }
    report("Claims check of the results page", alternating(contestants, 15))
    publication = long_publication()
    bare = typst_of(publication.narrative)
    contestants = {
        "report of 30 pages with charts": lambda: pdf(publication),
        "floor: the same words by Typst alone": lambda: typst.compile(bare),
    }
    report("PDF of 30 pages", alternating(contestants, 5), limit=3.0)
    print(f"pages: {pages_of(pdf(publication))}")


def checking(content: bytes) -> dict[str, Callable[[], object]]:
    """This function will name what is compared: the whole check, its reading, and the floor."""
    return {
        "read and check": lambda: check(read(content, "plan.txt")),
        "read alone": lambda: read(content, "plan.txt"),
        "floor: decode and split the lines": lambda: [line.split("\t") for line in content.decode().splitlines()],
    }


def typst_of(narrative: str) -> bytes:
    """This function will give the narrative's words as bare Typst paragraphs."""
    words = "".join(letter for letter in narrative if letter.isalnum() or letter in " .\n")
    return words.encode()


def pages_of(content: bytes) -> int:
    """This function will count a PDF's pages."""
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(content)).pages)


def long_publication() -> Publication:
    """This function will make a report that fills 30 pages: forty figures, each in a sentence, ten charts."""
    cells = tuple(SplitCell(f"Region {number}", Decimal(5 + number)) for number in range(20))
    figure = FrozenFigure(
        key="people-0",
        title="People trained",
        value=Decimal(1250),
        unit="people",
        period="2022 – 2023",
        scope="A programme",
        definition="people-0@1",
        record_count=1400,
        splits=(("region", "by region", cells),),
    )
    figures = tuple(replace(figure, key=f"people-{number}", title=f"People trained, {number}") for number in range(40))
    sentence = "The trainings were attended by [[{}]] people, in every region and in two languages. " * 6
    parts = []
    for number, each in enumerate(figures):
        parts += [f"## Part {number}", *[sentence.replace("{}", each.key) for _ in range(7)]]
        if number % 4 == 0:
            parts.append(f"[[chart: {each.key} by region]]")
    return Publication(
        id="bench",
        title="A long report",
        programme="A programme",
        office="An office",
        language="en",
        narrative="\n\n".join(parts),
        figures=figures,
        published_at=datetime(2023, 12, 31, tzinfo=UTC),
        published_by_role="coordinator",
        ledger_position="HRC/1",
        ledger_root="0" * 64,
        url="https://example.org/",
        synthetic=True,
    )
