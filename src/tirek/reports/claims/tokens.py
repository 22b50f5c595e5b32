"""Cuts a sentence into words, numbers, dates and signs, and tells a number from a code (COVID-19, 16.3.1, A/HRC/37)."""

from __future__ import annotations

import re
from typing import NamedTuple

from tirek.reports.claims.masking import BOUND

_YEAR = r"(?:19|20)[0-9]{2}"
_CURRENCY = r"(?:US|CA|AU)?\$|[€£¥₸₽]|(?:USD|EUR|GBP|JPY|KZT|RUB|CHF)(?=[  ]?[0-9])"
_BLANK = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_LETTERS = r"[^\W\d_]"
_DOTTED = r"[0-9]{1,3}(?:\.[0-9]{3}){2,4}(?![0-9]|\.[0-9])"
_TOKEN = re.compile(
    rf"""
      (?P<currency>{_CURRENCY})
    | (?P<date>(?<![0-9.])[0-3]?[0-9][./-][01]?[0-9][./-]{_YEAR}(?![0-9])
             | {_YEAR}-[01][0-9]-[0-3][0-9](?![0-9])
             | [0-3]?[0-9]-{_LETTERS}{{3,9}}-{_YEAR}(?![0-9]))
    | (?P<years>{_YEAR}[ ]?[-–—/‑][ ]?(?:{_YEAR}|[0-9]{{2}})(?![0-9]|[-–/.][0-9]))
    | (?P<code>
        {_LETTERS}{{1,30}}(?:[/.-]{_LETTERS}{{1,20}}){{0,6}}[-–/.+]?[0-9][\w/.+-]{{0,60}}\b   # GEN2, A/HRC/37/12
      | (?!{_DOTTED})[0-9]+(?:\.[0-9]+){{2,}}                       # 16.3.1
      | [0-9]+/[\w/.-]*                                            # 48/134
      | [0-9]{{1,2}}:[0-9]{{2}}\b                                   # 10:30
      | [0-9]{{2,4}}(?:-[0-9]{{2,4}}){{2,8}}                         # 59-25-50
      | [0-9]+-(?:[A-ZА-ЯЁІ]{{2,5}}|[IVXА-Я])\b                     # 90-VII
      | [0-9]{{1,12}}{_LETTERS}{{1,12}}[0-9]\w{{0,60}}                # 8E8AB6D3
      | 0[0-9]+(?![0-9]*[.,/][0-9])                                # 00143776
      | [0-9]{{13,}}
      )
    | (?P<number>
        [0-9]{{1,3}}(?:[{_BLANK}][0-9]{{3}}){{1,4}}(?![0-9])(?:[.,][0-9]{{1,2}}(?![0-9]))?
      | [0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?![0-9])(?:\.[0-9]+)?
      | {_DOTTED}
      | [0-9]+[.,][0-9]+
      | [0-9]+
      )
    | (?P<suffix>(?<=[0-9])[-‑]?{_LETTERS}+(?:-{_LETTERS}+)*)   # 3-year, 120-дан, 12th
    | (?P<word>{_LETTERS}[^\W_]*(?:[-'’‑+][^\W_]+)*)
    | (?P<bound>{BOUND}+)
    | (?P<sign>[^\s*_`\\])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One token; `kind` is "word", "number", "suffix", "code", "currency", "date", "years", "bound" or "sign"."""

    kind: str
    text: str
    lower: str
    start: int
    end: int


def tokens_of(masked: str, start: int, end: int) -> list[Token]:
    """This function will cut a part of a text into tokens; emphasis marks and blanks are left out."""
    return [
        Token(str(found.lastgroup), found[0], found[0].lower(), found.start(), found.end())
        for found in _TOKEN.finditer(masked, start, end)
    ]
