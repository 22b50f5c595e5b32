"""What is measured of a log that a report may tell: a short list, each with the cases behind it and its exact number.

What rests on fewer than five cases is measured and not offered; nor is a share whose one side, or a narrowing whose
rest, is one to four cases: what is told of the others would tell of these.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tirek.indicators import SMALLEST
from tirek.mining import (
    RULES,
    Cases,
    During,
    EventLog,
    Filter,
    RuleKept,
    bottlenecks_of,
    compare,
    filters_json,
    rework_of,
    throughput_of,
)
from tirek.studies.asking import KEPT, events_of, only_of
from tirek.studies.errors import FigureOfSomebody
from tirek.studies.holding import rules_held
from tirek.studies.models import RuleTable, StudyLog
from tirek.studies.telling import told

LANGUAGES = ("en", "ru", "kk")
UNITS = {"days": 86_400, "hours": 3_600, "minutes": 60}
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing measured. Texts are keyed by language; `kind` is what kind of number it is to a figure's definition.

    `number` is rounded (times and percent as `_rounded` says), `exact` is not. `cases` stand behind it; `enough` says
    whether it may be told. `facts` are what else it was made of.
    """

    code: str
    title: Said
    question: Said
    unit: Said
    kind: str
    number: Decimal
    exact: float
    cases: int
    enough: bool
    facts: Mapping[str, Any] = field(default_factory=dict)


def measures_of(
    log: StudyLog, only: str = "", rules: RuleTable | None = None, before: StudyLog | None = None
) -> list[Measure]:
    """This function will measure what is left of a log after filters, in the order in which a page lists it.

    `rules` are those that it is held to, `before` the log of the work before a change, where this one is of the work
    after it. Raises `LogNotRead`, `FilterUnclear`, `FigureOfSomebody`, `NameUnclear`, `ExpressionRefused`.
    """
    whole, filters = events_of(log), only_of(only)
    _check_of_nobody(whole, filters)
    left = events_of(log, only)
    rest = whole.cases - left.cases
    apart = 0 < rest < SMALLEST
    service, narrowed = log.study.name, lasting(filters)
    unit = _unit_of(log)
    found = [
        *_of_cases(service, left, unit),
        *_of_waiting(service, left, unit),
        *(
            _of_rule(service, each)
            for each in (rules_held(log, rules, only).rules if rules else ())
            if each.share is not None
        ),
        *(_of_change(service, log, only, before, rules, unit) if before else ()),
    ]
    return [_with(each, narrowed, apart) for each in found]


