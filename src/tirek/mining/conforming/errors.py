"""What is said of rules and models that a log cannot be held against."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class RulesUnreadable(Refusal):
    """A table of safeguards with a row that cannot be read."""

    id = "log-rules-unreadable"
    sentence = gettext_noop("Row %(row)s of %(name)s cannot be used: %(reason)s")
    hint = gettext_noop("The columns are id, rule, severity, legal basis and said, as in a mechanism, in UTF-8.")


class StepsUnreadable(Refusal):
    """A table of steps that does not say which activities they are."""

    id = "log-steps-unreadable"
    sentence = gettext_noop("%(name)s does not say which activities of the log a step is: %(reason)s")
    hint = gettext_noop("The columns are step and activity; a step that is several activities has several rows.")


class NameUnclear(Refusal):
    """A name in a condition that stands for no column, or for several."""

    id = "log-condition-name-unclear"
    sentence = gettext_noop("“${%(name)s}” in the rule %(rule)s stands for no one column of the log.")
    hint = gettext_noop(
        "A name is that of a column, with _ for every character that cannot stand in a name (org:group is "
        "${org_group}); the log has %(names)s."
    )


class CalendarOfNobody(Refusal):
    """A country whose holidays are not known."""

    id = "log-country-unknown"
    sentence = gettext_noop("No calendar of public holidays is known for “%(country)s”.")
    hint = gettext_noop("Name a country by its code of two letters, such as KZ.")


class ActivityNotInLog(Refusal):
    """A question about an activity that no event of the log has."""

    id = "log-activity-unknown"
    sentence = gettext_noop("No event of the log is “%(activity)s”.")
    hint = gettext_noop("Activities are named as the log names them, letter by letter.")


class ModelTooWide(Refusal):
    """A model that can stand in more ways than are looked at."""

    id = "log-model-too-wide"
    sentence = gettext_noop("The model can stand in more ways than can be gone through (300,000).")
    hint = gettext_noop("Too much goes on side by side in it: ask a simpler model, or a part of it.")


class ModelNeverEnds(Refusal):
    """A model that no way leads through."""

    id = "log-model-never-ends"
    sentence = gettext_noop("No way leads through the model from its beginning to its end.")
    hint = gettext_noop("Look for a gateway that waits for something that never comes.")
