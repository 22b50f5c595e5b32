"""What the plans room will not do, each with a stable id, a sentence and a hint."""

from __future__ import annotations

from tirek.bounded import FileTooCostly, gettext_noop
from tirek.refusals import Refusal

__all__ = [
    "EmptyFile",
    "EncryptedFile",
    "FileBomb",
    "FileTooCostly",
    "FileTooLarge",
    "MalformedFile",
    "NoTextInFile",
    "NotAPlan",
    "WrongFileType",
]


class EmptyFile(Refusal):
    """A file of no bytes, or of nothing but blanks."""

    id = "empty-file"
    sentence = gettext_noop("%(name)s is empty.")
    hint = gettext_noop("Choose the file again; the upload or the copy may have been cut off.")


class FileTooLarge(Refusal):
    """A file larger than any plan."""

    id = "file-too-large"
    sentence = gettext_noop("%(name)s has %(size)s MB; a plan may have at most %(limit)s MB.")
    hint = gettext_noop("Save it again without large pictures, or give the pages of the plan alone.")


class WrongFileType(Refusal):
    """A file that is, by its content, not a document of a kind that is read."""

    id = "wrong-file-type"
    sentence = gettext_noop("%(name)s is, by its content, %(found)s and not a document that can be read.")
    hint = gettext_noop("A plan can be a text (.txt, .md), a Word document (.docx) or a PDF.")


class EncryptedFile(Refusal):
    """A document that needs a password."""

    id = "encrypted-file"
    sentence = gettext_noop("%(name)s is protected by a password.")
    hint = gettext_noop("Open it with the password, save it without one, and give that copy.")


class FileBomb(Refusal):
    """A file that would unfold to far more than a document has, or holds constructions that no document needs."""

    id = "file-bomb"
    sentence = gettext_noop("%(name)s would unfold to far more than a document holds.")
    hint = gettext_noop("Open it in Word and save it again; if you do not know where it comes from, delete it.")


class MalformedFile(Refusal):
    """A document whose inside is broken."""

    id = "malformed-file"
    sentence = gettext_noop("%(name)s is damaged and cannot be read.")
    hint = gettext_noop("Open it in the program that made it, save it again, and give that copy.")


class NoTextInFile(Refusal):
    """A document of pictures only, such as a scan."""

    id = "no-text-in-file"
    sentence = gettext_noop("%(name)s holds no text; its pages are probably pictures from a scanner.")
    hint = gettext_noop("Give the document it was printed from, or a scan with recognised text.")


class NotAPlan(Refusal):
    """A readable document in which neither a plan's cover nor a work plan is found."""

    id = "not-a-plan"
    sentence = gettext_noop("%(name)s can be read, but it shows neither the cover of a plan nor a work plan.")
    hint = gettext_noop("A plan names its title, dates and resources, or has a table of outputs and activities.")


class NoSuchPlan(Refusal):
    """There is no such plan or programme, or not for this account."""

    id = "no-such-plan"
    sentence = gettext_noop("There is no such plan or programme.")
    hint = gettext_noop("Check the address, or choose it from the list.")


class NotReadYet(Refusal):
    """The document has not been read."""

    id = "plan-not-read-yet"
    sentence = gettext_noop("This document has not been read yet.")
    hint = gettext_noop("Wait until the reading is done; the page shows how far it is.")


class ReasonMissing(Refusal):
    """A decision without its reason."""

    id = "reason-missing"
    sentence = gettext_noop("A reason is needed.")
    hint = gettext_noop("Say in a sentence why; those who check later will read it.")


class FindingsOpen(Refusal):
    """Errors of the audit that nobody has settled."""

    id = "findings-open"
    sentence = gettext_noop("Errors in the plan that nobody has settled: %(count)s.")
    hint = gettext_noop("Take the computed value, keep the printed one, or answer each of them; then adopt the plan.")


class AlreadyAdopted(Refusal):
    """A programme was already made of this plan."""

    id = "plan-already-adopted"
    sentence = gettext_noop("This plan is already a programme.")
    hint = gettext_noop("Open the programme; a new version of the plan is taken in as a new document.")


class NothingToAdopt(Refusal):
    """A reading that lacks what a programme needs."""

    id = "nothing-to-adopt"
    sentence = gettext_noop(
        "The reading lacks a title, dates, an award id or a work plan, so no programme can be made of it."
    )
    hint = gettext_noop("See what could not be read, mend the document, and take it in again.")


class NoSuchPeriod(Refusal):
    """The programme has no such reporting period."""

    id = "no-such-period"
    sentence = gettext_noop("This programme has no period %(key)s.")
    hint = gettext_noop("Choose one of its quarters.")


class PeriodNotOver(Refusal):
    """A period that still runs cannot be closed."""

    id = "period-not-over"
    sentence = gettext_noop("%(period)s is not over: it ends on %(ends)s.")
    hint = gettext_noop("Close it when it has ended and its values are approved.")


class NoOpenPeriod(Refusal):
    """Nothing can be entered any more: the period asked for and all later ones are closed."""

    id = "no-open-period"
    sentence = gettext_noop("%(period)s is closed, and so is every period after it.")
    hint = gettext_noop("The values of this programme are final. Write what was missed into the final report.")


class DatesOutOfOrder(Refusal):
    """An activity that would end before it begins."""

    id = "schedule-dates-out-of-order"
    sentence = gettext_noop("An activity cannot end before it begins.")
    hint = gettext_noop("Exchange the two dates, or mend the year.")


class DatesOutsideProgramme(Refusal):
    """Dates of an activity that no programme of these dates can have."""

    id = "schedule-outside-programme"
    sentence = gettext_noop("These dates lie outside the programme, which runs from %(starts)s to %(ends)s.")
    hint = gettext_noop("An activity begins within the programme and ends at most a year after it. Check the year.")


class NumberTaken(Refusal):
    """An activity of this number exists."""

    id = "activity-number-taken"
    sentence = gettext_noop("There is already an activity %(number)s.")
    hint = gettext_noop("Choose the next free number.")


class AlreadySuperseded(Refusal):
    """A programme whose place another has taken."""

    id = "programme-already-superseded"
    sentence = gettext_noop("Another plan has already taken the place of programme %(code)s.")
    hint = gettext_noop("Name the newest programme of the line.")
