"""What the indicators room refuses."""

from django.utils.translation import gettext_noop as _

from tirek.refusals import Refusal


class NoSuchFigure(Refusal):
    """No figure of that name in the programme."""

    id = "no-such-figure"
    sentence = _("There is no figure “%(key)s” in this programme.")
    hint = _("Choose a figure from the list.")


class BadDefinition(Refusal):
    """A figure's definition that cannot be taken."""

    id = "bad-figure-definition"
    sentence = _("The definition of figure %(code)s cannot be taken: %(problem)s.")
    hint = _("See programmes/README.md for what a definition holds.")


class CodeTaken(Refusal):
    """A figure of this code is defined already."""

    id = "figure-already-defined"
    sentence = _("There is already a figure %(code)s in this programme.")
    hint = _("Choose another code.")


class NoSuchIndicator(Refusal):
    """No such indicator in the results framework, or not for this account."""

    id = "no-such-indicator"
    sentence = _("There is no such indicator in the results framework.")
    hint = _("Choose one from the table of results.")


class NoSuchValue(Refusal):
    """No such reported value, or not for this account."""

    id = "no-such-value"
    sentence = _("There is no such reported value.")
    hint = _("Choose one from the indicator's page.")


class AlreadyPlaced(Refusal):
    """The figure stands in the results framework already."""

    id = "indicator-already-placed"
    sentence = _("Figure %(code)s is already in the results framework.")
    hint = _("To move it, or to change its baseline, take it out with a reason and place it again.")


class NoIndicator(Refusal):
    """A figure of money, or of another programme's output, which the results framework does not take."""

    id = "no-indicator"
    sentence = _("Figure %(code)s cannot be placed here.")
    hint = _("Choose a figure of results, and an output or an activity of the same programme; money has its own page.")


class BaselineIncomplete(Refusal):
    """A baseline without its day, or one of the future."""

    id = "baseline-incomplete"
    sentence = _("A baseline needs the day on which it was measured, not later than today.")
    hint = _("Give the day, or leave the baseline empty.")


class NumberImpossible(Refusal):
    """A number that the figure cannot have."""

    id = "number-impossible"
    sentence = _("%(number)s is not possible here.")
    hint = _("A count is a whole number from 0; a percentage lies between 0 and 100; at most four decimals.")


class SplitDoesNotAddUp(Refusal):
    """The cells of a split do not make the total."""

    id = "split-does-not-add-up"
    sentence = _("The split by %(dimension)s adds up to %(sum)s; the value is %(value)s.")
    hint = _("Correct the value or the split; they must be the same.")


class SplitsIncomplete(Refusal):
    """Splits other than those that the figure declares."""

    id = "splits-incomplete"
    sentence = _("This figure is split by %(dimensions)s, and every part must be given.")
    hint = _("Give a number for every part; 0 where there was nobody.")


class NotReported(Refusal):
    """A figure that the house counts itself."""

    id = "figure-not-reported"
    sentence = _("The values of figure %(code)s are counted from its records; nobody reports them.")
    hint = _("Enter the records, and the figure follows.")


class PeriodNotBegun(Refusal):
    """A value of the future."""

    id = "period-not-begun"
    sentence = _("%(period)s has not begun.")
    hint = _("Report the value when the period has begun.")


class LateWithoutNote(Refusal):
    """A value for a closed period, without the reason for which it comes late."""

    id = "late-without-note"
    sentence = _("%(period)s is closed. The value goes into %(into)s, and needs a note that says why it comes late.")
    hint = _("Write the note. Of a sum, enter only what was not reported yet.")


class PeriodClosed(Refusal):
    """What would change a closed period."""

    id = "period-already-closed"
    sentence = _("%(period)s is closed; what it came to stays as it is.")
    hint = _("Report what was missed, or what was too much, as a late value in the next open period.")


class ValueChangedMeanwhile(Refusal):
    """Somebody entered another version since the page was opened."""

    id = "value-entered-meanwhile"
    sentence = _("Version %(newest)s of this value was entered while you were looking at version %(mine)s.")
    hint = _("Look at the newest version, then enter or review again.")


class AlreadyReviewed(Refusal):
    """A version that somebody reviewed."""

    id = "value-already-reviewed"
    sentence = _("This version was already reviewed.")
    hint = _("Report a new version if something changed; it is reviewed anew.")


class TakenBackAlready(Refusal):
    """What was withdrawn before."""

    id = "result-already-withdrawn"
    sentence = _("This was already withdrawn.")
    hint = _("Reload the page to see how it stands now.")


class ValueFileTooLarge(Refusal):
    """A file beyond the limit."""

    id = "value-file-too-large"
    sentence = _("%(name)s is larger than %(limit)s MB.")
    hint = _("Make it smaller, or divide it.")


class ValueFileEmpty(Refusal):
    """A file of no bytes."""

    id = "value-file-empty"
    sentence = _("%(name)s is empty.")
    hint = _("Choose the file again; the upload or the copy may have been cut off.")


class TooManyFiles(Refusal):
    """More files than one value needs."""

    id = "value-has-too-many-files"
    sentence = _("A value takes at most %(limit)s files.")
    hint = _("Put them into one archive, or send the most telling ones.")
