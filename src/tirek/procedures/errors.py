"""What the room of procedures refuses."""

from __future__ import annotations

from tirek.bounded import gettext_noop as _
from tirek.refusals import Refusal


class ProcedureRefused(Refusal):
    """A drawing that cannot be carried out. What is wrong with it is said, by its lines, where the pack is checked."""

    id = "procedure-refused"
    sentence = _("The procedure %(procedure)s cannot be carried out: %(reason)s")
    hint = _("Check the mechanism: every fault of a drawing is named there with its line.")


class ProcedureTooLarge(Refusal):
    """A drawing that goes round without anybody's work, or splits into more ways than anybody could follow."""

    id = "procedure-too-large"
    sentence = _("More than %(most)s steps would lie open at once in the procedure %(procedure)s.")
    hint = _("Look for a loop without a task in it, or for gateways that split again and again.")


class NoSuchTask(Refusal):
    """A step that does not wait for anybody, or no longer."""

    id = "procedure-no-such-task"
    sentence = _("The step %(key)s does not wait.")
    hint = _("Somebody may have done it meanwhile, or an event ended it. Look at the case again.")


class NotAwaited(Refusal):
    """A message that nothing waits for."""

    id = "procedure-message-not-awaited"
    sentence = _("Nothing waits for the message “%(message)s”.")
    hint = _("It may have been told already. Look at what the case waits for.")


class ConditionFailed(Refusal):
    """A condition of the drawing that cannot be decided."""

    id = "procedure-condition-failed"
    sentence = _("After the step %(step)s a condition cannot be decided: %(reason)s")
    hint = _("Nothing was changed. Tell whoever keeps the mechanism.")


class NoWayOn(Refusal):
    """A gateway of which no condition holds."""

    id = "procedure-no-way-on"
    sentence = _("At %(step)s no condition holds, so the procedure does not say how it goes on.")
    hint = _("Nothing was changed. Look at the answers, or tell whoever keeps the mechanism: a default way is missing.")


class StateUnreadable(Refusal):
    """A kept state that is none of this drawing."""

    id = "procedure-state-unreadable"
    sentence = _("The state of a case does not fit the procedure %(procedure)s.")
    hint = _("A case goes on by the edition with which it began. Tell whoever keeps the house.")
