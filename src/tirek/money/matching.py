"""What a printed line belongs to: the activity and the fund that its codes name, and its kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from tirek.money.models import FEE_ACCOUNT
from tirek.plans import Activity, Programme

_NUMBER = re.compile(r"(?:[^\W\d]+\.? *№? *)?(\d+(?:\.\d+)*)\.?(?=$|[\s:–—-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Places:
    """The activities and funds of a programme, by what a report calls them."""

    activities: dict[str, UUID]
    funds: dict[str, UUID]

    def activity(self, printed: str) -> UUID | None:
        """This function will find an activity by its number, alone (“1.1”) or among words (“Activity 1.1 Training”)."""
        found = _NUMBER.match(printed.strip())
        return self.activities.get(found[1]) if found else None

    def fund(self, printed: str) -> UUID | None:
        """This function will find a fund by its code, however many zeros stand before it or words behind it."""
        return self.funds.get(_code(printed)) or self.funds.get(_code(re.split(r"[ :]", printed.strip())[0]))


def places(programme: Programme) -> Places:
    """This function will read the activities and funds of a programme. A number that two activities have names none."""
    numbered = Activity.objects.filter(output__programme=programme).values_list("number", "pk")
    count = Counter(number for number, _ in numbered)
    activities = {number: key for number, key in numbered if count[number] == 1}
    return Places(activities, {_code(code): key for code, key in programme.funds.values_list("code", "pk")})


def _code(printed: str) -> str:
    """A spreadsheet takes “04000” for a number and gives “4000”."""
    return printed.strip().casefold().lstrip("0")


def kind_of(account_code: str) -> str:
    """This function will say whether an account is that of the fee."""
    return "fee" if account_code == FEE_ACCOUNT else "direct"
