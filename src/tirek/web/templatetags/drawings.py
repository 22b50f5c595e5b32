"""The drawings of procedures for templates: those of an edition, and that of a case with where the case is."""

from __future__ import annotations

from django import template

from tirek.cases import OpenedFile
from tirek.packs import Edition
from tirek.web.mechanisms.drawings import Drawing, drawings_of

register = template.Library()


@register.simple_tag
def drawings_in(edition: Edition, path: str = "procedures/") -> list[Drawing]:
    """This tag will give the drawings of an edition, or the one at a path."""
    return drawings_of(edition, path=path)


@register.simple_tag
def drawings_of_case(opened: OpenedFile) -> list[Drawing]:
    """This tag will give the drawing of a case: what waits in it, what was done and when."""
    case = opened.case
    now = {task.step for task in opened.tasks} | set(opened.messages)
    if case.closed_at is None:
        now |= set(case.timers.filter(ended_at=None).values_list("step", flat=True))
    done = {each.step: each.at for each in sorted(opened.happenings, key=lambda each: each.ordinal)}
    return drawings_of(case.edition, process=case.procedure, now=now, done=done)
