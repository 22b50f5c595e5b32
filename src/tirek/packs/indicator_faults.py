"""What can be wrong with an indicator of a mechanism."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class IndicatorFormUnknown(Refusal):
    """An indicator that counts answers of a form that is not there."""

    id = "indicator-form-unknown"
    sentence = gettext_noop("“%(key)s” speaks of the form %(form)s, which this mechanism does not have.")
    hint = gettext_noop("Write the id of a form.")


class IndicatorIdOther(Refusal):
    """An id that is not the file's name."""

    id = "indicator-id-other"
    sentence = gettext_noop("The indicator is called %(given)s and its file %(expected)s.")
    hint = gettext_noop("Give both the same name: small letters, digits and hyphens.")


class SplitUnknown(Refusal):
    """A split by what is not asked, or is not a choice."""

    id = "indicator-split-unknown"
    sentence = gettext_noop("“split by” names %(name)s, which is no question with choices of %(form)s.")
    hint = gettext_noop("An indicator is split by questions that are answered by choosing one.")


class SplitSecret(Refusal):
    """A split by what could point to a person."""

    id = "indicator-split-secret"
    sentence = gettext_noop("“split by” names %(name)s, whose answers are marked as %(mark)s.")
    hint = gettext_noop("What is marked is not published, not even in numbers: split by something else.")


class ExampleUnknownField(Refusal):
    """A worked example that answers what is not asked."""

    id = "indicator-example-field-unknown"
    sentence = gettext_noop("The worked example answers %(name)s, which %(form)s does not ask.")
    hint = gettext_noop("Mend the spelling: small and large letters differ.")


class ExampleUnknownChoice(Refusal):
    """A worked example that chooses what cannot be chosen."""

    id = "indicator-example-choice-unknown"
    sentence = gettext_noop("The worked example answers %(name)s with “%(choice)s”, which cannot be chosen there.")
    hint = gettext_noop("Write the name of a choice, not its label.")


class ExampleWrong(Refusal):
    """A worked example that does not come out."""

    id = "indicator-example-wrong"
    sentence = gettext_noop("The worked example says that “%(key)s” is %(said)s; computed, it is %(computed)s.")
    hint = gettext_noop("One of the two is wrong: the condition or the example.")


class ExampleWithoutDay(Refusal):
    """A worked example that would come out otherwise on another day."""

    id = "indicator-example-without-day"
    sentence = gettext_noop("The indicator asks what day it is, and the worked example does not say.")
    hint = gettext_noop("Add to the worked example the key “on” with a day, such as 2026-03-01.")


class ExampleNotANumber(Refusal):
    """A worked example whose result is no number of answers."""

    id = "indicator-example-not-a-number"
    sentence = gettext_noop("“%(key)s” of the worked example must be a whole number.")
    hint = gettext_noop("Say how many of the given answers are counted.")
