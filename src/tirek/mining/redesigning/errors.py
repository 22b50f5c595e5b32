"""What is said of a process that cannot be simulated, or of a scenario that cannot be read."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class ScenarioUnreadable(Refusal):
    """A scenario with something in it that is missing, of another kind, or impossible."""

    id = "scenario-unreadable"
    sentence = gettext_noop("The scenario cannot be used: %(place)s: %(reason)s")
    hint = gettext_noop("Write out the scenario of the log with --fitted and change that; its form is documented.")


class ActivityUnknown(Refusal):
    """A drawing with a step of which the scenario does not say how long it takes."""

    id = "simulation-activity-unknown"
    sentence = gettext_noop("The scenario does not say how long this takes: %(activities)s.")
    hint = gettext_noop("Add each to the scenario, or give it in the drawing the name that it has in the log.")


class SimulationStuck(Refusal):
    """A case that waits for what can never come."""

    id = "simulation-stuck"
    sentence = gettext_noop("A case came to %(element)s and could go no further.")
    hint = gettext_noop("A parallel gateway waits for each arrow that leads to it: look whether all can be reached.")


class SimulationEndless(Refusal):
    """A case that goes round without an end."""

    id = "simulation-endless"
    sentence = gettext_noop("A case came to %(element)s more than %(times)s times.")
    hint = gettext_noop("Look for a loop that nothing leads out of, or raise the share that leaves it.")


class SimulationTooLarge(Refusal):
    """More steps than a simulation may take."""

    id = "simulation-too-large"
    sentence = gettext_noop("The simulation would take more than %(most)s steps.")
    hint = gettext_noop("Ask for fewer cases or fewer repetitions.")


class SimulationCancelled(Refusal):
    """Somebody stopped it."""

    id = "simulation-cancelled"
    sentence = gettext_noop("The simulation was cancelled.")


class NotOneDrawing(Refusal):
    """A model that is no drawing, where one is needed."""

    id = "simulation-needs-drawing"
    sentence = gettext_noop("Only a BPMN drawing can be simulated.")
    hint = gettext_noop("Discover a model from the log and save it as BPMN.")
