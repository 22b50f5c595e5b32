"""What can be wrong with a mechanism's folder, before any of its files is understood."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class PathOutside(Refusal):
    """A name that leads out of the folder: a link, an absolute name, `..`."""

    id = "pack-path-outside"
    sentence = gettext_noop("“%(path)s” leads out of the folder.")
    hint = gettext_noop("A mechanism is complete in its folder: put the file itself there, under a plain name.")


class NameOdd(Refusal):
    """A name that not every computer can hold, or that looks like another."""

    id = "pack-name-odd"
    sentence = gettext_noop("“%(path)s” is no name for a file of a mechanism.")
    hint = gettext_noop("Names have letters, digits, underscores, hyphens, dots and blanks, at most 100 of them.")


class NamesClash(Refusal):
    """Two names that some computers take for one."""

    id = "pack-names-clash"
    sentence = gettext_noop("“%(path)s” and “%(other)s” are one file where large and small letters do not differ.")
    hint = gettext_noop("Give one of them another name.")


class FileOfNoKind(Refusal):
    """A file that no mechanism holds."""

    id = "pack-file-of-no-kind"
    sentence = gettext_noop("“%(path)s” is no part of a mechanism.")
    hint = gettext_noop("Take it away; docs/do/change-a-mechanism.md lists what a folder may hold.")


class NotAFile(Refusal):
    """A pipe, a device, or something else that is no plain file."""

    id = "pack-not-a-file"
    sentence = gettext_noop("“%(path)s” is no plain file.")
    hint = gettext_noop("Take it away.")


class PackFileTooLarge(Refusal):
    """A file beyond the limit of its kind."""

    id = "pack-file-too-large"
    sentence = gettext_noop("“%(path)s” is larger than %(limit)s KB.")
    hint = gettext_noop("Make it smaller, or divide it.")


class PackTooLarge(Refusal):
    """A folder beyond what any mechanism holds."""

    id = "pack-too-large"
    sentence = gettext_noop("The folder holds more than %(files)s files or %(limit)s MB.")
    hint = gettext_noop("Is it the right folder? A mechanism is a few dozen small files.")


class NotAPack(Refusal):
    """Neither a folder nor an archive of one."""

    id = "not-a-pack"
    sentence = gettext_noop("“%(name)s” is neither a folder nor a ZIP archive of one.")
    hint = gettext_noop("Name the folder in which pack.yaml lies.")


class ArchiveDamaged(Refusal):
    """An archive that cannot be opened, needs a password, or lies about what it holds."""

    id = "pack-archive-damaged"
    sentence = gettext_noop("The archive cannot be read: it is damaged, protected, or holds other than it says.")
    hint = gettext_noop("Pack the folder again as a plain ZIP archive.")


class TextNotUtf8(Refusal):
    """A text file in another encoding."""

    id = "pack-text-not-utf8"
    sentence = gettext_noop("The file is not text in UTF-8.")
    hint = gettext_noop("Save it again with the encoding UTF-8.")


class TextUntidy(Refusal):
    """A text with a mark before it, line ends of another system, or none at its end."""

    id = "pack-text-untidy"
    sentence = gettext_noop(
        "The text is not written as mechanisms are: lines end in a line feed, and so does the last."
    )
    hint = gettext_noop("“tirek pack check --tidy” writes it so and changes nothing else.")


class HiddenLetter(Refusal):
    """A letter that nobody sees."""

    id = "pack-hidden-letter"
    sentence = gettext_noop("The line holds an invisible letter (%(letter)s) that can make it look like another.")
    hint = gettext_noop("Type the line anew instead of pasting it.")


class WorkbookUnreadable(Refusal):
    """A workbook that is not one of a mechanism."""

    id = "pack-workbook-unreadable"
    sentence = gettext_noop("The workbook cannot be read back: “%(sheet)s” is not as it was written.")
    hint = gettext_noop("Begin from the workbook of the mechanism's page, and leave the sheet “files” as it is.")
