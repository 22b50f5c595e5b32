"""What the reports room says when it will not do a thing."""

from __future__ import annotations

from django.utils.translation.trans_null import gettext_noop

from tirek.refusals import Refusal


class FigureNotFrozen(Refusal):
    id = "figure-not-frozen"
    sentence = gettext_noop("The report names the figure “%(key)s”, but no such figure was frozen with it.")
    hint = gettext_noop("Insert the figure again in the editor, then publish the report anew.")


class SplitNotFrozen(Refusal):
    id = "split-not-frozen"
    sentence = gettext_noop(
        "The report asks for a chart of “%(key)s” by “%(dimension)s”, but that split was not frozen."
    )
    hint = gettext_noop("Choose one of the splits that the definition of the figure names.")


class PdfNotSet(Refusal):
    id = "pdf-not-set"
    sentence = gettext_noop("The PDF could not be set: %(problem)s.")
    hint = gettext_noop("Letters outside the Latin, Cyrillic and Greek scripts, emoji among them, have no font here.")


class TemplateNotWord(Refusal):
    id = "template-not-word"
    sentence = gettext_noop("This file is not a Word document (.docx) that can be opened.")
    hint = gettext_noop("Save the template in Word as “Word document (*.docx)”, without a password.")


class TemplateTooLarge(Refusal):
    id = "template-too-large"
    sentence = gettext_noop("The template is too large: a template may unpack to at most %(megabytes)s MB.")
    hint = gettext_noop("Make its pictures smaller, or take out the parts that a report does not need.")


class TemplateCarriesCode(Refusal):
    id = "template-carries-code"
    sentence = gettext_noop("The template carries what a report must not run or fetch: %(what)s.")
    hint = gettext_noop("Take macros, embedded objects, linked files and unusual fields out of it.")


class TemplateTagBroken(Refusal):
    id = "template-tag-broken"
    sentence = gettext_noop("A tag of the template cannot be read: %(problem)s.")
    hint = gettext_noop("Compare its tags with those of the template that comes with the system.")


class TemplateTagForbidden(Refusal):
    id = "template-tag-forbidden"
    sentence = gettext_noop("A tag of the template does what tags may not do: %(tag)s.")
    hint = gettext_noop("A tag may name a value, test one, or go through the figures once; nothing else.")


class TemplateIncomplete(Refusal):
    id = "template-incomplete"
    sentence = gettext_noop("The template lacks what a report needs: %(missing)s.")
    hint = gettext_noop("Begin from the template that comes with the system, and keep its styles and tags.")


class NoSuchReport(Refusal):
    """There is no such report, or not for this account."""

    id = "no-such-report"
    sentence = gettext_noop("There is no such report.")
    hint = gettext_noop("Check the address, or choose it from the programme.")


class WrittenMeanwhile(Refusal):
    """Somebody saved another version while this one was being written."""

    id = "report-written-meanwhile"
    sentence = gettext_noop("Version %(newest)s of this report was saved while you were writing on version %(mine)s.")
    hint = gettext_noop(
        "Your text is below, nothing is lost: copy what you need, open the newest version, and save again."
    )


class NumbersUnbound(Refusal):
    """Numbers typed by hand that are neither bound nor excused."""

    id = "numbers-unbound"
    sentence = gettext_noop("Numbers typed by hand and neither bound to a figure nor excused: %(count)s.")
    hint = gettext_noop("Insert the figure in place of each, or excuse it with a reason.")


class FigureUnknown(Refusal):
    """The narrative names a figure, split or chart that does not exist or has no value."""

    id = "report-figure-unknown"
    sentence = gettext_noop("The narrative names a figure that has no value: %(keys)s.")
    hint = gettext_noop("Choose the figure from the list beside the text.")


class FewPeopleApart(Refusal):
    """Two figures of which the difference is fewer than five people."""

    id = "few-people-apart"
    sentence = gettext_noop(
        "The figures %(smaller)s and %(larger)s differ by fewer than five people, who could be singled out."
    )
    hint = gettext_noop("Leave one of the two out, or use a wider figure.")


class FewPeopleApartFromEarlier(Refusal):
    """A figure that differs by fewer than five people from what was published before."""

    id = "few-people-apart-from-earlier"
    sentence = gettext_noop(
        "The figures %(smaller)s and %(larger)s differ by fewer than five people, who could be singled out. Published"
        " before: %(earlier)s."
    )
    hint = gettext_noop(
        "Leave the figure out, use a wider period, or wait until more is recorded: what was published stays known."
        " Where the same total changed by a few people, a second person can release it."
    )


