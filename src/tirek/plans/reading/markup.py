"""What a line says once its markup is taken off: the few HTML tags and the Markdown that plans are passed on in."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|font|a|p|mark|small)\b[^<>]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
STARS = re.compile(r"(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1")
BARS = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_]+?)(?<=\S)\1(?!\w)")
ESCAPABLE = r"\`*_{}[]()#+.!|$<>~&-"
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|$<>~&-])")
HIDDEN = 0xE000  # where private characters begin: an escaped sign waits there until the markup is gone
SHOWN = {HIDDEN + ord(sign): sign for sign in ESCAPABLE}
BLANKS = re.compile(r"\s+")
BOLD = re.compile(r"\s*(?:\*\*([^*]+)\*\*|__([^_]+)__|<(?:b|strong)>([^<>]*)</(?:b|strong)>)\s*:?\s*", re.IGNORECASE)
DECORATION = re.compile(r"[\s\-–—_=*#|:.+~·•─━═]*")
MARKED = re.compile(r"[<&*_\\\[#]")


def plain(text: str) -> str:
    """This function will take tags, emphasis, escapes and hash signs off, and make every run of blanks one blank."""
    if MARKED.search(text):
        text = ESCAPE.sub(lambda found: chr(HIDDEN + ord(found[1])), text)
        text = TAG.sub("", BREAK.sub(" ", text))
        if hashes := HASHES.match(text):
            text = hashes[2]
        text = LINK.sub(r"\1", text)
        for emphasis in (STARS, STARS, BARS):
            text = emphasis.sub(r"\2", text)
        text = html.unescape(text).translate(SHOWN)
    return BLANKS.sub(" ", text).strip()


def hashes(text: str) -> int:
    """This function will count the hash signs that make a line a Markdown heading; 0 where there are none."""
    found = HASHES.match(text)
    return len(found[1]) if found else 0


def is_bold(text: str) -> bool:
    """This function will say whether the whole line is bold: the heading of those who know no headings."""
    return bool(BOLD.fullmatch(text))


def is_decoration(text: str) -> bool:
    """This function will say whether a line carries nothing to read: blank, a rule, the dashes under a table head."""
    return bool(DECORATION.fullmatch(text))
