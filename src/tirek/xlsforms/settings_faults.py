"""What can be wrong with a form as a whole: its settings, languages, marks and attached files."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class MarkUnknown(Refusal):
    """A mark of secrecy that is not one."""

    id = "form-mark-unknown"
    sentence = gettext_noop("There is no mark “%(mark)s”.")
    hint = gettext_noop("A mark is one of: %(known)s.")


class FormIdMissing(Refusal):
    """Settings without a form_id: the form is called after its file."""

    id = "form-id-missing"
    sentence = gettext_noop("The settings name no form_id; the form is called after its file: “%(form_id)s”.")
    hint = gettext_noop("Choose one that never changes, as in npm_visit: a file that is renamed would be another form.")


class FormIdOdd(Refusal):
    """A form's id with letters that cannot stand in an address."""

    id = "form-id-odd"
    sentence = gettext_noop("“%(form_id)s” cannot be a form_id.")
    hint = gettext_noop(
        "It begins with a letter and has up to 64 Latin letters, digits, underscores, hyphens and dots."
    )


class VersionMissing(Refusal):
    """Settings without a version: one is made of what the file holds."""

    id = "form-version-missing"
    sentence = gettext_noop("The settings name no version; one was made of what the file holds: “%(version)s”.")
    hint = gettext_noop("Give one that is new with every change, as in 2026112301: people can tell which is the newer.")


class VersionOdd(Refusal):
    """A form's version with letters that cannot stand in an address."""

    id = "form-version-odd"
    sentence = gettext_noop("“%(version)s” cannot be a version.")
    hint = gettext_noop("It has up to 64 Latin letters, digits, underscores, hyphens and dots.")


class SettingsRowUnused(Refusal):
    """A second row of settings."""

    id = "form-settings-row-unused"
    sentence = gettext_noop("Only the first row of the settings counts.")
    hint = gettext_noop("Take this row away.")


class SendsElsewhere(Refusal):
    """A form that tells devices to send answers to somebody else."""

    id = "form-sends-elsewhere"
    sentence = gettext_noop("The form would send what people tell to another server.")
    hint = gettext_noop("Take the column away: answers go where the form came from.")


class EncryptedByForm(Refusal):
    """A form whose answers only the holder of another key can read."""

    id = "form-encrypted-by-form"
    sentence = gettext_noop("The form encrypts answers with a key of its own, so that nobody could read them here.")
    hint = gettext_noop("Take the column away: answers are sealed when they arrive.")


class DefaultLanguageUnknown(Refusal):
    """A default language in which nothing is written."""

    id = "form-default-language-unknown"
    sentence = gettext_noop("Nothing in the form is written in “%(language)s”.")
    hint = gettext_noop("Name a language as in the headings, or by its code.")


class LanguageWithoutCode(Refusal):
    """A language named without its code."""

    id = "form-language-without-code"
    sentence = gettext_noop("The language “%(language)s” has no code.")
    hint = gettext_noop("Write it as in “Русский (ru)”, so that readers find their language.")


class LanguageCodeTwice(Refusal):
    """Two languages with one code."""

    id = "form-language-code-twice"
    sentence = gettext_noop("“%(language)s” and “%(other)s” have one code.")
    hint = gettext_noop("Use one way to write a language in all headings.")


class LanguageUnnamed(Refusal):
    """Texts without a language beside texts with one."""

    id = "form-language-unnamed"
    sentence = gettext_noop("The column “%(heading)s” names no language, and others do.")
    hint = gettext_noop("Name its language in the heading, as in “label::English (en)”.")


class LabelMissing(Refusal):
    """Something that is asked or chosen without words."""

    id = "form-label-missing"
    sentence = gettext_noop("There is no label.")
    hint = gettext_noop("Write what the person reads.")


class TranslationMissing(Refusal):
    """A text that lacks one of the form's languages."""

    id = "form-translation-missing"
    sentence = gettext_noop("The text is missing in %(language)s.")
    hint = gettext_noop("Translate it; until then people see another language.")


class MediaNameOdd(Refusal):
    """An attached file whose name is a way to somewhere else."""

    id = "form-media-name-odd"
    sentence = gettext_noop("“%(file)s” cannot be the name of an attached file.")
    hint = gettext_noop("It has letters, digits, underscores, hyphens, dots and blanks, and lies beside the form.")


class ListOfOneLanguage(Refusal):
    """An attached list in a form of several languages."""

    id = "form-list-of-one-language"
    sentence = gettext_noop("The labels of the attached list “%(file)s” are the same in every language.")
    hint = gettext_noop("Where it matters, write the list on the sheet choices, with a label in each language.")


class ConverterSaid(Refusal):
    """What the converter says itself, in its own English words."""

    id = "form-converter-said"
    sentence = gettext_noop("The converter says: %(said)s")


class FaultsMore(Refusal):
    """More faults than are worth reading at once."""

    id = "form-faults-more"
    sentence = gettext_noop("There are %(count)s more.")
    hint = gettext_noop("Correct these first.")
