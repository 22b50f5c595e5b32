"""A drawing of a service as pages read it: which one, its tasks, and its steps in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tirek import studies
from tirek.directory import NotFound
from tirek.mining import BpmnGraph, bpmn_of
from tirek.refusals import Refusal
from tirek.studies import Drawing, Study
from tirek.web.requests import SignedRequest

KINDS = {str(of): label for of, label in Drawing.Of.choices}
MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a drawing in words, and what comes after it."""

    name: str
    lane: str
    after: tuple[str, ...]


def drawing_of(request: SignedRequest, study: Study, of: str, version: int = 0) -> Drawing | None:
    """This function will give a drawing of a study: the newest, or a version. Raises `NotFound` for a kind unknown."""
    if of not in KINDS:
        raise NotFound
    found = studies.drawings_for(request.user).filter(study=study, of=of)
    return found.filter(version=version).first() if version else found.first()


def tasks_of(found: Drawing) -> Iterator[tuple[str, str]]:
    """This function will give the tasks of a drawing that have a name: their ids and names."""
    try:
        graph = bpmn_of(found.bpmn.encode(), found.study.code)
    except Refusal:
        return
    for scope in _scopes(graph):
        yield from ((node.id, node.name) for node in scope.nodes if node.kind == "task" and node.name)


def steps_of(found: Drawing) -> Iterator[Step]:
    """This function will say the steps of a drawing in words, at most `MOST_STEPS`."""
    try:
        graph = bpmn_of(found.bpmn.encode(), found.study.code)
    except Refusal:
        return
    told = 0
    for scope in _scopes(graph):
        for node in scope.nodes:
            if node.kind not in ("task", "start") or told >= MOST_STEPS:
                continue
            told += 1
            yield Step(
                node.name or _("Here it begins."), node.lane, tuple(dict.fromkeys(_onward(scope, node.id, set())))
            )


def _scopes(graph: BpmnGraph) -> Iterator[BpmnGraph]:
    yield graph
    for node in graph.nodes:
        if node.inner is not None:
            yield from _scopes(node.inner)


def _onward(graph: BpmnGraph, of: str, seen: set[str]) -> Iterator[str]:
    """The steps that come next, through whatever parts or joins the ways."""
    for flow in graph.out_of[of]:
        node = graph.node[flow.target]
        if node.id in seen:
            continue
        seen.add(node.id)
        if node.kind == "end":
            yield _("Here it ends.")
        elif node.name and node.kind in ("task", "part"):
            yield node.name
        else:
            yield from _onward(graph, node.id, seen)
