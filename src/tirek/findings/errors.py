"""What is refused of findings."""

from django.utils.translation import gettext_noop as _

from tirek.refusals import Refusal


class FindingTextMissing(Refusal):
    """A finding, a recommendation, an answer or a look without words."""

    id = "finding-text-missing"
    sentence = _("Nothing was written.")
    hint = _("Write what was found, asked, answered or seen.")


class SeenInUnclear(Refusal):
    """An address of where something was seen that does not lead into the study."""

    id = "seen-in-unclear"
    sentence = _("“%(seen)s” is no address within the study.")
    hint = _("Take it from the page where it was seen, or leave it empty.")


class UnknownTheme(Refusal):
    """A theme or a right that the house does not know."""

    id = "unknown-theme"
    sentence = _("There is no theme or right “%(code)s”.")
    hint = _("Choose one of the list.")


class FindingDayWrong(Refusal):
    """A day that cannot be, such as one that is to come, or an answer before the letter."""

    id = "finding-day-wrong"
    sentence = _("The day %(day)s cannot be: it is to come, or lies before what it follows.")
    hint = _("Correct the day.")


class AuthorityNotThere(Refusal):
    """An addressee that does not exist on the day of the letter."""

    id = "authority-not-there"
    sentence = _("The authority %(authority)s does not exist on %(day)s.")
    hint = _("Choose the one that took its place.")


class AnotherAddressee(Refusal):
    """A recommendation that repeats one to another authority."""

    id = "another-addressee"
    sentence = _("A recommendation repeats an earlier one to the same authority.")
    hint = _("Leave empty what it repeats, or choose one to this authority.")


class DocumentOfAnotherCase(Refusal):
    """A document that lies in another case."""

    id = "document-of-another-case"
    sentence = _("The document lies in another case.")
    hint = _("Keep it in this case first.")


class NoLimitOfAnswer(Refusal):
    """A recommendation without a day, in a mechanism whose clocks say none."""

    id = "no-limit-of-answer"
    sentence = _("The mechanism sets no limit for the answer to a letter of %(day)s.")
    hint = _("Say by which day it is to be answered.")


class LimitTooShort(Refusal):
    """A day of answer that gives the authority less time than the law does."""

    id = "limit-too-short"
    sentence = _("The law gives the authority until %(due)s.")
    hint = _("Leave the day empty, or choose a later one.")


class RecommendationsStand(Refusal):
    """A finding that is withdrawn while letters stand on it."""

    id = "recommendations-stand"
    sentence = _("Recommendations stand on this finding.")
    hint = _("Withdraw them first, each with its reason.")


class WithdrawalReasonMissing(Refusal):
    """A withdrawal without a reason."""

    id = "finding-withdrawal-reason-missing"
    sentence = _("A reason is needed.")
    hint = _("One sentence is enough; it stays in the ledger's row for ever, so it names nobody.")
