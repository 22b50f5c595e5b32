"""What the packs room refuses. What is wrong with single files stands in the modules named `*_faults`."""

from __future__ import annotations

from tirek.bounded import gettext_noop as _
from tirek.packs import content_faults, folder_faults, pack_faults
from tirek.packs.merging import Conflict
from tirek.refusals import Problem, Refusal

FAULTS = (folder_faults, content_faults, pack_faults)
"""Where the faults are: whoever lists refusals by the modules named `errors` finds these too."""


class PackRefused(Refusal):
    """A mechanism with faults; `problems` names each. Nothing of it was taken."""

    id = "pack-refused"
    sentence = _("The mechanism %(name)s cannot be used; things that are wrong with it: %(count)s.")
    hint = _("Each is named with its file and row. Correct them and try again; nothing was changed.")

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(name=name, count=len(problems))
        self.problems = problems


class MechanismInstalled(Refusal):
    """A mechanism that is there already."""

    id = "mechanism-already-installed"
    sentence = _("The mechanism %(code)s is installed already.")
    hint = _("Upgrade it: what you changed here is kept, and cases that run keep the version they began with.")


class NoSuchMechanism(Refusal):
    """A name that no mechanism has."""

    id = "no-such-mechanism"
    sentence = _("There is no mechanism %(code)s here.")
    hint = _("Choose one from the list, or install it first.")


class MergeConflicts(Refusal):
    """A release and a change of ours that cannot both be; `conflicts` names each. Nothing was installed."""

    id = "pack-merge-conflicts"
    sentence = _("The release and a change made here do not agree: %(count)s. Nothing was installed.")
    hint = _("Say of each which one to take, or change the file here first so that both say the same.")

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(count=len(conflicts))
        self.conflicts = conflicts


class NothingChanged(Refusal):
    """An edition that would be the same as the one before."""

    id = "pack-nothing-changed"
    sentence = _("Nothing would change: these are the files of edition %(number)s.")
    hint = _("Change a file first.")


class EditionWaits(Refusal):
    """A change while another waits for a second person."""

    id = "edition-waits"
    sentence = _("Edition %(number)s of %(code)s waits for a second person, for it changes who may see or do what.")
    hint = _("Have it approved or sent back first.")


class EditionReviewedAlready(Refusal):
    """A verdict on an edition that has one, or needs none."""

    id = "edition-already-reviewed"
    sentence = _("Edition %(number)s waits for nobody.")
    hint = _("Reload the page to see how it stands now.")


class SentBackWithoutReason(Refusal):
    """A verdict that tells nobody what to do better."""

    id = "edition-sent-back-without-reason"
    sentence = _("Say why the edition is sent back.")
    hint = _("Whoever changed it reads the reason.")


class NoSuchEdition(Refusal):
    """A number that no edition has."""

    id = "no-such-edition"
    sentence = _("The mechanism %(code)s has no edition %(number)s.")
    hint = _("Choose one from the list on the mechanism's page.")


class NoSuchPackFile(Refusal):
    """A path that no file of the edition has."""

    id = "no-such-pack-file"
    sentence = _("There is no file %(path)s in this edition.")
    hint = _("Choose one from the list on the mechanism's page.")


class ChangedMeanwhile(Refusal):
    """A change of an edition that is not the newest any more."""

    id = "edition-changed-meanwhile"
    sentence = _("Edition %(newest)s came while you were looking at edition %(mine)s.")
    hint = _("Look at the newest edition, then change it again.")


class FolderInUse(Refusal):
    """A folder with something in it, where one was to be written."""

    id = "pack-folder-in-use"
    sentence = _("%(folder)s is there already.")
    hint = _("Name a folder that is empty, or not there yet.")
