"""What the evidence room refuses."""

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class NoSuchEvidence(Refusal):
    """There is no such evidence, or not for this account."""

    id = "no-such-evidence"
    sentence = _("There is no such evidence.")
    hint = _("Check the address, or choose it from the activity.")


class NotAnAttendanceList(Refusal):
    """A file without the columns of an attendance list."""

    id = "not-an-attendance-list"
    sentence = _("This file is no attendance list: the columns %(missing)s are missing.")
    hint = _("The first row names the columns: person, sex, unit, region, role.")


class UnreadableSheet(Refusal):
    """A file that is neither a CSV text nor an Excel workbook."""

    id = "unreadable-sheet"
    sentence = _("This file cannot be read as a table.")
    hint = _("Save it as CSV (UTF-8) or as an Excel workbook (.xlsx) of at most 5 MB and send it again.")


class FileAlreadyRecorded(Refusal):
    """The rows of this file were recorded before."""

    id = "attendance-file-already-recorded"
    sentence = _("The rows of this file were already recorded.")
    hint = _("Open the event to see them.")


class NothingToRecord(Refusal):
    """A file of which no row can be taken."""

    id = "nothing-to-record"
    sentence = _("No row of this file can be recorded.")
    hint = _("Mend the rows as their answers say and send the file again.")


class AlreadyWithdrawn(Refusal):
    """Withdrawn before."""

    id = "evidence-already-withdrawn"
    sentence = _("This evidence was already withdrawn.")
    hint = _("Enter it anew if it holds after all.")


class EvidenceIncomplete(Refusal):
    """A piece of evidence that lacks what it must have, or has what cannot be."""

    id = "evidence-incomplete"
    sentence = _("This evidence cannot be kept: %(field)s.")
    hint = _("Fill in the title and sensible dates; the future is no evidence.")


class FileTooLarge(Refusal):
    """A file beyond the limit."""

    id = "evidence-file-too-large"
    sentence = _("The file is larger than %(limit)s MB.")
    hint = _("Reduce it, or keep it where it is and name the place as the source.")
