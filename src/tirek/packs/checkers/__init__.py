"""One checker for each kind of file: `check(pack, path)` gives every problem that it finds in that file.

A checker may look into the other files of the pack (`pack.forms`, `pack.about`, `pack.table("clocks.csv")`); it names
the file, and the row as the file's own program counts it. That a text is text and that a table is written in the one
way is said by `texts` before, for every kind; what cannot be read at all is empty for the checkers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tirek.packs.checkers import (
    clocks,
    examples,
    forms,
    indicators,
    media,
    models,
    pack_file,
    procedures,
    readme,
    ready,
    reports,
    safeguards,
    services,
    synthetic,
    who,
    words,
)
from tirek.packs.pack import Pack
from tirek.refusals import Problem

Checker = Callable[[Pack, str], Iterator[Problem]]

CHECKERS: Mapping[str, Checker] = {
    "readme": readme.check,
    "pack": pack_file.check,
    "ready": ready.check,
    "who": who.check,
    "clocks": clocks.check,
    "safeguards": safeguards.check,
    "form": forms.check,
    "media": media.check,
    "procedure": procedures.check,
    "indicator": indicators.check,
    "report": reports.check,
    "words": words.check,
    "example": examples.check,
    "service": services.check,
    "model": models.check,
    "synthetic": synthetic.check,
}
