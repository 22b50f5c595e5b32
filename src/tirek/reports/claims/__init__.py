"""The claims check: what a narrative states in numbers and dates, held against itself and against the records.

Pure: neither Django's settings nor a database are needed, so that a text can be checked anywhere.
"""

from tirek.reports.claims.as_json import as_json
from tirek.reports.claims.claim import Claim, Contradiction, KnownFigure
from tirek.reports.claims.consistency import hold_against_itself
from tirek.reports.claims.extraction import extract, typed_numbers
from tirek.reports.claims.holding import hold_against

__all__ = [
    "Claim",
    "Contradiction",
    "KnownFigure",
    "as_json",
    "extract",
    "hold_against",
    "hold_against_itself",
    "typed_numbers",
]
