"""The clocks of a mechanism: which limit of the law holds on a day, and when it starts, stops and is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tirek.packs import Moment, pause_of, start_of
from tirek.safeguards import Limit, limit_of


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One version of a clock. It is over when its `step` is done.

    `starts` is None where only people can say when, in the words of `starts_when`. While the step `pauses` waits the
    clock stands still; "" for none.
    """

    id: str
    step: str
    limit: Limit
    limit_text: str
    starts: Moment | None
    starts_when: str
    pauses: str
    pauses_when: str
    extension: Limit | None
    when_late: str
    since: date
    until: date
    basis: str

    @property
    def is_of_places(self) -> bool:
        """This property will say whether the clock runs at a place, from one case to the next, and in no case."""
        return self.starts is not None and self.starts.kind == "done at the place"


def clocks_of(rows: Iterable[Mapping[str, str]]) -> tuple[ClockRule, ...]:
    """This function will read the rows of clocks.csv, which `packs` has checked."""
    return tuple(_rule({name: cell.strip() for name, cell in row.items()}) for row in rows)


def _rule(cells: Mapping[str, str]) -> ClockRule:
    extension = cells["may be extended by"]
    return ClockRule(
        id=cells["id"],
        step=cells["step"],
        limit=limit_of(cells["limit"]),
        limit_text=" ".join(cells["limit"].split()),
        starts=start_of(cells["starts when"]),
        starts_when=cells["starts when"],
        pauses=pause_of(cells["pauses when"]),
        pauses_when=cells["pauses when"],
        extension=limit_of(extension) if extension else None,
        when_late=cells["when late"],
        since=date.fromisoformat(cells["valid from"]),
        until=date.fromisoformat(cells["valid to"]) if cells["valid to"] else date.max,
        basis=cells["legal basis"],
    )


def rule_on(rules: Sequence[ClockRule], clock: str, day: date) -> ClockRule | None:
    """This function will give the version of a clock that is in force on a day; None where none is known."""
    return next((rule for rule in rules if rule.id == clock and rule.since <= day <= rule.until), None)
