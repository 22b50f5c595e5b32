"""Whether the safeguards of a mechanism were kept in a log: the same table, read the same way, as in running cases.

A case that was still waiting when the log ends is told as open; it is broken only where its time had run out by the
log's last moment. "Not by the same person" is open where the log does not say who did one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tirek.bounded import gettext_noop
from tirek.mining.conforming.held import NO_EVENT, Held, Question
from tirek.mining.conforming.moments import datetime_of, told
from tirek.mining.conforming.rules import Steps
from tirek.mining.log import EventLog, microseconds
from tirek.safeguards import Calendar, Ceiling, Order, Response, Safeguard

LATE: Final = gettext_noop("“%(step)s” on %(time)s was to be followed by “%(then)s” by %(end)s; it came on %(came)s.")
MISSING: Final = gettext_noop(
    "“%(step)s” on %(time)s was to be followed by “%(then)s” by %(end)s; it had not come when the log ends on %(now)s."
)
BEFORE: Final = gettext_noop("“%(step)s” on %(time)s came with no “%(first)s” before it.")
TOO_MANY: Final = gettext_noop("“%(step)s” on %(time)s is number %(number)s; there may be %(most)s in a case.")
TOO_MANY_A_YEAR: Final = gettext_noop("“%(step)s” on %(time)s is number %(number)s of its year; there may be %(most)s.")
ONE_PERSON: Final = gettext_noop("“%(one)s” and “%(other)s” were both done by %(person)s, the later on %(time)s.")


@dataclass(frozen=True, slots=True)
class Violation:
    """That a rule was broken in a case, since when (UTC), and why: `template` filled with `facts`."""

    case: str
    at: datetime
    template: str
    facts: dict[str, str]

    @property
    def sentence(self) -> str:
        """Why, in a sentence that is the same whenever the same log is asked."""
        return self.template % self.facts

    def as_json(self) -> dict[str, str]:
        """This function will give the violation under the keys of `tirek log safeguards`."""
        return {"case": self.case, "at": self.at.isoformat().replace("+00:00", "Z"), "why": self.sentence}


@dataclass(frozen=True)
class RuleKept:
    """How a rule was kept: the numbers of the cases (int64, ascending) that broke it, kept it, or are still open.

    `missing` are activities that the rule names and the log has not: perhaps never done, perhaps spelt otherwise.
    """

    safeguard: Safeguard
    broken: NDArray[np.int64]
    kept: NDArray[np.int64]
    open: NDArray[np.int64]
    missing: tuple[str, ...]
    question: Question
    held: Held

    @property
    def applied(self) -> int:
        """To how many cases the rule applied."""
        return len(self.broken) + len(self.kept) + len(self.open)

    @property
    def share(self) -> float | None:
        """The share (0 to 1) of cases that kept the rule, of those that can be judged; None where there is none."""
        judged = len(self.broken) + len(self.kept)
        return len(self.kept) / judged if judged else None

    def violations(self) -> Iterator[Violation]:
        """This function will give every violation, by case in the order of the log and then by time."""
        log, names, told_before = self.question.log, self.question.log.case_names(), set()
        broken = np.flatnonzero(self.held.broken)
        cases = np.searchsorted(log.offsets, self.held.watched[broken], side="right") - 1
        for place in np.lexsort((broken, self.held.at[broken], cases)):
            case, at = int(cases[place]), int(self.held.at[broken[place]])
            if (case, at) not in told_before:
                told_before.add((case, at))
                yield Violation(str(names[case]), datetime_of(at), *self._why(int(broken[place]), at))

    def as_json(self) -> dict[str, Any]:
        """This function will give the rule under the keys of `tirek log safeguards`."""
        names = self.question.log.case_names()
        return {
            "id": self.safeguard.id,
            "said": self.safeguard.said,
            "severity": self.safeguard.severity,
            "legal_basis": self.safeguard.basis,
            "applied": self.applied,
            "kept": len(self.kept),
            "broken": len(self.broken),
            "open": len(self.open),
            "share_kept": self.share,
            "violations": [each.as_json() for each in self.violations()],
            "open_cases": [str(names[case]) for case in self.open],
            "activities_not_in_log": list(self.missing),
        }

    def _why(self, place: int, at: int) -> tuple[str, dict[str, str]]:
        rule, log, zone = self.safeguard.rule, self.question.log, self.question.zone
        event, other = int(self.held.watched[place]), int(self.held.other[place])
        facts = {"step": log.activities[log.activity[event]], "time": told(int(log.time[event]), zone)}
        if isinstance(rule, Response):
            facts |= {"then": " / ".join(self.question.activities_of(rule.then)), "end": told(at, zone)}
            if other == NO_EVENT:
                return MISSING, facts | {"now": told(self.question.now, zone)}
            return LATE, facts | {"came": told(int(log.time[other]), zone)}
        if isinstance(rule, Order):
            return BEFORE, facts | {"first": " / ".join(self.question.activities_of(rule.first))}
        if isinstance(rule, Ceiling):
            facts |= {"number": str(self.held.number[place]), "most": str(rule.most)}
            return (TOO_MANY_A_YEAR if rule.per == "year" else TOO_MANY), facts
        person = log.role("resource")
        assert person is not None
        facts |= {"one": log.activities[log.activity[other]], "other": facts["step"]}
        return ONE_PERSON, facts | {"person": person.said(event) or ""}


@dataclass(frozen=True)
class Kept:
    """All rules, in the order of their table, judged at `now` (UTC), the last moment of the log."""

    rules: tuple[RuleKept, ...]
    now: datetime
    calendar: str
    zone: str

    @property
    def all_kept(self) -> bool:
        """Whether no rule was broken."""
        return not any(len(each.broken) for each in self.rules)

    def as_json(self) -> dict[str, Any]:
        """This function will give the answer of `tirek log safeguards`."""
        return {
            "judged_at": self.now.isoformat().replace("+00:00", "Z"),
            "calendar": self.calendar,
            "days_of": self.zone,
            "rules": [each.as_json() for each in self.rules],
        }


def safeguards_kept(
    log: EventLog,
    safeguards: Iterable[Safeguard],
    *,
    calendar: Calendar,
    zone: tzinfo,
    steps: Steps | None = None,
    now: datetime | None = None,
) -> Kept:
    """This function will hold safeguards against every case of a log. Raises NameUnclear, ExpressionRefused.

    Days and years go by the clock of `zone`; `now` is the last moment of the log where nothing else is said.
    """
    people = log.role("resource")
    last = int(log.time.max()) if log.events else 0
    if now is not None:
        last = microseconds(now)
    question = Question(log, steps or {}, calendar, zone, last, None if people is None else people.codes)
    rules = tuple(_kept(question, each) for each in safeguards)
    return Kept(rules, datetime_of(last), calendar.country, str(zone))


def _kept(question: Question, safeguard: Safeguard) -> RuleKept:
    held = question.held(safeguard)
    cases = np.searchsorted(question.log.offsets, held.watched, side="right") - 1
    broken = np.unique(cases[held.broken])
    still = np.setdiff1d(cases[held.open], broken)
    kept = np.setdiff1d(cases, np.concatenate([broken, still]))
    named = {word for step in safeguard.rule.steps for word in question.activities_of(step)}
    missing = tuple(sorted(named - set(question.log.activities)))
    return RuleKept(safeguard, broken, kept, still, missing, question, held)
