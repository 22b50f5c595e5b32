"""`tirek log simulate LOG --model F`: a drawing simulated with what a log says of arrivals, people and times.

First the log as it is, which says how far the simulation can be trusted; then the change, if one is asked for.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirek.command.failures import FINE
from tirek.command.log_filters import add_filtered_log, filtered_log
from tirek.command.log_told import share_told, span_told, table
from tirek.command.output import print_json, wrapped
from tirek.command.progress import shown_progress
from tirek.command.verbs import Commands, verb

if TYPE_CHECKING:
    from tirek.mining import BpmnGraph, Distribution

MOST_REPETITIONS = 1_000
PARTS = ("mean", "low", "high")


def add_to(verbs: Commands) -> None:
    """This function will add the verb."""
    about = "Simulate a drawing with what a log says of arrivals, people and times, and say how far to trust that."
    parser = verb(verbs, "simulate", simulate, about)
    add_filtered_log(parser)
    parser.add_argument("--model", type=Path, metavar="FILE", required=True, help="the drawing (BPMN, or a tree)")
    parser.add_argument(
        "--as-is", type=Path, metavar="FILE", help="how the log ran, where --model draws a change of it"
    )
    parser.add_argument(
        "--scenario", type=Path, metavar="FILE", help="what is changed: a scenario as --fitted writes it"
    )
    parser.add_argument("--fitted", type=Path, metavar="FILE", help="write the scenario of the log here, to change it")
    parser.add_argument("--repetitions", type=_repetitions, metavar="N", default=10, help="how often (10)")
    parser.add_argument("--seed", type=_seed, metavar="N", default=1, help="the same seed gives the same result (1)")


def simulate(options: argparse.Namespace) -> int:
    """This function will print a simulation of a log as it is, and of what would change."""
    from tirek.mining import effect_of, fitted, rerouted, scenario_of, trusted
    from tirek.mining import simulate as simulation_of

    drawing, timers = _drawing(options.model)
    was, was_timers = (drawing, timers) if options.as_is is None else _drawing(options.as_is)
    given = None if options.scenario is None else scenario_of(_json(options.scenario))
    repeated = {"repetitions": options.repetitions, "seed": options.seed}
    to_be = effect = None
    with filtered_log(options) as log, shown_progress() as progress:

        def tell(done: int, whole: int) -> None:
            if progress is not None:
                progress(done, whole, "simulating")

        scenario = fitted(log, was, timers=was_timers)
        trust, as_is = trusted(log, was, scenario, **repeated, progress=tell)
        changed = scenario if given is None else given
        if given is not None or options.as_is is not None:
            changed = rerouted(log, drawing, changed, timers=timers)
            to_be = simulation_of(drawing, changed, **repeated, progress=tell)
            effect = effect_of(as_is, to_be)
    if options.fitted is not None:
        options.fitted.write_text(json.dumps(scenario.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    notes = list({str(note): note for note in (*scenario.notes, *changed.notes)}.values())
    answer = {
        "trust": trust.as_json(),
        "notes": [{"id": note.id, "sentence": str(note)} for note in notes],
        "as_is": as_is.as_json(),
        "to_be": None if to_be is None else to_be.as_json(),
        "effect": None if effect is None else {name: each.as_json() for name, each in effect.items()},
    }
    if options.json:
        print_json(answer)
    else:
        _tell(answer)
    return FINE


def _drawing(path: Path) -> tuple[BpmnGraph, dict[str, Distribution]]:
    from tirek.mining import AcceptingNet, BpmnGraph, NotOneDrawing, bpmn_of, bpmn_of_tree, model_of, timers_of

    content = path.read_bytes()
    model = model_of(content, path.name)
    if isinstance(model, AcceptingNet):
        raise NotOneDrawing
    if not isinstance(model, BpmnGraph):
        content = bpmn_of_tree(model)
        model = bpmn_of(content, path.name)
    return model, timers_of(content, path.name)


def _json(path: Path) -> object:
    from tirek.mining import ScenarioUnreadable

    try:
        return json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise ScenarioUnreadable(place=path.name, reason=str(fault)[:100]) from None


def _tell(answer: dict[str, Any]) -> None:
    trust = answer["trust"]
    print(f"{trust['verdict'].capitalize()}.")
    print(wrapped(trust["sentence"]))
    rows = [
        (name.capitalize(), share_told(each["distance"]), share_told(each["good"]), share_told(each["of_halves"]))
        for name, each in trust["measures"].items()
    ]
    print("\n".join(table(("Distance of", "From the log", "Good up to", "Between halves"), rows)))
    print()
    for note in answer["notes"]:
        print(wrapped(f"- {note['sentence']}", hanging="  "))
    for title, side in (("as it is", answer["as_is"]), ("changed", answer["to_be"])):
        if side is None:
            continue
        said = [(f"Throughput, {name}", each) for name, each in side["throughput_s"].items()]
        said += [(name, side[key]) for name, key in (("Waiting", "waiting_s"), ("Work", "service_s"))]
        spans = [(name, *(span_told(each[part]) for part in PARTS)) for name, each in said]
        print("\n".join(table((f"A case {title}", "Mean", "From", "To"), spans)))
        busy = [(name, share_told(each["mean"])) for name, each in side["utilisation"].items()]
        if busy:
            print("\n".join(table(("Busy", "Share"), busy)))
    if answer["effect"]:
        spans = [
            (name.removesuffix("_s").replace("_", " ").capitalize(), *(span_told(each[part]) for part in PARTS))
            for name, each in answer["effect"].items()
            if name != "cost"
        ]
        print("\n".join(table(("What changes", "By", "From", "To"), spans)))


def _repetitions(text: str) -> int:
    return _whole(text, 1, MOST_REPETITIONS)


def _seed(text: str) -> int:
    return _whole(text, 0, 2**63 - 1)


def _whole(text: str, least: int, most: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"a whole number from {least} to {most} is needed")
    return number
