"""Alignments of real logs with models of them, beside PM4Py and beside the aligner in Rust, all on the same nets.

Each in a process of its own; reading log and net is not counted. What is compared first is the cost of each variant:
moves of the log alone or of a step of the model that has a name. A contestant has a limit, after which it gave no
answer.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.mining import contest
from bench.mining_contest import peak

LOGS = Path(__file__).parents[2] / "shared" / "logs"
MINED = ("running-example.xes", "receipt.xes.gz", "roadtraffic100traces.xes", "helpdesk.xes.gz")
HARD = ("07_bpic2013_incidents.xes.gz",)
DRAWN = {"running-example.xes": "running-example.bpmn", "receipt.xes.gz": "receipt.bpmn"}
NOISE = 0.2  # mined so that some cases do not fit
SKIPPED = ">>"
LIMIT, RUNS = 300, 3
LIMITS = "limit: ≥ 20 × PM4Py where r4pm answers"
Costs = dict[str, int | None]


def run(logs: tuple[str, ...] = MINED + HARD) -> None:
    """This function will align each log with its models, so many times by each but PM4Py, which is asked once."""
    print(f"\n# Alignments (numba {version('numba')}, r4pm {version('r4pm')}, pm4py {version('pm4py')})\n{LIMITS}")
    with tempfile.TemporaryDirectory(prefix="tirek-bench-") as place:
        for name in logs:
            for model in ["mined", *([DRAWN[name]] if name in DRAWN else [])]:
                _measure(LOGS / name, _net(Path(place), LOGS / name, model), model)


def _measure(log: Path, net: Path, model: str) -> None:
    print(f"\n## {log.name} × {model}, load {os.getloadavg()[0]:.1f}")
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in CONTESTANTS}
    for turn in range(RUNS):
        for name, found in told.items():
            if turn == 0 or name != "PM4Py":
                with contextlib.suppress(subprocess.TimeoutExpired):
                    found.append(contest("bench.mining_alignments", name, log, net, limit=LIMIT))
    first: Costs = told["tirek"][0]["answer"]
    peer = statistics.median([each["seconds"] for each in told["PM4Py"]] or [float(LIMIT)])
    more = "" if told["PM4Py"] else "more than "
    for name, found in told.items():
        if not found:
            print(f"{name:<8} no answer within {LIMIT} s")
            continue
        answer: Costs = found[0]["answer"]
        none = sum(cost is None for cost in answer.values())
        other = sum(cost is not None and cost != first.get(trace) for trace, cost in answer.items())
        seconds = statistics.median(each["seconds"] for each in found)
        print(
            f"{name:<8} {seconds:8.3f} s  {max(each['megabytes'] for each in found):6.0f} MB"
            f"  {more}{peer / seconds:7.1f} × as fast as PM4Py;"
            f" {len(answer)} variants, {none} not answered, {other} of another cost than tirek's"
        )


def _net(place: Path, log: Path, model: str) -> Path:
    """The same net for all, as PNML."""
    with contextlib.redirect_stdout(io.StringIO()):  # it greets
        import pm4py

    if model == "mined":
        found = pm4py.discover_petri_net_inductive(pm4py.read_xes(str(log)), noise_threshold=NOISE)
    else:
        found = pm4py.convert_to_petri_net(pm4py.read_bpmn(str(LOGS / model)))
    path = place / f"{log.stem}-{model}.pnml"
    pm4py.write_pnml(*found, str(path))
    return path


def tirek(log: Path, net: Path) -> Callable[[], Costs]:
    """This function will align as `tirek log conform` does."""
    from tirek.mining import aligned, import_log, net_of, open_log, read_model

    place = net.parent / f"{log.stem}.log"
    events, model = open_log(place if place.exists() else import_log(log, place)), net_of(read_model(net))
    return lambda: {_key(each.activities): each.cost for each in aligned(events, model).variants}


def r4pm(log: Path, net: Path) -> Callable[[], Costs]:
    """This function will align with the aligner in Rust."""
    import r4pm as peer
    from r4pm import bindings, petri_net

    model: Any = petri_net.import_pnml(str(net))
    projection = bindings.log_to_activity_projection(peer.import_item("EventLog", str(log)))
    named = {key for key, step in model["transitions"].items() if step.get("label")}

    def cost(found: Any) -> int | None:
        moves = found.get("Ok", {}).get("moves")
        if moves is None:
            return None
        alone = [each["ModelMove"]["transition"] in named for each in moves if "ModelMove" in each]
        return sum(alone) + sum("LogMove" in each for each in moves)

    return lambda: {
        _key(each["activities"]): cost(each["result"]) for each in bindings.align_variants(model, projection)
    }


def pm4py(log: Path, net: Path) -> Callable[[], Costs]:
    """This function will align as PM4Py does without being told how."""
    import pm4py as oracle
    from pm4py.algo.conformance.alignments.petri_net import algorithm

    frame, model = oracle.read_xes(str(log)), oracle.read_pnml(str(net))

    def ask() -> Costs:  # it answers in an order of its own: the moves of the log say of what
        found = algorithm.apply_log(frame, *model)
        return {
            _key(move for move, _ in each["alignment"] if move != SKIPPED): each["cost"] // 10_000
            for each in found
            if each is not None
        }

    return ask


def _key(activities: Any) -> str:
    return " → ".join(map(str, activities))


CONTESTANTS: dict[str, Callable[[Path, Path], Callable[[], Costs]]] = {"tirek": tirek, "r4pm": r4pm, "PM4Py": pm4py}


def main(who: str, log: Path, net: Path) -> None:
    """This function will print what was answered, and the seconds and peak memory that it took."""
    if who == "tirek":  # compiled once, as after any first question
        small = LOGS / "running-example.xes"
        tirek(small, _net(net.parent, small, "running-example.bpmn"))()
    ask = CONTESTANTS[who](log, net)
    began = time.perf_counter()
    answer = ask()
    print(json.dumps({"seconds": time.perf_counter() - began, "megabytes": peak(), "answer": answer}))


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in CONTESTANTS:
        main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        run(tuple(sys.argv[1:]) or MINED + HARD)
