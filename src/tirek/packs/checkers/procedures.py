"""Checks `procedures/*.bpmn`: only what people do, no code, and a way through from start to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tirek.packs.checkers.asked import fields_of, forms_of
from tirek.packs.checkers.conditions import condition_problems
from tirek.packs.checkers.procedure_elements import element_problems
from tirek.packs.checkers.procedure_flow import flow_problems
from tirek.packs.checkers.procedure_steps import processes_of
from tirek.packs.pack import Pack
from tirek.packs.procedure_faults import (
    CallOfNothing,
    IdTwiceInDrawing,
    LaneWithoutRole,
    LimitOfTimerUnknown,
    NoProcedure,
    TaskWithoutForm,
    TaskWithoutLane,
    TaskWithoutName,
)
from tirek.packs.procedure_xml import BPMN, all_of, called, drawing_of, form_of, line_of, tag_of, within
from tirek.refusals import Problem, Refusal
from tirek.safeguards import LimitUnreadable, limit_of

_DURATION: Final = re.compile(
    r"P(?=.)([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,4}D)?(T(?=.)([0-9]{1,4}H)?([0-9]{1,4}M)?)?"
)


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will name all that is wrong with the drawing of a procedure; rows are lines of the file."""
    try:
        root, processes = processes_in(pack, path)
    except Refusal as fault:
        yield Problem(fault, path, row=fault.facts.get("line", 0))
        return
    for refusal, element in _all(root, processes, pack):
        yield Problem(refusal, path, row=line_of(element))
    yield from _condition_problems(path, root, pack)


Found = tuple[Refusal, etree._Element]


def processes_in(pack: Pack, path: str) -> tuple[etree._Element, list[etree._Element]]:
    """This function will open a drawing and name its processes. Raises `NoProcedure`, and as `drawing_of`."""
    root = drawing_of(pack.text(path))
    processes = list(within(root, "process")) if tag_of(root) == "definitions" else []
    if not processes:
        raise NoProcedure(line=line_of(root))
    return root, processes


def drawn_problems(
    root: etree._Element, processes: list[etree._Element], pack: Pack, clocks: str, *, carried_out: bool
) -> Iterator[Found]:
    """This function will name what is wrong in any drawing, whether it is carried out or studied.

    `clocks` is the table of clocks that timers may name.
    """
    yield from element_problems(root)
    yield from _id_problems(root)
    for process in processes:
        yield from _place_problems(process)
        yield from flow_problems(process, carried_out=carried_out)
    for task in all_of(root, "userTask"):
        if not (task.get("name") or "").strip():
            yield TaskWithoutName(task=called(task)), task
    yield from _call_problems(root, pack)
    yield from _timer_problems(root, pack, clocks)


def _all(root: etree._Element, processes: list[etree._Element], pack: Pack) -> Iterator[Found]:
    yield from drawn_problems(root, processes, pack, "clocks.csv", carried_out=True)
    roles = {row.role for row in pack.access}
    for lane in all_of(root, "lane"):
        if (lane.get("name") or "").strip() not in roles:
            yield LaneWithoutRole(lane=called(lane)), lane
    forms = forms_of(pack)
    for task in all_of(root, "userTask"):
        if form_of(task) not in forms and not pack.form_faults:
            yield TaskWithoutForm(task=called(task), form=form_of(task)[:100]), task


def _id_problems(root: etree._Element) -> Iterator[Found]:
    seen: dict[str, etree._Element] = {}
    for element in root.iter():
        given = element.get("id")
        if given and tag_of(element) and seen.setdefault(given, element) is not element:
            yield IdTwiceInDrawing(name=given[:100], line=line_of(seen[given])), element


def _place_problems(process: etree._Element) -> Iterator[Found]:
    lanes = all_of(process, "lane")
    in_lanes = {(each.text or "").strip() for lane in lanes for each in within(lane, "flowNodeRef")}
    for task in all_of(process, "userTask"):
        around = [task, *task.iterancestors(f"{{{BPMN}}}subProcess")]
        if not any(each.get("id") in in_lanes for each in around):
            yield TaskWithoutLane(task=called(task)), task


def _call_problems(root: etree._Element, pack: Pack) -> Iterator[Found]:
    calls = list(all_of(root, "callActivity"))
    if not calls:
        return
    known = {each.get("id", "") for each in within(root, "process")}
    for path in pack.paths("procedure"):
        known |= processes_of(pack.text(path))
    for call in calls:
        name = call.get("calledElement", "")
        if not name or name not in known:
            yield CallOfNothing(task=called(call), called=name[:100]), call


def _timer_problems(root: etree._Element, pack: Pack, table: str) -> Iterator[Found]:
    clocks = {row.get("id", "") for row in pack.table(table).rows}
    for timer in all_of(root, "timerEventDefinition"):
        limit = " ".join("".join(each.text or "" for each in within(timer, "timeDuration")).split())
        if not limit or (limit not in clocks and not _DURATION.fullmatch(limit) and not _is_limit(limit)):
            event = timer.getparent()
            yield LimitOfTimerUnknown(event=called(timer if event is None else event), limit=limit[:100]), timer


def _is_limit(text: str) -> bool:
    try:
        limit_of(text)
    except LimitUnreadable:
        return False
    return True


def _condition_problems(path: str, root: etree._Element, pack: Pack) -> Iterator[Problem]:
    names = None if pack.form_faults else {name for form in forms_of(pack) for name in fields_of(pack, form)}
    for condition in all_of(root, "conditionExpression"):
        flow = condition.getparent()
        where = called(condition if flow is None else flow)
        yield from condition_problems(
            (condition.text or "").strip(), names, "any form", path, line_of(condition), where
        )
