"""Money in rows: budget against expenditure, the fee, the burn. What a page shows is what its CSV holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext

from tirek import money
from tirek.money import BudgetRevision, Question
from tirek.plans import Activity, Programme
from tirek.web.money.forms import activities_of, by_number

NOTHING = Decimal("0.00")


@dataclass(slots=True)
class Line:
    """A row of budget against expenditure: of an activity, an output, the fee, what matches nothing, or all."""

    kind: str
    label: str
    number: str = ""
    years: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    commitments: Decimal = NOTHING

    @property
    def budget(self) -> Decimal:
        """This property will give the budget of all years."""
        return sum((budget for budget, _ in self.years.values()), NOTHING)

    @property
    def spent(self) -> Decimal:
        """This property will give the expenditure of all years."""
        return sum((spent for _, spent in self.years.values()), NOTHING)

    @property
    def left(self) -> Decimal:
        """This property will give what is neither spent nor committed."""
        return self.budget - self.spent - self.commitments

    @property
    def empty(self) -> bool:
        """This property will say whether nothing was budgeted, spent or committed."""
        return not (self.commitments or any(any(pair) for pair in self.years.values()))

    @property
    def delivery(self) -> Decimal | None:
        """This property will give the percentage of the budget that was spent."""
        return money.delivery_rate(self.spent, self.budget)


@dataclass(slots=True)
class Against:
    """Budget against expenditure, by output, activity and year."""

    years: list[str]
    lines: list[Line]
    total: Line


DETAIL = ("output", "activity", "fund", "kind", "year", "period")
Amounts = Mapping[tuple[str, ...], Decimal]
Key = tuple[str, str, str, str]
"""Output, activity, kind, year."""


def spending(question: Question) -> Amounts:
    """This function will add up what was spent by all that a table here tells it by: the lines are gone through once,
    whatever tables a page shows."""
    return money.amounts("expenditure", question, DETAIL)


def _by(spent: Amounts, *names: str) -> dict[tuple[str, ...], Decimal]:
    places = [DETAIL.index(name) for name in names]
    found: dict[tuple[str, ...], Decimal] = {}
    for key, amount in spent.items():
        place = tuple(key[each] for each in places)
        found[place] = found.get(place, NOTHING) + amount
    return found


def against(programme: Programme, question: Question, spending: Amounts) -> Against:
    """This function will set the budget in force against what was spent and is committed.

    Of one fund, only the activities are told that it pays for: the others are not its donor's.
    """
    by = ("output", "activity", "kind", "year")
    budget, spent = money.amounts("budget", question, by), _by(spending, *by)
    promised = money.amounts("commitments", question, by)
    years = sorted({key[3] for key in (*budget, *spent)})
    sums = _Sums(years, budget, spent, promised)  # type: ignore[arg-type]
    lines: list[Line] = []
    known = activities_of(programme)
    for output in sorted({each.output for each in known}, key=lambda each: by_number(each.number)):
        own = [_of_activity(each, sums) for each in known if each.output_id == output.pk]
        if "fund" in question.where:
            own = [line for line in own if not line.empty]
            if not own:
                continue
        lines += [_added("output", output.title, own, number=output.number), *own]
    unmatched = sums.line("unmatched", gettext("Not matched to an activity"), ("", "", "direct"))
    if not unmatched.empty:
        lines.append(unmatched)
    lines.append(sums.line("fee", gettext("Fee"), ("", "", "fee")))
    total = _added("total", gettext("Total"), [each for each in lines if each.kind != "output"])
    return Against(years, lines, total)


def _of_activity(activity: Activity, sums: _Sums) -> Line:
    place = (activity.output.number, activity.number, "direct")
    return replace(sums.line("activity", activity.title, place), number=activity.number)


@dataclass(slots=True)
class _Sums:
    years: list[str]
    budget: Mapping[Key, Decimal]
    spent: Mapping[Key, Decimal]
    promised: Mapping[Key, Decimal]

    def line(self, kind: str, label: str, place: tuple[str, str, str]) -> Line:
        years = {
            year: (self.budget.get((*place, year), NOTHING), self.spent.get((*place, year), NOTHING))
            for year in self.years
        }
        return Line(
            kind,
            label,
            years=years,
            commitments=sum((value for key, value in self.promised.items() if key[:3] == place), NOTHING),
        )


def _added(kind: str, label: str, lines: list[Line], number: str = "") -> Line:
    total = Line(kind, label, number)
    for line in lines:
        for year, (budget, spent) in line.years.items():
            before = total.years.get(year, (NOTHING, NOTHING))
            total.years[year] = (before[0] + budget, before[1] + spent)
        total.commitments += line.commitments
    return total


@dataclass(frozen=True, slots=True)
class Fee:
    """The fee of a fund: what is due on its costs, and what was charged."""

    fund: str
    direct: Decimal
    due: Decimal
    charged: Decimal

    @property
    def difference(self) -> Decimal:
        """This property will give what was charged beyond what is due."""
        return self.charged - self.due


def fees(spending: Amounts, revision: BudgetRevision | None) -> list[Fee]:
    """This function will set the fee that was charged against the one due by the budget in force, fund by fund."""
    spent = _by(spending, "fund", "kind")
    found = []
    for fund in sorted({key[0] for key in spent}):
        direct = spent.get((fund, "direct"), NOTHING)
        due = money.fee_due(direct, revision.fee_rate, revision.fee_base) if revision else NOTHING
        found.append(Fee(fund, direct, due, spent.get((fund, "fee"), NOTHING)))
    return found


@dataclass(frozen=True, slots=True)
class Burn:
    """A quarter: what was spent in it and until its end, against the budget and against time."""

    period: str
    spent: Decimal
    until: Decimal
    of_budget: Decimal | None
    of_time: Decimal | None


def burn(programme: Programme, spending: Amounts, budget: Decimal) -> list[Burn]:
    """This function will follow the spending quarter by quarter until now, or until the last that costs are of."""
    spent = {key[0]: amount for key, amount in _by(spending, "period").items()}
    ends = {each.key: each.ends for each in programme.periods.all()}
    today = timezone.localdate()
    begun = {each.key for each in programme.periods.all() if each.begins <= today}
    found, until = [], NOTHING
    for key in sorted(begun | set(spent)):
        until += spent.get(key, NOTHING)
        share = money.delivery_rate(until, budget)
        found.append(Burn(key, spent.get(key, NOTHING), until, share, _of_time(programme, ends.get(key), today)))
    return found


def _of_time(programme: Programme, ends: date | None, today: date) -> Decimal | None:
    if ends is None:
        return None
    whole = (programme.ends - programme.starts).days + 1
    gone = (min(ends, today, programme.ends) - programme.starts).days + 1
    return money.delivery_rate(Decimal(max(gone, 0)), Decimal(whole))
