"""What can be wrong between the files of a mechanism, and with what is installed already."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class PackFileMissing(Refusal):
    """A file that no mechanism is without."""

    id = "pack-file-missing"
    sentence = gettext_noop("There is no file “%(path)s”.")
    hint = gettext_noop(
        "Every mechanism has pack.yaml and README.md, and who.csv with at least one form under forms/, or services/ in "
        "which each service has service.yaml and as-is.bpmn."
    )


class CodeOdd(Refusal):
    """A name of a mechanism that is none."""

    id = "pack-code-odd"
    sentence = gettext_noop("“%(code)s” is no name for a mechanism.")
    hint = gettext_noop("Small letters, digits and hyphens, at most 40, as in “preventive-visits”.")


class CodeOfAnotherMechanism(Refusal):
    """A release, or a change, that calls itself something else than what it is to replace."""

    id = "pack-code-of-another"
    sentence = gettext_noop("pack.yaml says “%(code)s”; this is the mechanism “%(wanted)s”.")
    hint = gettext_noop("The name stays as it is as long as the mechanism lives.")


class VersionKnown(Refusal):
    """A release with the version of one before it."""

    id = "pack-version-known"
    sentence = gettext_noop("Version %(version)s of this mechanism was installed before, with other files.")
    hint = gettext_noop("Whoever makes a new release raises the version in pack.yaml.")


class VersionOfTheRelease(Refusal):
    """A change made here that gives the release another version."""

    id = "pack-version-of-the-release"
    sentence = gettext_noop("A change made here leaves the version of the release as it is: %(version)s.")
    hint = gettext_noop("Editions are numbered here by themselves; the version belongs to the authors of the release.")


class FormVersionKnown(Refusal):
    """A form that changed and kept its version."""

    id = "pack-form-version-known"
    sentence = gettext_noop("The form “%(form)s” has changed, and version %(version)s of it was in use before.")
    hint = gettext_noop("Raise the version in the form's settings: devices load a form again only then.")


class FormOfAnotherMechanism(Refusal):
    """A form with the id of another mechanism's form."""

    id = "pack-form-of-another"
    sentence = gettext_noop("The mechanism “%(other)s” has a form “%(form)s” already.")
    hint = gettext_noop("Give this form another form_id.")


class FormsTooMany(Refusal):
    """More forms than any mechanism has."""

    id = "pack-forms-too-many"
    sentence = gettext_noop("The folder holds %(count)s forms; a mechanism has at most %(limit)s.")
    hint = gettext_noop("Divide it into several mechanisms.")


class FormTwice(Refusal):
    """Two forms of one id in a mechanism."""

    id = "pack-form-twice"
    sentence = gettext_noop("The form “%(form)s” stands in “%(other)s” as well.")
    hint = gettext_noop("Give one of them another form_id.")


class FormIdOdd(Refusal):
    """A form whose id is not the name of its file."""

    id = "pack-form-id-odd"
    sentence = gettext_noop("The form's form_id is “%(form)s”, its file is called “%(file)s”.")
    hint = gettext_noop("Use one name, of small letters, digits, hyphens and underscores, for both.")


class FormWithoutVersion(Refusal):
    """A form that does not say which version it is."""

    id = "pack-form-without-version"
    sentence = gettext_noop("The form has no version.")
    hint = gettext_noop("Write one into its settings, as in 2026112301: the day, and the number on that day.")


class FormLanguageMissing(Refusal):
    """A form that lacks one of the mechanism's languages."""

    id = "pack-form-language-missing"
    sentence = gettext_noop("The form is not written in %(language)s.")
    hint = gettext_noop("Add the columns of that language, or take the language out of pack.yaml.")


class FormUnknown(Refusal):
    """A title for a form that the mechanism does not have."""

    id = "pack-form-unknown"
    sentence = gettext_noop("There is no form “%(form)s” in this mechanism.")
    hint = gettext_noop("Forms are named by the form_id in their settings.")


class MediaMissing(Refusal):
    """A form that shows a file which is not there."""

    id = "pack-media-missing"
    sentence = gettext_noop("The form shows “%(file)s”, which is not in forms/media.")
    hint = gettext_noop("Put the file there, under exactly this name.")


class MediaUnused(Refusal):
    """A file that no form shows."""

    id = "pack-media-unused"
    sentence = gettext_noop("No form shows this file.")
    hint = gettext_noop("Take it away.")


class StepUnknown(Refusal):
    """A row about a step that the mechanism does not have."""

    id = "pack-step-unknown"
    sentence = gettext_noop("There is no step “%(step)s”.")
    hint = gettext_noop("A step is a form of the mechanism, by its form_id: %(known)s.")


class StepOfNobody(Refusal):
    """A form that nobody may fill."""

    id = "pack-step-of-nobody"
    sentence = gettext_noop("Nobody may fill the form “%(step)s”.")
    hint = gettext_noop("Give a role the word “fill” in the column “may do” of who.csv.")


class RoleUnknown(Refusal):
    """A row about a role that the house does not have."""

    id = "pack-role-unknown"
    sentence = gettext_noop("There is no role “%(role)s”.")
    hint = gettext_noop("The roles are: %(known)s.")


class RoleNeverDoes(Refusal):
    """A row that lets a role do what the house never lets it."""

    id = "pack-role-never"
    sentence = gettext_noop("The role %(role)s may not %(deed)s, whatever a mechanism says.")
    hint = gettext_noop("Take the word out; docs/look-up/deeds-and-roles.md says what each role may do.")


class SightUnknown(Refusal):
    """Words in “may see” that mean nothing."""

    id = "pack-sight-unknown"
    sentence = gettext_noop("“%(said)s” does not say what is seen.")
    hint = gettext_noop("Write “all”, “nothing”, or “all but” and some of: identity contact statement place.")


class DeedUnknown(Refusal):
    """A word in “may do” that means nothing."""

    id = "pack-deed-unknown"
    sentence = gettext_noop("“%(said)s” is nothing that can be allowed.")
    hint = gettext_noop("The words are: fill read export correct.")


class DeedWithoutSight(Refusal):
    """A role that may read and sees nothing, or sees and may not read."""

    id = "pack-deed-without-sight"
    sentence = gettext_noop("What the role may see (“%(sees)s”) and what it may do (“%(does)s”) do not fit.")
    hint = gettext_noop("Who reads, exports or corrects answers sees some of them; who sees nothing can only fill.")


class AnswersForbidden(Refusal):
    """A role that keeps the house, and would read what people told."""

    id = "pack-answers-forbidden"
    sentence = gettext_noop("The role %(role)s never sees answers, in any mechanism.")
    hint = gettext_noop("Whoever keeps accounts, or looks on from outside, learns nothing about people.")


class NobodyVerifies(Refusal):
    """A fact to be verified whose place is not in the mechanism."""

    id = "pack-ready-points-nowhere"
    sentence = gettext_noop("“%(where)s” is no place in this mechanism.")
    hint = gettext_noop("Name a file of the folder; after a colon, a row or a word that stands in it.")


class ReadmeOfNoLanguage(Refusal):
    """A translation into a language that the mechanism does not speak."""

    id = "pack-readme-of-no-language"
    sentence = gettext_noop("pack.yaml does not say that the mechanism speaks “%(language)s”.")
    hint = gettext_noop("Add the language to pack.yaml, or take the file away.")


class PathOutsideLink(Refusal):
    """A link out of the folder."""

    id = "pack-link-outside"
    sentence = gettext_noop("The text links to “%(path)s”, which lies outside the folder.")
    hint = gettext_noop("A mechanism is complete in its folder; link to a web address, or to a file of the folder.")