class NothingToRelease(Refusal):
    """A release where no total changed, or where something else stands against publication."""

    id = "nothing-to-release"
    sentence = gettext_noop("No total of this version changed by a few people since it was published.")
    hint = gettext_noop("Only the total of a figure can be released, of the same period as before; never a cell.")


class NothingWritten(Refusal):
    """An empty narrative."""

    id = "report-empty"
    sentence = gettext_noop("The report is empty.")
    hint = gettext_noop("Write the text first.")


class TextTooLong(Refusal):
    """A narrative beyond the limit."""

    id = "report-too-long"
    sentence = gettext_noop("The text is longer than %(limit)s characters.")
    hint = gettext_noop("Divide it into several reports.")


class NoTypedNumber(Refusal):
    """What was to be excused does not stand in the newest text."""

    id = "no-typed-number"
    sentence = gettext_noop("This number does not stand in the newest version of the text.")
    hint = gettext_noop("Save the text first, then excuse the number from the list beside it.")


class NotApproved(Refusal):
    """A formal report of which the newest version was not approved."""

    id = "report-not-approved"
    sentence = gettext_noop("Nobody has approved version %(version)s of this report.")
    hint = gettext_noop("Ask a second person to look at it; after a change the new version is approved again.")


class NoSuchVerdict(Refusal):
    """A verdict that is none."""

    id = "no-such-verdict"
    sentence = gettext_noop("A version is approved or sent back; “%(verdict)s” is neither.")
    hint = gettext_noop("Choose one of the two.")


class NoSuchKind(Refusal):
    """A kind of report that there is not, or not here."""

    id = "no-such-kind-of-report"
    sentence = gettext_noop("There is no kind of formal report “%(kind)s”.")
    hint = gettext_noop("Choose a quarterly, an annual or a final report.")


class NoSuchLanguage(Refusal):
    """A language that reports are not written in."""

    id = "no-such-report-language"
    sentence = gettext_noop("Reports are not written in the language “%(language)s”.")
    hint = gettext_noop("Choose English, Russian or Kazakh.")


class NoSuchPeriod(Refusal):
    """A period that the programme does not report by."""

    id = "no-such-report-period"
    sentence = gettext_noop("The programme has no period “%(period)s” to report on.")
    hint = gettext_noop(
        "A quarterly report is of a quarter of the programme, an annual one of a year, a final one of all."
    )


class PeriodNotBegun(Refusal):
    """A report of a time that lies ahead."""

    id = "report-period-not-begun"
    sentence = gettext_noop("The period %(period)s begins only on %(begins)s.")
    hint = gettext_noop("A report tells what was done; start it when the period has begun.")


class NoSuchView(Refusal):
    """A fund of another programme, or a party that carries no activity."""

    id = "no-such-report-view"
    sentence = gettext_noop("The programme has no fund and no responsible party “%(name)s”.")
    hint = gettext_noop("Choose a fund or a responsible party of the programme, or neither.")


class FundOrParty(Refusal):
    """A report for a donor and a partner at once."""

    id = "report-of-fund-or-party"
    sentence = gettext_noop("A report is of one fund or of one responsible party, not of both.")
    hint = gettext_noop("Start two reports.")


class StartedAlready(Refusal):
    """A formal report of the same kind, period, view and language."""

    id = "report-already-started"
    sentence = gettext_noop("This report was started already: “%(title)s”.")
    hint = gettext_noop("Open it from the list of reports; there it can also be filled anew.")


class TitleTooLong(Refusal):
    """A title beyond the limit."""

    id = "report-title-too-long"
    sentence = gettext_noop("The title is longer than %(limit)s characters.")
    hint = gettext_noop("Shorten it, or leave it out: the report then names its kind and its period.")


class InsertUnknown(Refusal):
    """A template that names an insert which there is not."""

    id = "insert-unknown"
    sentence = gettext_noop("Line %(line)s of the template names an insert that there is not: “%(name)s”.")
    hint = gettext_noop("The page of the templates lists the inserts; write them between {{ and }}.")


class NarrativeTemplateTooLarge(Refusal):
    """A template of text beyond the limit."""

    id = "narrative-template-too-large"
    sentence = gettext_noop("The template is longer than %(limit)s characters.")
    hint = gettext_noop("Leave to the report what does not stand in every report.")


class FigureOutsideView(Refusal):
    """A figure of money in a report of one fund or party that is not limited to it."""

    id = "figure-outside-view"
    sentence = gettext_noop("The report is of %(view)s alone, and these figures are not: %(keys)s.")
    hint = gettext_noop("Choose figures from the list beside the text: it holds those of this fund or party only.")
