"""examples/: given, when, then, as staff read them; that they hold is tried elsewhere, that they can be read here."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.content_faults import TextEmpty
from tirek.packs.pack import Pack
from tirek.refusals import Problem


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say of an example that it says nothing."""
    if not pack.text(path).strip():
        yield Problem(TextEmpty(), file=path)
