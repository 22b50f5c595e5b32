"""What the packs room refuses. What is wrong with single files stands in the modules named `*_faults`."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from tirek.packs import content_faults, folder_faults, pack_faults
from tirek.refusals import Problem, Refusal

FAULTS = (folder_faults, content_faults, pack_faults)
"""Where the faults are: whoever lists refusals by the modules named `errors` finds these too."""


class PackRefused(Refusal):
    """A mechanism with faults; `problems` names each. Nothing of it was taken."""

    id = "pack-refused"
    sentence = _("The mechanism %(name)s cannot be used: %(count)s things are wrong with it.")
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
