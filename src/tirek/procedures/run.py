"""A procedure while it runs: what waits, what happened, and how it goes on.

The library keeps the tokens; the answers are kept here, flat, and only those that some condition reads. Nothing is
evaluated but conditions, by `tirek.expressions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine.python_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from tirek.expressions import ExpressionRefused, holds
from tirek.procedures.drawing import DONE
from tirek.procedures.due import Due
from tirek.procedures.errors import ConditionFailed, NoSuchTask, NotAwaited, NoWayOn, ProcedureTooLarge
from tirek.procedures.keeping import Kept, kept, read
from tirek.procedures.procedure import Procedure, Waits

MOST: Final = 900
"""Elements that may lie in one run or one part of it. The library looks no further than 1,000 steps deep, and would
take a run that went further for ended."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task that waits for somebody. `key` is its name in the run, and stays while it waits."""

    key: str
    step: str
    name: str
    role: str
    form: str


class _Bounded(dict[Any, Any]):
    """This class will hold tasks, and no more than anybody could follow."""

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= MOST:
            raise RecursionError(MOST)
        super().__setitem__(key, value)


class _Holding:
    """What both kinds of workflows have here: a bound on their tasks."""

    @property
    def tasks(self) -> dict[Any, Any]:
        return self._tasks

    @tasks.setter
    def tasks(self, given: dict[Any, Any]) -> None:
        self._tasks = _Bounded(given)


class Part(_Holding, BpmnSubWorkflow):  # type: ignore[misc]
    """A sub-process or a called procedure that runs inside another."""


class Whole(_Holding, BpmnWorkflow):  # type: ignore[misc]
    """A procedure that runs."""

    def create_subprocess(self, my_task: Any, spec_name: str) -> Part:
        """This method will begin a part."""
        made = Part(self.subprocess_specs[spec_name], parent_task_id=my_task.id, top_workflow=self)
        self.subprocesses[my_task.id] = made
        return made


class _Conditions(PythonScriptEngine):  # type: ignore[misc]
    """This class will decide conditions by the house's own evaluator, and refuse whatever else is asked of it."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> bool:
        """This method will say whether a condition of the drawing holds."""
        run = self._run
        known = run.procedure.conditions.get((expression or "").strip())
        if known is None:
            self._refuse()
        values = {name: run.answers.get(name) for name in known.names}
        try:
            return holds(known, values, now=run.now)
        except ExpressionRefused as refusal:
            raise ConditionFailed(step=task.task_spec.name, reason=str(refusal)) from refusal

    def validate(self, expression: str) -> None:
        """This method will refuse."""
        self._refuse()

    def execute(self, task: Any, script: str, external_context: Any = None) -> None:
        """This method will refuse."""
        self._refuse()

    def call_service(self, task: Any, **arguments: Any) -> None:
        """This method will refuse."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError("nothing of a drawing is run as code")


