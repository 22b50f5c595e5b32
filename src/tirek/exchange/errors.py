"""What the exchange refuses."""

from __future__ import annotations

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class NotAProgrammeFile(Refusal):
    """A file of another kind, or one that cannot be read at all."""

    id = "not-a-programme-file"
    sentence = _("This file is no programme that was exported from Tirek.")
    hint = _("Choose the .json or .xlsx file just as it was exported.")


class ProgrammeFileTooLarge(Refusal):
    """A file beyond the limit."""

    id = "programme-file-too-large"
    sentence = _("A programme's file may have at most %(megabytes)s MB.")
    hint = _("Ask the people who keep Tirek to move it with the database itself.")


class ProgrammeFileOfAnotherVersion(Refusal):
    """A format that this version does not know."""

    id = "programme-file-of-another-version"
    sentence = _("The file has version %(found)s of the format; this installation reads version %(known)s.")
    hint = _("Bring both installations to the same version of Tirek, and export again.")


class ProgrammeFileChanged(Refusal):
    """The rows are not those of which the digest was taken."""

    id = "programme-file-changed"
    sentence = _("The table “%(table)s” is not as it was exported: rows were changed, or the file was cut short.")
    hint = _("Take the file as it was exported, or export again. A programme is changed on its pages, not in its file.")


class TableMissing(Refusal):
    """A file without one of its tables, or with one that nobody knows."""

    id = "programme-table-missing"
    sentence = _("The file does not have the tables of a programme: %(table)s is missing, twice there or unknown.")
    hint = _("Export again; a workbook keeps all its sheets under their names.")


class ColumnMissing(Refusal):
    """A row without one of its columns, or with one that nobody knows."""

    id = "programme-column-missing"
    sentence = _("Table “%(table)s”, row %(row)s: the column %(column)s is missing or unknown.")
    hint = _("Export again with the same version of Tirek.")


class CellUnreadable(Refusal):
    """A cell that does not hold what its column holds."""

    id = "programme-cell-unreadable"
    sentence = _("Table “%(table)s”, row %(row)s: what stands under %(column)s cannot be taken.")
    hint = _("Nothing was imported. Export again; if it stays so, tell those who keep the other installation.")


class ReferenceMissing(Refusal):
    """A row that refers to what is neither in the file nor in the house."""

    id = "programme-reference-missing"
    sentence = _("Table “%(table)s”, row %(row)s: what %(column)s refers to is not there.")
    hint = _("Load the same country and import what this programme takes the place of first; nothing was imported.")


class RowRepeated(Refusal):
    """Two rows of one key, in the file or in the file and the house."""

    id = "programme-row-repeated"
    sentence = _("Table “%(table)s”, row %(row)s: there is a row of this key already.")
    hint = _("The programme, or a part of it, was imported before; nothing was imported now.")


class RowRefused(Refusal):
    """A row that breaks a rule of the database."""

    id = "programme-row-refused"
    sentence = _("A row of the table “%(table)s” breaks the rule “%(rule)s”.")
    hint = _("Nothing was imported. Tell the people who keep the installation that the file comes from.")


class ReviewedByAuthor(Refusal):
    """An approval by the one who wrote what is approved."""

    id = "programme-reviewed-by-author"
    sentence = _("Table “%(table)s”, row %(row)s: whoever wrote it approved it too.")
    hint = _("Nothing was imported. An approval is a second person's; ask those who exported the file.")


class ChainOfOthers(Refusal):
    """A row that stands in the chain of an office that it is not of."""

    id = "programme-chain-of-others"
    sentence = _("Table “%(table)s”, row %(row)s: it is not of the office in whose chain it stands.")
    hint = _("Nothing was imported. Export again; if it stays so, tell those who keep the other installation.")


class ProgrammeThere(Refusal):
    """A programme of this code is in the house."""

    id = "programme-already-there"
    sentence = _("The programme %(code)s is here already.")
    hint = _("A programme is imported where it is not yet; nothing was changed.")


class PersonDiffers(Refusal):
    """A person's code that is on record with the other sex."""

    id = "programme-person-differs"
    sentence = _("Table “persons”, row %(row)s: this person is on record here with another sex.")
    hint = _("The two installations give their codes to different people, or one is wrong; nothing was imported.")


class OtherOffices(Refusal):
    """A programme of which a part belongs to offices that the account does not see."""

    id = "programme-of-other-offices"
    sentence = _("Other offices have entered a part of this programme, which your office does not see: %(offices)s.")
    hint = _("Ask the national office to do it.")


class TooManyRows(Refusal):
    """More rows than a sheet has."""

    id = "more-rows-than-a-sheet-has"
    sentence = _("The programme has more rows than a sheet of a workbook.")
    hint = _("Take it as JSON.")
