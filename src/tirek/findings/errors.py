"""What is refused of findings."""

from django.utils.translation import gettext_noop as _

from tirek.refusals import Refusal


class FindingTextMissing(Refusal):
    """A finding, a recommendation, an answer or a look without words."""

    id = "finding-text-missing"
    sentence = _("Nothing was written.")
    hint = _("Write what was found, asked, answered or seen.")


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