class Run:
    """One run of a procedure. After a refusal it is of no use: restore it from the state that was kept before."""

    def __init__(self, procedure: Procedure, now: datetime) -> None:
        self.procedure = procedure
        self.now = now
        self.answers: dict[str, str] = {}
        self._happened: list[str] = []
        self._spent = False
        self.kept = Kept()
        self.whole: Any = None

    @property
    def ended(self) -> bool:
        """This property will say whether nothing is left to do."""
        return bool(self.whole.is_completed())

    @property
    def happened(self) -> tuple[str, ...]:
        """This property will give the steps done since the run was begun or restored, in order."""
        return tuple(self._happened)

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """This property will give the tasks that wait, in the order in which they came up."""
        tasks = [each for each in self._all() if each.state == TaskState.READY and each.task_spec.manual]
        steps = ((self.kept.key(each), self.procedure.steps[each.task_spec.name]) for each in tasks)
        found = [Waiting(key, step.id, step.name, step.role, step.form) for key, step in steps]
        return tuple(sorted(found, key=lambda each: int(each.key)))

    @property
    def timers(self) -> tuple[Due, ...]:
        """This property will give the timers that run, each with the limit that the drawing sets it to."""
        caught = [each for each in self._caught() if isinstance(each.task_spec.event_definition, Waits)]
        named = ((self.kept.key(each), each.task_spec.name) for each in caught)
        return tuple(Due(key, step, self.procedure.limits.get(step, "")) for key, step in named)

    @property
    def messages(self) -> tuple[str, ...]:
        """This property will give the ids of the messages that are waited for."""
        return tuple(dict.fromkeys(each.task_spec.event_definition.name for each in self._listening()))

    def complete(self, key: str, answers: Mapping[str, str], now: datetime | None = None) -> None:
        """This method will do a task with the answers to its form, by the names of fields. Raises `NoSuchTask`,
        `ConditionFailed`, `NoWayOn`."""
        waiting = {each.key for each in self.waiting}
        task = self.kept.tasks.get(key)
        if key not in waiting or task is None:
            raise NoSuchTask(key=key[:60])
        self.answers.update({name: text for name, text in answers.items() if name in self.procedure.reads})
        self._go_on(lambda: self._done(task), now)

    def tell(self, message: str, now: datetime | None = None) -> None:
        """This method will tell a message, by its id or its name. Raises `NotAwaited`."""
        ids = {message, *(each for each, name in self.procedure.messages.items() if name == message)}
        caught = [each for each in self._listening() if each.task_spec.event_definition.name in ids]
        if not caught:
            raise NotAwaited(message=message[:100])
        self._go_on(lambda: self._fire(*caught), now)

    def wake(self, key: str, now: datetime | None = None) -> None:
        """This method will let a timer run out. Raises `NoSuchTask`."""
        running = {each.key for each in self.timers}
        task = self.kept.tasks.get(key)
        if key not in running or task is None:
            raise NoSuchTask(key=key[:60])
        self._go_on(lambda: self._fire(task), now)

    def state(self) -> bytes:
        """This method will give the state as bytes, from which `restored` makes the run again."""
        if self._spent:
            raise RuntimeError("a run that was refused has no state")
        return kept(self)

    def start(self) -> None:
        """This method will begin."""
        self._go_on(self._begin, self.now)

    def _begin(self) -> None:
        self.whole = Whole(self.procedure.specification, dict(self.procedure.parts), script_engine=_Conditions(self))

    def take_up(self, state: bytes) -> None:
        """This method will go on from a state."""
        self.whole = Whole(
            self.procedure.specification,
            dict(self.procedure.parts),
            script_engine=_Conditions(self),
            deserializing=True,
        )
        read(self, state, Part)

    def _done(self, task: Any) -> None:
        task.run()
        self._note(task)

    def _fire(self, *caught: Any) -> None:
        for task in caught:
            if task.state == TaskState.WAITING:  # one that fired before may have ended it
                task._set_internal_data(event_fired=True)
                task.task_spec._update(task)

    def _go_on(self, act: Any, now: datetime | None) -> None:
        if self._spent:
            raise RuntimeError("a run that was refused goes on from its last state")
        self.now = now or datetime.now(UTC)
        self._spent, steps = True, 0

        def count(task: Any) -> None:
            nonlocal steps
            steps += 1
            if steps > MOST:
                raise ProcedureTooLarge(most=MOST, procedure=self.procedure.id)

        try:
            act()
            self.whole.do_engine_steps(count, self._note)
        except RecursionError as fault:
            raise ProcedureTooLarge(most=MOST, procedure=self.procedure.id) from fault
        except SpiffWorkflowException as fault:
            spec = getattr(fault, "task_spec", None)
            raise NoWayOn(step=getattr(spec, "name", self.procedure.id)) from fault
        self.whole.bpmn_events.clear()
        self._spent = False

    def _note(self, task: Any) -> None:
        step = self.procedure.steps.get(task.task_spec.name)
        if step is not None and step.kind in DONE:
            self._happened.append(step.id)

    def _all(self) -> list[Any]:
        parts = [self.whole, *(each for each in self.whole.subprocesses.values() if not each.completed)]
        return [task for part in parts for task in part.tasks.values()]

    def _caught(self) -> list[Any]:
        return [
            each
            for each in self._all()
            if each.state == TaskState.WAITING and isinstance(each.task_spec, CatchingEvent)
        ]

    def _listening(self) -> list[Any]:
        return [each for each in self._caught() if isinstance(each.task_spec.event_definition, MessageEventDefinition)]


def begin(procedure: Procedure, facts: Mapping[str, str], now: datetime) -> Run:
    """This function will begin a procedure at a moment; `facts` are answers known before its first task."""
    run = Run(procedure, now)
    run.answers.update({name: text for name, text in facts.items() if name in procedure.reads})
    run.start()
    return run


def restored(procedure: Procedure, state: bytes, now: datetime | None = None) -> Run:
    """This function will take up a run where it was. Raises `StateUnreadable`."""
    run = Run(procedure, now or datetime.now(UTC))
    run.take_up(state)
    return run
