"""What is said of a file that is no log that can be read. What is wrong with single rows: `row_faults`."""

from __future__ import annotations

from tirek.bounded import FileTooCostly, gettext_noop
from tirek.mining.reading import notices, row_faults
from tirek.refusals import Refusal

__all__ = ["FileTooCostly"]

FAULTS = (row_faults, notices)
"""Where the faults are: whoever lists refusals by the modules named `errors` finds these too."""


class LogFileEmpty(Refusal):
    """A file of no bytes, or of nothing but a heading."""

    id = "log-file-empty"
    sentence = gettext_noop("%(name)s is empty.")
    hint = gettext_noop("Choose the file again; the upload or the copy may have been cut off.")


class LogFileOfAnotherKind(Refusal):
    """A file that is by its content nothing that a log is kept in."""

    id = "log-file-of-another-kind"
    sentence = gettext_noop("%(name)s is none of the files that an event log is read from: %(kinds)s.")
    hint = gettext_noop("What counts is what is in the file, not its name. Export the log again as one of these.")


class LogFileBroken(Refusal):
    """A file that begins as its kind does and cannot be read to its end."""

    id = "log-file-broken"
    sentence = gettext_noop("%(name)s cannot be read as %(kind)s: %(reason)s.")
    hint = gettext_noop(
        "The file may have been cut off on its way, or written by a program with a fault. Export it again."
    )


class LogFileBomb(Refusal):
    """A packed file that would unfold to far more than it should."""

    id = "log-file-bomb"
    sentence = gettext_noop("%(name)s would unfold to far more than a log of its size holds.")
    hint = gettext_noop("If it is a log all the same, unpack it and give the file that comes out.")


class LogTooWide(Refusal):
    """More columns than any log."""

    id = "log-too-wide"
    sentence = gettext_noop("%(name)s has %(count)s columns; at most %(limit)s are read.")
    hint = gettext_noop("Export only the columns that say something of a case or an event.")


class LogTooLong(Refusal):
    """More events than are counted."""

    id = "log-too-long"
    sentence = gettext_noop("%(name)s has more than %(limit)s events.")
    hint = gettext_noop("Divide it by periods, and import each.")


class NoSuchColumn(Refusal):
    """A column named by who asks and not by the file."""

    id = "log-no-such-column"
    sentence = gettext_noop("%(name)s has no column “%(column)s”. It has: %(columns)s.")
    hint = gettext_noop("Names of columns are written as in the file, capital letters too.")


class NoSuchSheet(Refusal):
    """A sheet named by who asks and not in the workbook."""

    id = "log-no-such-sheet"
    sentence = gettext_noop("%(name)s has no sheet “%(sheet)s”. It has: %(sheets)s.")
    hint = gettext_noop("Names of sheets are written as in the workbook, capital letters too.")


class RoleUnknown(Refusal):
    """No column looks like one that every log must have."""

    id = "log-no-column-for-role"
    sentence = gettext_noop("No column of %(name)s looks as if it said the %(role)s. The columns are: %(columns)s.")
    hint = gettext_noop("Say which it is: --%(role)s and the name of the column.")


class ColumnTwice(Refusal):
    """One column for two things."""

    id = "log-column-twice"
    sentence = gettext_noop("The column “%(column)s” of %(name)s cannot say both the %(first)s and the %(second)s.")
    hint = gettext_noop("Choose another column for one of them.")


class ZoneUnknown(Refusal):
    """A zone that is none."""

    id = "log-zone-unknown"
    sentence = gettext_noop("There is no time zone “%(zone)s”.")
    hint = gettext_noop("Write it as UTC, +05:00 or Asia/Almaty.")


class FolderIsNoLog(Refusal):
    """A place where something else lies."""

    id = "log-folder-is-no-log"
    sentence = gettext_noop("%(folder)s exists and is no imported log.")
    hint = gettext_noop("Name a new folder, or an imported log that is to be replaced.")


class NotAnImportedLog(Refusal):
    """A folder that cannot be opened."""

    id = "log-not-imported"
    sentence = gettext_noop("%(folder)s is no imported log, or not one of this version of Tirek.")
    hint = gettext_noop("Import the file again with “tirek log import FILE --out FOLDER”.")


class ImportCancelled(Refusal):
    """Somebody said that it should stop."""

    id = "log-import-cancelled"
    sentence = gettext_noop("Reading %(name)s was cancelled. Nothing was kept.")
