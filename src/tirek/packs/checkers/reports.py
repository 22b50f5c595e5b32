"""reports/: templates of reports, as texts with links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.checkers.readme import links
from tirek.packs.content_faults import TextEmpty
from tirek.packs.pack import Pack
from tirek.refusals import Problem


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with a template of a report."""
    if not pack.text(path).strip():
        yield Problem(TextEmpty(), file=path)
    yield from links(pack, path)
