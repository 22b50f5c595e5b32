"""What is said of two logs that cannot be compared."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class NothingAlike(Refusal):
    """Logs of which no kind of case lies in both."""

    id = "comparison-nothing-alike"
    sentence = gettext_noop("No kind of case by %(by)s is in both logs at least %(fewest)s times.")
    hint = gettext_noop("Compare by fewer attributes, or by one that both logs know.")


class AttributeUnknown(Refusal):
    """An attribute that one of two logs does not have."""

    id = "comparison-attribute-unknown"
    sentence = gettext_noop("There is no attribute “%(name)s” in the log %(side)s.")
    hint = gettext_noop("It has: %(known)s.")


class SideEmpty(Refusal):
    """A side without a case."""

    id = "comparison-side-empty"
    sentence = gettext_noop("There is no case in the log %(side)s.")
    hint = gettext_noop("Choose the periods so that cases begin in both.")