def lasting(filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """This function will give the filters that say which figure it is. Of which time it is, each value says itself."""
    return tuple(each for each in filters if not isinstance(each, During))


def written(filters: Sequence[Filter]) -> str:
    """This function will write filters down as the address of a page holds them."""
    return json.dumps(filters_json(filters), ensure_ascii=False) if filters else ""


def digest(*said: object) -> str:
    """This function will shorten what a code cannot say."""
    return sha256("\n".join(map(str, said)).encode()).hexdigest()[:8]


def _check_of_nobody(log: EventLog, filters: Sequence[Filter]) -> None:
    """Neither chosen cases nor the cases of one worker: a report is about the service."""
    for each in filters:
        if isinstance(each, Cases) or getattr(each, "column", "") == log.roles.get("resource", None):
            raise FigureOfSomebody


def _with(each: Measure, narrowed: Sequence[Filter], apart: bool) -> Measure:
    """The measure as it is of these cases alone: its question says so, and its code."""
    if not narrowed and not apart:
        return each
    values = {name: getattr(each, name) for name in Measure.__dataclass_fields__}
    if narrowed:
        of = said(lambda: _("Only these cases: %(filters)s.") % {"filters": "; ".join(map(told, narrowed))})
        values["question"] = {name: f"{text} {of[name]}" for name, text in each.question.items()}
        values["code"] = f"{each.code}-of-{digest(filters_json(narrowed))}"
    return Measure(**values | {"enough": each.enough and not apart})


def _of_cases(service: str, log: EventLog, unit: str) -> Iterator[Measure]:
    names = {"service": service}
    yield Measure(
        code="cases",
        title=said(lambda: _("%(service)s: cases") % names),
        question=said(lambda: _("How many cases does the event log of the service hold?")),
        unit=said(lambda: _("cases")),
        kind="count",
        number=Decimal(log.cases),
        exact=log.cases,
        cases=log.cases,
        enough=log.cases >= SMALLEST,
    )
    took = throughput_of(log).durations
    if took is not None:
        of = "from its first event to its last"
        yield _time(
            f"median-{unit}",
            unit,
            said(lambda: _("%(service)s: median time of a case") % names),
            said(lambda: _("How long does a case take at the median, from its first event to its last?")),
            took.median_s,
            log.cases,
            {"of": of},
        )
        yield _time(
            f"mean-{unit}",
            unit,
            said(lambda: _("%(service)s: mean time of a case") % names),
            said(lambda: _("How long does a case take on average, from its first event to its last?")),
            took.mean_s,
            log.cases,
            {"of": of},
        )
        yield _time(
            f"p90-{unit}",
            unit,
            said(lambda: _("%(service)s: time within which nine of ten cases end") % names),
            said(lambda: _("Within which time do nine of ten cases end, from their first event to their last?")),
            took.p90_s,
            log.cases,
            {"of": of},
        )
        yield _share(
            "done-again",
            said(lambda: _("%(service)s: cases in which something was done again") % names),
            said(lambda: _("In which share of cases was any step done more than once?")),
            rework_of(log).cases,
            log.cases,
            {},
        )


def _of_waiting(service: str, log: EventLog, unit: str) -> Iterator[Measure]:
    """The dearest place alone: what waiting there costs all cases together is the most."""
    found = bottlenecks_of(log)
    if not found.edges:
        return
    place, rule = found.edges[0], RULES[found.method]
    names = {"service": service, "before": place.before, "after": place.activity}
    asked = said(lambda: _("How long does a case wait on average between these two steps?"))
    known = said(lambda: translation.gettext(rule))
    yield _time(
        f"waiting-{unit}-{digest(place.before, place.activity)}",
        unit,
        said(lambda: _("%(service)s: waiting from “%(before)s” to “%(after)s”") % names),
        {language: f"{text} {known[language]}" for language, text in asked.items()},
        place.waiting.mean_s,
        place.cases,
        {
            "from": place.before,
            "to": place.activity,
            "times": place.waiting.count,
            "share_of_all_waiting": place.share,
            "method": found.method,
        },
    )


def _of_rule(service: str, held: RuleKept) -> Measure:
    rule, kept = held.safeguard, len(held.kept)
    names = {"service": service, "rule": rule.said or rule.id}
    return _share(
        # a rule that says something else is another figure, by whatever id
        "-".join(filter(None, ("kept", slugify(rule.id)[:20].strip("-"), digest(rule.id, rule.rule)))),
        said(lambda: _("%(service)s: cases that keep “%(rule)s”") % names),
        said(lambda: _("In which share of cases is the rule kept, of those in which it can be judged?")),
        kept,
        kept + len(held.broken),
        {"rule": rule.id, "severity": rule.severity, "legal_basis": rule.basis, "not_over_yet": len(held.open)},
    )


def _of_change(
    service: str, log: StudyLog, only: str, before: StudyLog, rules: RuleTable | None, unit: str
) -> Iterator[Measure]:
    """The change of the median, where it is more than chance: nothing else is claimed of it."""
    found = _changed(log.pk, only, before.pk, rules.pk if rules else None)
    names = {"service": service}
    if found is not None:
        change, cases, facts = found
        yield _time(
            f"change-of-median-{unit}",
            unit,
            said(lambda: _("%(service)s: change of the median time of a case") % names),
            said(
                lambda: _(
                    "By how much does a case take longer at the median than before the change? Less than nothing is "
                    "shorter. It is told only where it is more than chance."
                )
            ),
            change,
            cases,
            facts | {"before": str(before.pk)},
        )


@lru_cache(maxsize=KEPT)
def _changed(key: UUID, only: str, before: UUID, rules: UUID | None) -> tuple[float, int, dict[str, Any]] | None:
    """By how much the median changed (seconds), the cases behind it, and how sure it is; None within chance."""
    after, was = (StudyLog.objects.select_related("study", "reading").get(pk=each) for each in (key, before))
    table = RuleTable.objects.get(pk=rules) if rules else None
    of = written(lasting(only_of(only)))
    ours, theirs = events_of(after, only), events_of(was, of)
    if min(ours.cases, theirs.cases) == 0:
        return None
    held = (rules_held(was, table, of), rules_held(after, table, only)) if table else None
    change = next(each for each in compare(theirs, ours, safeguards=held).changes if each.measure == "throughput")
    if not change.claimed or change.before is None or change.after is None or change.difference is None:
        return None
    by = change.after - change.before
    if by * change.difference.value <= 0:  # the other way in like cases: neither is told
        return None
    sure = {name: getattr(change.difference, name) for name in ("value", "low", "high")}
    facts = {
        "median_before_s": change.before,
        "median_after_s": change.after,
        "cases_before": theirs.cases,
        "cases_after": ours.cases,
        "typical_difference_s": sure,
        "adjusted_p": change.adjusted_p,
    }
    return by, min(ours.cases, theirs.cases), facts


def _time(
    code: str, unit: str, title: Said, question: Said, seconds: float, cases: int, facts: Mapping[str, Any]
) -> Measure:
    units = {"days": lambda: _("days"), "hours": lambda: _("hours"), "minutes": lambda: _("minutes")}
    return Measure(
        code=code,
        title=title,
        question=question,
        unit=said(units[unit]),
        kind="amount",
        number=_rounded(seconds / UNITS[unit], 2),
        exact=seconds / UNITS[unit],
        cases=cases,
        enough=cases >= SMALLEST,
        facts=facts,
    )


def _unit_of(log: StudyLog) -> str:
    """In what times of the service are told: one unit for all logs of a study, so that its values stand side by side.

    It is the largest of which a case of the first log that was read takes two or more.
    """
    first = log.study.logs.filter(StudyLog.standing(), reading__isnull=False).first() or log
    return _unit(first.pk)


@lru_cache(maxsize=100)
def _unit(key: UUID) -> str:
    took = throughput_of(events_of(StudyLog.objects.select_related("reading").get(pk=key))).durations
    fits = (unit for unit, seconds in UNITS.items() if took and took.median_s >= 2 * seconds)
    return next(fits, "minutes")


def _share(code: str, title: Said, question: Said, some: int, of: int, facts: Mapping[str, Any]) -> Measure:
    few = any(0 < each < SMALLEST for each in (some, of - some))
    return Measure(
        code=code,
        title=title,
        question=question,
        unit=said(lambda: _("percent")),
        kind="percent",
        number=_rounded(100 * some / of, 1),
        exact=100 * some / of,
        cases=of,
        enough=of >= SMALLEST and not few,
        facts={"so": some, "of": of, **facts},
    )


def _rounded(number: float, places: int) -> Decimal:
    """Half away from nothing. Of what would be rounded away four places are kept, as many as a value can have."""
    exact = Decimal(str(number))
    kept = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return kept if kept or not exact else exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def said(say: Callable[[], str]) -> dict[str, str]:
    """This function will have something said in each language of the house."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = say()
    return found
