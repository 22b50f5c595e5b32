"""What can be wrong with the drawing of a procedure. Names of elements are as the file writes them."""

from __future__ import annotations

from tirek.bounded import gettext_noop
from tirek.refusals import Refusal


class DrawingUnreadable(Refusal):
    """A file that is no XML."""

    id = "procedure-unreadable"
    sentence = gettext_noop("The drawing cannot be read from line %(line)s on: it is not well-formed XML.")
    hint = gettext_noop("Save it again with the program that draws it.")


class DrawingDeclares(Refusal):
    """A file with declarations that could grow or reach out."""

    id = "procedure-declares"
    sentence = gettext_noop("The drawing holds a document type or entities.")
    hint = gettext_noop("No program that draws procedures writes them; save it again with one.")


class DrawingTooLarge(Refusal):
    """More elements, or deeper ones, than any drawing has."""

    id = "procedure-too-many-elements"
    sentence = gettext_noop("The drawing has more than %(elements)s elements, or nests them more than %(depth)s deep.")
    hint = gettext_noop("Divide it: a call activity stands for a procedure in a drawing of its own.")


class NoProcedure(Refusal):
    """A file without a procedure."""

    id = "procedure-missing"
    sentence = gettext_noop("The file draws no procedure.")
    hint = gettext_noop("It must be BPMN 2.0, with definitions around at least one process.")


class ElementRefused(Refusal):
    """An element that is not among those that are carried out here."""

    id = "procedure-element-refused"
    sentence = gettext_noop("%(element)s cannot be used in a procedure.")
    hint = gettext_noop(
        "People do the work, and nothing in a mechanism is run as code: there are user tasks, events with a time limit "
        "or a message, gateways, sub-processes and call activities."
    )


class AttributeRefused(Refusal):
    """An attribute by which a program would do more than is drawn."""

    id = "procedure-attribute-refused"
    sentence = gettext_noop("The attribute %(attribute)s of %(element)s cannot be used.")
    hint = gettext_noop(
        "Take it away; what a step shows is said by tirek:form, and when a way is taken by a condition."
    )


class IdTwiceInDrawing(Refusal):
    """Two elements of one id."""

    id = "procedure-id-twice"
    sentence = gettext_noop("The id %(name)s is used already, in line %(line)s.")
    hint = gettext_noop("Give each element its own id.")


class NotWalked(Refusal):
    """An element through which no synthetic case can be led."""

    id = "model-not-walked"
    sentence = gettext_noop("No case can be made up that goes through “%(element)s”.")
    hint = gettext_noop(
        "A service with a synthetic.yaml is drawn with tasks, start, end, exclusive and parallel gateways."
    )


class LaneOfNobody(Refusal):
    """A lane of a service that is none of its roles."""

    id = "model-lane-without-role"
    sentence = gettext_noop("The lane “%(lane)s” is not a role of the service.")
    hint = gettext_noop("Name the lane as service.yaml names the role: %(known)s.")


class LaneWithoutRole(Refusal):
    """A lane of nobody."""

    id = "procedure-lane-without-role"
    sentence = gettext_noop("The lane “%(lane)s” is not a role of who.csv.")
    hint = gettext_noop("Name the lane as who.csv names the role, such as officer.")


class TaskWithoutLane(Refusal):
    """A task that nobody is to do."""

    id = "procedure-task-without-lane"
    sentence = gettext_noop("The task %(task)s lies in no lane, so nobody would do it.")
    hint = gettext_noop("Draw it into the lane of the role that does it.")


class TaskWithoutName(Refusal):
    """A task without a name."""

    id = "procedure-task-without-name"
    sentence = gettext_noop("The task %(task)s has no name.")
    hint = gettext_noop("Write into it what is to be done.")


class TaskWithoutForm(Refusal):
    """A task whose form is not there."""

    id = "procedure-task-without-form"
    sentence = gettext_noop("The task %(task)s shows the form %(form)s, which this mechanism does not have.")
    hint = gettext_noop("Give the task the id of a form, or name the form by the attribute tirek:form.")


class CallOfNothing(Refusal):
    """A call activity that calls a procedure that is not there."""

    id = "procedure-call-of-nothing"
    sentence = gettext_noop("%(task)s calls the procedure “%(called)s”, which this mechanism does not have.")
    hint = gettext_noop("Name the id of a process in one of the drawings of the mechanism.")


class LimitOfTimerUnknown(Refusal):
    """A timer that is set by nothing that is known."""

    id = "procedure-timer-unknown"
    sentence = gettext_noop("The timer %(event)s is set to “%(limit)s”.")
    hint = gettext_noop(
        "Name a clock of clocks.csv, write a limit such as 15 working days, or a duration such as P15D."
    )


class FlowLoose(Refusal):
    """An arrow that leads from or to nowhere."""

    id = "procedure-flow-loose"
    sentence = gettext_noop("The flow %(flow)s is not connected at both ends.")
    hint = gettext_noop(
        "Draw it from one element to another of the same process; it cannot cross a sub-process's border."
    )


class ConditionMissing(Refusal):
    """A way out of a gateway that is taken nobody knows when."""

    id = "procedure-condition-missing"
    sentence = gettext_noop("The flow %(flow)s leaves the gateway %(gateway)s without a condition.")
    hint = gettext_noop("Write its condition, or make it the default flow of the gateway.")


class WayWithoutWords(Refusal):
    """A way of a service that is taken nobody knows when."""

    id = "model-way-without-words"
    sentence = gettext_noop("The flow %(flow)s leaves the gateway %(gateway)s without a word.")
    hint = gettext_noop("Write at the flow in which case it is taken, or make it the default flow of the gateway.")


class ConditionElsewhere(Refusal):
    """A condition on a flow that does not leave a gateway that chooses."""

    id = "procedure-condition-elsewhere"
    sentence = gettext_noop("The flow %(flow)s has a condition but leaves no gateway that chooses.")
    hint = gettext_noop("Draw an exclusive or an inclusive gateway before it.")


class NoStart(Refusal):
    """A process without a beginning."""

    id = "procedure-no-start"
    sentence = gettext_noop("%(process)s has no start event.")
    hint = gettext_noop("Draw where it begins.")


class NoEnd(Refusal):
    """A process without an end."""

    id = "procedure-no-end"
    sentence = gettext_noop("%(process)s has no end event.")
    hint = gettext_noop("Draw where it ends.")


class NeverReached(Refusal):
    """An element to which no way leads."""

    id = "procedure-never-reached"
    sentence = gettext_noop("No way leads from the start to %(element)s.")
    hint = gettext_noop("Draw a flow to it, or take it away.")


class NoWayOut(Refusal):
    """An element from which no end can be reached."""

    id = "procedure-no-way-out"
    sentence = gettext_noop("From %(element)s no end can be reached.")
    hint = gettext_noop("Draw a flow from it that leads to an end event.")


class BoundaryLoose(Refusal):
    """A boundary event on nothing."""

    id = "procedure-boundary-loose"
    sentence = gettext_noop("The boundary event %(event)s is attached to nothing.")
    hint = gettext_noop("Put it on the border of a task or sub-process.")
