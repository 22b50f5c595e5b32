"""Blanks out what is no quantity (bound figures, links, addresses, footnote marks), keeping every offset."""

from __future__ import annotations

import re

BOUND = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands where a bound figure stood

_KEY = r"[\w.-]{1,200}(?:@[\w.-]{1,20})?(?::[\w.-]{1,200}=[^\[\]|=\n]{1,200})?"
_FIGURE = re.compile(rf"\[\[[ \t]*(?:chart:[ \t]*)?{_KEY}(?:[ \t]+by[ \t]+[\w.-]{{1,200}})?[ \t]*\]\]")
_NO_QUANTITY = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"]+                                   # web address
    | (?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}                        # mail address
    | (?<=\])\([^()\n]{1,2000}\)                                     # target of a Markdown link
    | \[\^[^\[\]\s]{1,40}\]                                          # Markdown footnote
    | \[[0-9]{1,4}(?:[ ]?[,;–-][ ]?[0-9]{1,4}){0,8}\]                # reference [12], [3-5]
    | </?[A-Za-z][^<>\n]{0,300}>                                     # tag
    | (?<![\w])\+[0-9]{1,3}[ -]?\(?[0-9][0-9 ()-]{5,18}[0-9]         # telephone +7 (7172) ...
    | (?<![\w(])\([0-9]{3,5}\)[ ]?[0-9]{1,3}(?:[ -][0-9]{2,4}){1,3}  # telephone (7172) 59-25-50
    | \\(?=[^\w\s])                                                  # backslash before a sign
    """,
    re.VERBOSE | re.IGNORECASE,
)


def mask(text: str) -> str:
    """This function will give the text, equally long, with blanks where no quantity can be.

    A bound figure `[[key]]` becomes a run of BOUND, so that the words beside it do not run together.
    """
    marked = _FIGURE.sub(lambda found: BOUND * len(found[0]), text)
    return _NO_QUANTITY.sub(lambda found: " " * len(found[0]), marked)
