"""What is said of a rule or a length of time that cannot be read."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class RuleUnreadable(Refusal):
    """A sentence that is none of the four kinds of rule."""

    id = "safeguard-rule-unreadable"
    sentence = gettext_noop("“%(rule)s” is not a rule that can be checked.")
    hint = gettext_noop(
        "Write “when A then B within 15 working days”, “A before B”, “at most 2 of A per case” or “not by the same "
        "person: A, B”, each with “where” and a condition if need be."
    )


class LimitUnreadable(Refusal):
    """A length of time that cannot be counted."""

    id = "limit-unreadable"
    sentence = gettext_noop("“%(limit)s” is not a length of time.")
    hint = gettext_noop("Write a whole number and a unit: hours, days, working days, months or years.")
