"""What is said of a form that cannot be converted, and of a file that is no form. Faults of rows: `*_faults.py`."""

from __future__ import annotations

from tirek.bounded import FileTooCostly, gettext_noop
from tirek.refusals import Problem, Refusal
from tirek.xlsforms import expression_faults, question_faults, settings_faults, sheet_faults

__all__ = ["FileTooCostly", "FormRefused"]

FAULTS = (sheet_faults, question_faults, expression_faults, settings_faults)
"""Where the faults are: whoever lists refusals by the modules named `errors` finds these too."""


class FormRefused(Refusal):
    """A form with faults; `problems` names each."""

    id = "form-refused"
    sentence = gettext_noop("The form %(name)s cannot be used: %(count)s things are wrong with it.")
    hint = gettext_noop("Each is named with its sheet and row. Correct them and try again.")

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(name=name, count=len(problems))
        self.problems = problems


class FormFileEmpty(Refusal):
    """A file of no bytes, or of nothing but blanks."""

    id = "form-file-empty"
    sentence = gettext_noop("The file is empty.")
    hint = gettext_noop("Choose the file again; the upload or the copy may have been cut off.")


class FormFileTooLarge(Refusal):
    """A file larger than any form."""

    id = "form-file-too-large"
    sentence = gettext_noop("The file is larger than %(limit)s MB.")
    hint = gettext_noop("Pictures and long lists are attached to a form as files of their own.")


class FormFileOfAnotherKind(Refusal):
    """A file that is, by its content or by its name, not what a form is written in."""

    id = "form-file-of-another-kind"
    sentence = gettext_noop("The file is no form: it is neither Markdown (.md) nor a workbook (.xlsx, .xls).")
    hint = gettext_noop("Save the form as a workbook, or write it as tables in a text file whose name ends in .md.")


class FormFileNotUtf8(Refusal):
    """A text in another encoding, or with bytes that are no text."""

    id = "form-file-not-utf8"
    sentence = gettext_noop("The file is not text in UTF-8.")
    hint = gettext_noop("Save it again with the encoding UTF-8.")


class FormFileEncrypted(Refusal):
    """A workbook that needs a password."""

    id = "form-file-encrypted"
    sentence = gettext_noop("The file is protected by a password.")
    hint = gettext_noop("Open it with the password, save it without one, and give that copy.")


class FormFileHasMacros(Refusal):
    """A workbook with programs in it."""

    id = "form-file-has-macros"
    sentence = gettext_noop("The file holds macros, which are programs; no form needs them.")
    hint = gettext_noop("Save it as an Excel workbook without macros (.xlsx).")


class FormFileBomb(Refusal):
    """A workbook that would unfold to far more than a form has, or holds constructions that no form needs."""

    id = "form-file-bomb"
    sentence = gettext_noop(
        "The file would unfold to far more than a form holds, or is put together as no workbook is."
    )
    hint = gettext_noop("Open it in Excel and save it again; if you do not know where it comes from, delete it.")


class FormFileDamaged(Refusal):
    """A workbook whose inside is broken."""

    id = "form-file-damaged"
    sentence = gettext_noop("The file is damaged and cannot be read.")
    hint = gettext_noop("Open it in the program that made it, save it again, and give that copy.")


class FormTooLong(Refusal):
    """More rows than are converted in the time that is given."""

    id = "form-too-long"
    sentence = gettext_noop("The sheet has more than %(limit)s rows.")
    hint = gettext_noop("Split the form in two; attach a long list of choices as a CSV file.")


class FormTooDeep(Refusal):
    """Groups within groups beyond what anybody can follow."""

    id = "form-too-deep"
    sentence = gettext_noop("Groups lie within groups more than %(limit)s deep.")
    hint = gettext_noop("Take some of the groups apart.")


class FormNotSound(Refusal):
    """A conversion whose outcome is no XML."""

    id = "form-not-sound"
    sentence = gettext_noop("The form comes out as something that no client can read: %(said)s")
    hint = gettext_noop("Look for unusual characters in names, headings and the column “namespaces”.")
