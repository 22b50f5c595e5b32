"""Real logs against models of them: the oracle's figures where it is right, and where it is not, what it says."""

from __future__ import annotations

import contextlib
import io
from functools import cache
from pathlib import Path

import pandas as pd
import pm4py
import pytest
from pm4py.algo.conformance.alignments.petri_net import algorithm as alignments
from pm4py.algo.conformance.tokenreplay import algorithm as token_replay
from pm4py.algo.evaluation.precision import algorithm as precision
from pm4py.algo.evaluation.replay_fitness import algorithm as replay_fitness

from tests.rooms.mining.conforming.nets import pm4py_net
from tests.rooms.mining.describing.real import ACTIVITY, CASE, LOGS, frame, log
from tirek.mining.conforming.alignments import aligned
from tirek.mining.conforming.replay import replayed
from tirek.mining.describing.variants import variants_of
from tirek.mining.discovering.inductive import mined
from tirek.mining.log import EventLog, log_of
from tirek.mining.models.net import AcceptingNet, Marking, fired
from tirek.mining.models.net_of_tree import net_of_tree
from tirek.mining.models.reading import net_of, read_model

MOST = 15  # variants: the oracle is slow
PAIRS = [
    ("receipt.xes.gz", "receipt.bpmn"),
    ("running-example.xes", "running-example.bpmn"),
    ("receipt.xes.gz", "mined"),
    ("07_bpic2013_incidents.xes.gz", "mined"),
    ("helpdesk.xes.gz", "mined"),
    ("roadtraffic100traces.xes", "mined"),
]
CUT_SHORT = {("receipt.xes.gz", "receipt.bpmn"), ("helpdesk.xes.gz", "mined")}
"""Where the oracle leaves out markings that take more silent steps than others, and so what the model allows there."""


def asked(name: str, model: str) -> tuple[pd.DataFrame, AcceptingNet]:
    """The first variants of a log, one case each, and the model: drawn, or mined so that some cases do not fit it."""
    variants = variants_of(log(name))
    path = Path(LOGS) / model
    net = (
        net_of(read_model(path))
        if path.exists()
        else net_of_tree(mined({each.activities: each.count for each in variants.top(10**9)}, noise=0.2))
    )
    first = {int(variants.cases_of(each.number)[0]) for each in variants.top(MOST)}
    names = {log(name).case_names()[case] for case in first}
    rows = frame(name)
    return rows[rows[CASE].astype(str).isin(names)], net


def ours(rows: pd.DataFrame) -> EventLog:
    """The rows stand in order already, so their numbers will do for times."""
    return log_of(rows[CASE].astype(str).tolist(), rows[ACTIVITY].astype(str).tolist(), list(range(len(rows))))


@pytest.mark.parametrize(("name", "model"), PAIRS)
def test_alignments_and_precision_are_those_of_the_oracle(name: str, model: str) -> None:
    rows, net = asked(name, model)
    answer = aligned(ours(rows), net)
    with contextlib.redirect_stderr(io.StringIO()):
        theirs = alignments.apply_log(rows, *pm4py_net(net))
        traces = rows.groupby(CASE, sort=False)[ACTIVITY].apply(lambda each: tuple(map(str, each)))
        sharp = precision.apply(rows, *pm4py_net(net), variant=precision.Variants.ALIGN_ETCONFORMANCE)

    costs = {each.activities: each.cost for each in answer.variants}
    assert len(theirs) == len(traces)
    assert {trace: found["cost"] // 10_000 for trace, found in zip(traces, theirs, strict=True)} == costs
    assert answer.mean_fitness == pytest.approx(sum(each["fitness"] for each in theirs) / len(theirs), abs=1e-3)
    assert answer.precision is not None
    assert answer.precision.share == pytest.approx(plain_precision(net, list(traces)), abs=1e-12)
    if (name, model) in CUT_SHORT:
        assert answer.precision.share < sharp
    else:
        assert answer.precision.share == pytest.approx(sharp, abs=1e-12)


def plain_precision(net: AcceptingNet, traces: list[tuple[str, ...]]) -> float:
    """By the definition, slowly: all markings that the events so far can have led to."""

    def resting(places: set[Marking]) -> frozenset[Marking]:
        seen, waiting = set(places), list(places)
        while waiting:
            marking = waiting.pop()
            for each in net.enabled(marking):
                if each.label is None and (after := fired(each, marking)) not in seen:
                    seen.add(after)
                    waiting.append(after)
        return frozenset(seen)

    @cache
    def after(trace: tuple[str, ...]) -> frozenset[Marking]:
        if not trace:
            return resting({net.initial})
        before = after(trace[:-1])
        return resting({fired(t, m) for m in before for t in net.enabled(m) if t.label == trace[-1]})

    allowed = escaping = 0
    for trace in traces:
        for at in range(len(trace)):
            may = {t.label for m in after(trace[:at]) for t in net.enabled(m)} - {None}
            does = {other[at] for other in traces if other[:at] == trace[:at] and len(other) > at}
            allowed, escaping = allowed + len(may), escaping + len(may - does)
    return 1 - escaping / allowed


@pytest.mark.parametrize(("name", "model"), PAIRS)
def test_replay_fits_what_the_oracle_fits_and_what_the_model_allows(name: str, model: str) -> None:
    rows, net = asked(name, model)
    answer = replayed(ours(rows), net)
    with contextlib.redirect_stderr(io.StringIO()):
        theirs = token_replay.apply(rows, *pm4py_net(net))
    traces = rows.groupby(CASE, sort=False)[ACTIVITY].apply(lambda each: tuple(map(str, each)))
    fits = {each.activities: each.fits for each in answer.variants}

    wrongly = [t for t, found in zip(traces, theirs, strict=True) if found["trace_is_fit"] and not fits[t]]
    assert wrongly == []
    assert fits == {each.activities: each.cost == 0 for each in aligned(ours(rows), net).variants}


def test_the_oracle_charges_silent_steps_where_the_definition_does_not() -> None:
    """A log that the model allows has fitness 1; replay in the oracle loses its way in its own net."""
    rows, net = asked("receipt.xes.gz", "receipt.bpmn")
    drawn = str(Path(LOGS) / "receipt.bpmn")
    with contextlib.redirect_stderr(io.StringIO()):
        said = replay_fitness.apply(rows, *pm4py_net(net), variant=replay_fitness.Variants.ALIGNMENT_BASED)
        own = pm4py.convert_to_petri_net(pm4py.read_bpmn(drawn))
        played = replay_fitness.apply(frame("receipt.xes.gz"), *own, variant=replay_fitness.Variants.TOKEN_BASED)

    assert said["log_fitness"] < said["averageFitness"] == 1
    assert played["log_fitness"] < 1
    assert aligned(log("receipt.xes.gz"), net).fitness == 1
    assert replayed(log("receipt.xes.gz"), net).fitness == 1
