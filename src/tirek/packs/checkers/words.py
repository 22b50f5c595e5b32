"""words/: the texts outside the forms, translated."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.content_faults import CellMissing, ColumnsOther
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import ReadmeOfNoLanguage
from tirek.refusals import Problem

COLUMNS = ("key", "original", "translation")


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with a table of words."""
    language = path.removeprefix("words/").removesuffix(".csv")
    if language not in pack.about.languages:
        yield Problem(ReadmeOfNoLanguage(language=language), file=path)
    table = pack.table(path)
    if table.headings and table.headings != COLUMNS:
        yield Problem(ColumnsOther(found=", ".join(table.headings), wanted=", ".join(COLUMNS)), file=path, row=1)
        return
    for number, row in enumerate(table.rows, start=2):
        for column in COLUMNS:
            if not row[column].strip():
                yield Problem(CellMissing(), file=path, row=number, column=column)
