"""What one check of consistency found: the contradiction, and the claims that can no longer stand as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tirek.reports.claims.claim import Contradiction


class Side(NamedTuple):
    """One side of a contradiction: the sentence, its line, and the words that disagree."""

    sentence: str
    line: int
    value: str


class Found(NamedTuple):
    """A contradiction and the places, among the claims, of those involved."""

    contradiction: Contradiction
    claims: tuple[int, ...] = ()


def found(
    kind: str,
    sides: Sequence[Side],
    template: str,
    facts: Mapping[str, str],
    claims: Sequence[int] = (),
) -> Found:
    """This function will write up a contradiction; `template` is marked with `gettext_noop` where it is defined."""
    return Found(
        Contradiction(
            kind=kind,
            sentences=tuple(side.sentence for side in sides),
            values=tuple(side.value for side in sides),
            where=tuple(side.line for side in sides),
            note=template % facts,
            note_template=template,
            note_facts=dict(facts),
        ),
        tuple(claims),
    )
