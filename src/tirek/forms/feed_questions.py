"""What a spreadsheet may ask of the feed: the system query options of OData 4.0 that are answered."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from tirek.forms.errors import FeedQuestionUnknown
from tirek.forms.models import Submission

ANSWERED = ("$top", "$skip", "$count", "$filter", "$select", "$skiptoken", "$format", "$orderby")
LONGEST = 1000
TERM = re.compile(r"\s*(__received|__id|__office)\s+(eq|ge|gt|le|lt)\s+('(?:[^']|'')*'|[0-9T:.+\-Z]+)\s*")
LOOKUPS = {"eq": "", "ge": "__gte", "gt": "__gt", "le": "__lte", "lt": "__lt"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the feed. `after` is where the page before ended: the time and key of its last submission."""

    top: int | None = None
    skip: int = 0
    count: bool = False
    chosen: frozenset[str] = frozenset()
    where: Q = field(default_factory=Q)
    after: tuple[datetime, UUID] | None = None


def question(asked: Mapping[str, str]) -> Question:
    """This function will read the query options of an address. Raises `FeedQuestionUnknown`."""
    unknown = [name for name in asked if name.startswith("$") and name not in ANSWERED]
    if unknown:
        raise FeedQuestionUnknown(question=unknown[0][:LONGEST])
    order = asked.get("$orderby", "").strip()
    if order not in ("", "__received", "__received asc"):
        raise FeedQuestionUnknown(question=f"$orderby={order[:LONGEST]}")
    return Question(
        top=_number(asked, "$top"),
        skip=_number(asked, "$skip") or 0,
        count=asked.get("$count", "false").strip().lower() == "true",
        chosen=frozenset(name.strip() for name in asked.get("$select", "").split(",") if name.strip() not in ("", "*")),
        where=_where(asked.get("$filter", "")),
        after=_after(asked.get("$skiptoken", "")),
    )


def narrowed(found: QuerySet[Submission], asked: Question) -> QuerySet[Submission]:
    """This function will give the submissions that a question is about, the oldest first: new ones come at the end."""
    rows = found.filter(asked.where)
    if asked.after:
        received, key = asked.after
        rows = rows.filter(Q(received_at__gt=received) | Q(received_at=received, pk__gt=key))
    return rows.order_by("received_at", "pk")


def token_after(submission: Submission) -> str:
    """This function will name the place after a submission, for the address of the next page."""
    return base64.urlsafe_b64encode(f"{submission.received_at.isoformat()} {submission.pk}".encode()).decode()


def next_page(asked: Mapping[str, str], last: Submission, question: Question, given: int, skipped: int) -> str:
    """This function will give the query of the next page, after this one `skipped` some rows and has `given` others."""
    rest = {name: value for name, value in asked.items() if name not in ("$skip", "$skiptoken", "$count", "$top")}
    if question.top is not None:
        rest["$top"] = str(question.top - given)
    if question.skip > skipped:
        rest["$skip"] = str(question.skip - skipped)
    return urlencode(rest | {"$skiptoken": token_after(last)})


def _number(asked: Mapping[str, str], name: str) -> int | None:
    told = asked.get(name, "").strip()
    if not told:
        return None
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise FeedQuestionUnknown(question=f"{name}={told[:LONGEST]}")
    return int(told)


def _where(told: str) -> Q:
    """The condition of a `$filter`: terms about the submission, joined by `and`."""
    found = Q()
    if len(told) > LONGEST:
        raise FeedQuestionUnknown(question=f"$filter={told[:LONGEST]}")
    for term in re.split(r"\s+and\s+", told.strip()) if told.strip() else ():
        matched = TERM.fullmatch(term.strip("() "))
        if matched is None:
            raise FeedQuestionUnknown(question=f"$filter={term[:LONGEST]}")
        found &= _term(*matched.groups(), told=term)
    return found


def _term(name: str, operator: str, value: str, *, told: str) -> Q:
    text = value[1:-1].replace("''", "'") if value.startswith("'") else value
    if name == "__received" and (moment := _moment(text)):
        return Q(**{f"received_at{LOOKUPS[operator]}": moment})
    if name == "__id" and operator == "eq" and (key := _key(text)):
        return Q(pk=key)
    if name == "__office" and operator == "eq":
        return Q(office_id=text)
    raise FeedQuestionUnknown(question=f"$filter={told[:LONGEST]}")


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _after(token: str) -> tuple[datetime, UUID] | None:
    if not token:
        return None
    try:
        moment, key = base64.urlsafe_b64decode(token.encode()).decode().split(" ")
        found = datetime.fromisoformat(moment), UUID(key)
    except (ValueError, binascii.Error) as wrong:
        raise FeedQuestionUnknown(question="$skiptoken") from wrong
    if found[0].tzinfo is None:
        raise FeedQuestionUnknown(question="$skiptoken")
    return found
