"""The state of a run as bytes: one byte for the version, then compressed JSON, without the drawing.

Each element of the run has a number that it keeps; `key` is that number as a text. The library's own converters write
the whole specification each time, so what they write is written here, in rows.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from tirek.procedures.errors import StateUnreadable

if TYPE_CHECKING:
    from tirek.procedures.run import Run

VERSION: Final = 1
LONGEST: Final = 4_000_000


class Kept:
    """This class will number the elements of a run in the order in which they were first asked for."""

    def __init__(self) -> None:
        self.tasks: dict[str, Any] = {}
        self._numbers: dict[UUID, int] = {}
        self.next = 1

    def key(self, task: Any) -> str:
        """This method will give the name of an element, a new one if it has none."""
        if task.id not in self._numbers:
            self.take(task, self.next)
            self.next += 1
        return str(self._numbers[task.id])

    def take(self, task: Any, number: int) -> None:
        """This method will give an element the number that it had."""
        self._numbers[task.id] = number
        self.tasks[str(number)] = task


def kept(run: Run) -> bytes:
    """This function will write the state of a run."""
    whole = run.whole
    parts = [whole, *whole.subprocesses.values()]
    moments = sorted({task.last_state_change for part in parts for task in part.tasks.values()})
    ranks = {moment: rank for rank, moment in enumerate(moments)}

    def number(task: Any) -> int:
        return int(run.kept.key(task)) if task is not None else 0

    rows = []
    for part in parts:
        tasks = [
            [
                number(task),
                number(task.parent),
                [number(child) for child in task.children],
                int(task.state),
                ranks[task.last_state_change],
                task.task_spec.name,
                int(task.triggered),
                task.internal_data,
            ]
            for task in part.tasks.values()
        ]
        above = 0 if part is whole else number(whole.get_task_from_id(part.parent_task_id))
        last = number(part.last_task) if part.last_task is not None and part.last_task.id in part.tasks else 0
        rows.append([above, int(part.completed), int(part.success), last, number(part.task_tree), tasks])
    text = json.dumps([run.procedure.id, run.answers, run.kept.next, rows], ensure_ascii=False, separators=(",", ":"))
    return bytes([VERSION]) + zlib.compress(text.encode(), 9)


def read(run: Run, state: bytes, made: Any) -> None:
    """This function will take up the state of a run. Raises `StateUnreadable`."""
    try:
        if state[0] != VERSION:
            raise ValueError(state[0])
        inflating = zlib.decompressobj()
        text = inflating.decompress(state[1:], LONGEST)
        procedure, answers, following, rows = json.loads(text)
        if procedure != run.procedure.id or not inflating.eof:
            raise ValueError(procedure)
        run.answers.update(answers)
        for row in rows:
            _part(run, row, made)
        run.kept.next = following
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, zlib.error) as fault:
        raise StateUnreadable(procedure=run.procedure.id) from fault


def _part(run: Run, row: list[Any], made: Any) -> None:
    above, completed, success, last, root, tasks = row
    whole = run.whole
    part = whole
    if above:
        parent = run.kept.tasks[str(above)]
        part = made(whole.subprocess_specs[parent.task_spec.spec], parent.id, whole, deserializing=True)
        whole.subprocesses[parent.id] = part
        part.completed_event.connect(parent.task_spec._on_subworkflow_completed, parent)
    for number, over, children, condition, rank, spec, triggered, internal in tasks:
        task = Task(part, part.spec.task_specs[spec], state=condition, id=UUID(int=number))
        task._parent = UUID(int=over) if over else None
        task._children = [UUID(int=child) for child in children]
        task.last_state_change = float(rank)
        task.triggered = bool(triggered)
        task.internal_data = internal
        run.kept.take(task, number)
        if isinstance(task.task_spec, CatchingEvent) and task.state == TaskState.WAITING:
            whole.event_manager.add_task(task)
    part.task_tree = part.tasks[UUID(int=root)]
    part.completed, part.success = bool(completed), bool(success)
    part.last_task = part.tasks.get(UUID(int=last))
