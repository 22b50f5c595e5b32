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


class AttendanceListEmpty(Refusal):
    """A list without a single row of people."""

    id = "attendance-list-empty"
    sentence = _("This list has no rows.")
    hint = _("Choose the file again; the upload or the copy may have been cut off.")


class AttendanceListTooLong(Refusal):
    """A list beyond the limits."""

    id = "attendance-list-too-long"
    sentence = _("A list may have at most %(rows)s rows and %(megabytes)s MB.")
    hint = _("Divide it into several lists; each can be recorded for the same event.")


class AttendanceListBroken(Refusal):
    """A CSV text that stops being a table at a row."""

    id = "attendance-list-broken"
    sentence = _("Row %(row)s of this list cannot be read: its quotation marks do not match.")
    hint = _("Mend the row, or save the list as an Excel workbook (.xlsx), and send it again.")


class ColumnRepeated(Refusal):
    """A list that names a column twice."""

    id = "attendance-column-repeated"
    sentence = _("The column “%(column)s” stands twice in this list.")
    hint = _("Keep one of the two, or give the other another name.")


class SeveralAttendanceLists(Refusal):
    """A workbook with a list on more than one sheet."""

    id = "several-attendance-lists"
    sentence = _("More than one sheet of this workbook is an attendance list.")
    hint = _("Save each sheet as a workbook of its own and send them one after the other.")


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


class DaysImpossible(Refusal):
    """Days to come, or a last day before the first."""

    id = "evidence-days-impossible"
    sentence = _("These days cannot be: they lie in the future, or the last is before the first.")
    hint = _("Evidence is of what has happened; enter it when it has.")


class RegionNotThere(Refusal):
    """A region that did not exist on the day of an event."""

    id = "region-not-there"
    sentence = _("%(region)s did not exist on that day.")
    hint = _("Choose the region to which the place belonged then.")


class EvidenceIncomplete(Refusal):
    """A piece of evidence that lacks what it must have, or has what cannot be."""

    id = "evidence-incomplete"
    sentence = _("This evidence cannot be kept: %(field)s.")
    hint = _("Fill it in, or correct it, and send it again.")


class FileTooLarge(Refusal):
    """A file beyond the limit."""

    id = "evidence-file-too-large"
    sentence = _("The file is larger than %(limit)s MB.")
    hint = _("Reduce it, or keep it where it is and name the place as the source.")
