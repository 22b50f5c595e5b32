"""What the headings of plan tables are called, in the forms that UN offices use.

The forms are those of the UNDP annual work plan (2008), the multi-year work plan of the project document (2015 and
later, "Planned Budget by Year") and the Initiation Plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "output",
    "activity",
    "period",
    "party",
    "fund",
    "description",
    "account",
    "amount",
    "total",
    "year",
    "group",
    "other",
]

BODIES = r"part(?:y|ies|ners?)|agenc\w+|institution\w*|organi[sz]ation\w*|entit\w+|person\w*|unit"
# The first that matches from its beginning names the column.
PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("party", rf"(?:responsib\w+|implementing|resp\.?|lead) ?(?:{BODIES})|responsib\w+$|ответственн|исполнител"),
    ("fund", r"sources? ?(?:of|/) ?(?:the )?fund|fund(?:ing)?(?: source| code)?s?$|donors?$|sources?$|funding"),
    ("fund", r"источник"),
    ("account", r"(?:atlas |budget |gl |account )*(?:account|acct|code)s?(?: code| number)?$|код|сч[её]т"),
    ("description", r"(?:atlas )?budget(?:ary)? (?:desc|line|item|categor)|(?:cost|expenditure) (?:categor|item)"),
    ("description", r"inputs?$|description|статья|описание бюджета"),
    ("activity", r"(?:planned |key |indicative |main |project |list of )*(?:activit\w+|actions?$|tasks?$)"),
    ("activity", r"(?:планируем\w+ |основны\w+ )?(?:мероприяти|деятельност|действи)"),
    ("output", r"(?:expected |project |cp |cpd |key |planned )*(?:outputs?|results?|deliverables?)\b(?! ?\d)"),
    ("output", r"(?:project )?(?:components?|outcomes?)\b(?! ?\d)|(?:ожидаем\w+ )?результат(?!\w* ?\d)"),
    ("group", r"(?:planned |proposed |total )?budget by year|planned budget$|budget$|(?:планируем\w+ )?бюджет$"),
    ("group", r"time ?-?(?:frame|line|table)|schedule|quarters?$|период|срок|график"),
    ("total", r"(?:grand )?total|sum$|итого|всего"),
    ("amount", r"(?:planned |estimated )?(?:amount|budget|cost)s?|\(?(?:in )?(?:usd|us\$|\$|eur|kzt)|сумма|бюджет"),
)
NAMES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS)
SCHEDULE_GROUP = re.compile(r"time|schedule|quarter|period|период|срок|график", re.IGNORECASE)
MONEY_GROUP = re.compile(r"budget|amount|cost|usd|\$|бюджет|сумма", re.IGNORECASE)

CALENDAR_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ORDINAL_YEAR = re.compile(
    r"(?:year|yr|y|год)[ .-]?(?P<nth>[1-9])\b|(?P<before>[1-9])(?:st|nd|rd|th)? year", re.IGNORECASE
)
BARE_YEAR = re.compile(r"(?:fy ?|year ?:? ?)?(?:19|20)\d\d(?: ?(?:г\.?|год|year))?", re.IGNORECASE)
QUARTER = re.compile(
    r"(?:q(?:uarter|tr)?\.? ?(?P<arabic>[1-4])|(?P<ordinal>[1-4])(?:st|nd|rd|th) ?q\w*|"
    r"(?P<short>[1-4]) ?(?:q|кв)\w*\.?|(?P<roman>iv|iii|ii|i)(?: ?(?:кв\w*\.?|q\w*))?)(?=$|[\W_\d])",
    re.IGNORECASE,
)
MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
    r"[a-zа-я]{0,6}\.?(?: ?[-–] ?[a-zа-я]{3,9}\.?)?(?:[ '’-]?(?:\d\d|\d{4}))?",
    re.IGNORECASE,
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
LONGEST = 120  # characters: "Expected outputs and baseline, associated indicators and annual targets" and the like


@dataclass(frozen=True, slots=True)
class Named:
    """What one heading cell names; `year` is a calendar year, `nth` the n-th year of the plan."""

    kind: Kind
    quarter: int | None = None
    year: int | None = None
    nth: int | None = None


def name_of(text: str) -> Named | None:
    """This function will say what a heading cell names; None where it names nothing that is known."""
    text = text.strip(" *:.")
    if not text or len(text) > LONGEST:
        return None
    year = CALENDAR_YEAR.search(text)
    calendar = int(year[0]) if year else None
    without_year = CALENDAR_YEAR.sub(" ", text).strip(" /,-")
    if (quarter := quarter_of(without_year)) is not None:
        return Named("period", quarter=quarter, year=calendar)
    if MONTH.fullmatch(text):
        return Named("period", year=calendar)
    ordinal = ORDINAL_YEAR.fullmatch(text)
    if ordinal or BARE_YEAR.fullmatch(text):
        return Named("year", year=calendar, nth=int(ordinal["nth"] or ordinal["before"]) if ordinal else None)
    nth = _nth(text)
    bare = ORDINAL_YEAR.sub(" ", without_year).strip(" /,-") if nth else without_year
    kind = next((kind for kind, pattern in NAMES if pattern.match(bare)), None)
    if kind is None:
        return None
    if (calendar or nth) and (kind == "total" or (kind == "group" and MONEY_GROUP.search(text))):
        kind = "amount"
    return Named(kind, year=calendar, nth=nth)


def quarter_of(text: str) -> int | None:
    """This function will read the quarter that a heading names: Q3, 3rd quarter, III, 3 кв."""
    found = QUARTER.fullmatch(text) or (QUARTER.match(text) if re.match(r"q[1-4]\b", text, re.IGNORECASE) else None)
    if not found:
        return None
    if found["roman"]:
        return ROMAN[found["roman"].lower()]
    return int(found["arabic"] or found["ordinal"] or found["short"])


def _nth(text: str) -> int | None:
    found = ORDINAL_YEAR.search(text)
    return int(found["nth"] or found["before"]) if found else None
