"""`tirek log conform` and `tirek log safeguards`: a log held against a model, and against the rules that must hold."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirek.command.failures import FINDINGS, FINE
from tirek.command.log_filters import add_filtered_log, filtered_log
from tirek.command.log_told import share_told, table
from tirek.command.output import print_json, wrapped
from tirek.command.verbs import Commands, verb

if TYPE_CHECKING:
    from tirek.mining import EventLog

LISTED = 10


def add_to(verbs: Commands) -> None:
    """This function will add the verbs."""
    conforming = verb(verbs, "conform", conform, "How well a log and a model agree, and where the log leaves it.")
    add_filtered_log(conforming)
    kinds = "a model: BPMN 2.0, PNML, PTML, or a process tree as text"
    conforming.add_argument("--model", type=Path, metavar="FILE", required=True, help=kinds)
    conforming.add_argument("--process", metavar="ID", default="", help="which process of a drawing with several")
    conforming.add_argument("--method", choices=("alignments", "replay"), default="alignments", help="(alignments)")
    limit = "how much is looked for in one variant, in seconds of a usual machine (10)"
    conforming.add_argument("--limit-s", type=_seconds, metavar="S", default=10.0, help=limit)
    conforming.add_argument("--top", type=int, metavar="N", default=LISTED, help=f"how many are listed ({LISTED})")
    about = "Which safeguards were kept, and each case that broke one; exit status 1 when any was broken."
    keeping = verb(verbs, "safeguards", safeguards, about)
    add_filtered_log(keeping)
    keeping.add_argument("--rules", type=Path, metavar="FILE", required=True, help="safeguards.csv, as in a mechanism")
    keeping.add_argument("--steps", type=Path, metavar="FILE", help="CSV: step, activity; which activities a step is")
    keeping.add_argument("--calendar", metavar="COUNTRY", default="KZ", help="whose working days count (KZ)")
    asked = "an activity in which a person must tell; may be given again"
    keeping.add_argument("--interview", metavar="ACTIVITY", action="append", default=[], help=asked)
    met = "an activity in which the person meets an officer (any, if none is named)"
    keeping.add_argument("--meeting", metavar="ACTIVITY", action="append", help=met)
    keeping.add_argument("--top", type=int, metavar="N", default=LISTED, help=f"how many worst cases ({LISTED})")
    keeping.add_argument("--days-of", metavar="ZONE", default="UTC", help="whose clock days and years go by (UTC)")


def conform(options: argparse.Namespace) -> int:
    """This function will print how a log and a model agree."""
    from tirek.command.files import content_of
    from tirek.mining import aligned, model_of, net_of, replayed

    net = net_of(model_of(content_of(options.model), options.model.name, process=options.process))
    with filtered_log(options) as log:
        if options.method == "replay":
            answer = replayed(log, net).as_json(options.top)
        else:
            answer = aligned(log, net, limit_s=options.limit_s).as_json(options.top)
    if options.json:
        print_json(answer)
    else:
        _tell(answer)
    return FINE


def safeguards(options: argparse.Namespace) -> int:
    """This function will print which safeguards were kept."""
    with filtered_log(options) as log:
        answer, all_kept = _kept(options, log)
    if options.json:
        print_json(answer)
        return FINE if all_kept else FINDINGS
    print(f"Judged at {answer['judged_at']}, the last moment of the log; days go by {answer['days_of']}.")
    rows = [
        (r["id"], r["severity"], r["applied"], r["kept"], r["broken"], r["open"], _share(r["share_kept"]))
        for r in answer["rules"]
    ]
    print("\n".join(table(("Rule", "Severity", "Cases", "Kept", "Broken", "Open", "Share"), rows, words=2)))
    for rule in answer["rules"]:
        if rule["activities_not_in_log"]:
            print(wrapped(f"{rule['id']}: no event of the log is {', '.join(rule['activities_not_in_log'])}.", ""))
        if rule["violations"]:
            print(f"\n{rule['id']}: {rule['said']}")
        for each in rule["violations"]:
            print(wrapped(f"{each['case']}: {each['why']}", hanging="  "))
    _tell_burden(answer["burden"])
    return FINE if all_kept else FINDINGS


def _tell_burden(burden: dict[str, Any]) -> None:
    told = [(name.replace("_", " "), each) for name, each in burden.items() if each is not None]
    rows = [
        (name, *(f"{each[key]:.3g}" for key in ("mean", "median", "p90", "max")), each["worst"][0]["case"])
        for name, each in told
    ]
    print("\n".join(table(("What a case bore", "Mean", "Median", "90 %", "Most", "In case"), rows)))


def _kept(options: argparse.Namespace, log: EventLog) -> tuple[dict[str, Any], bool]:
    from tirek.command.files import content_of
    from tirek.mining import burden, country_calendar, rules_in, safeguards_kept, steps_in, zone_of

    kept = safeguards_kept(
        log,
        rules_in(content_of(options.rules), options.rules.name),
        calendar=country_calendar(options.calendar),
        zone=zone_of(options.days_of),
        steps=steps_in(content_of(options.steps), options.steps.name) if options.steps else None,
    )
    borne = burden(log, interviews=options.interview, meetings=options.meeting)
    return kept.as_json() | {"burden": borne.as_json(options.top)}, kept.all_kept


def _tell(answer: dict[str, Any]) -> None:
    print(f"Fitness {_share(answer['fitness'])}, precision {_share(answer['precision'])};", end=" ")
    print(f"{answer['fitting_cases']} of {answer['cases']} cases fit the model.")
    if answer.get("variants_not_within_limit"):
        late = f"{answer['variants_not_within_limit']} variants ({answer['cases_not_within_limit']} cases)"
        print(f"{late} have no answer within the limit; no figure here is about them.")
    if answer.get("deviations"):
        titles = ("Activity", "Both", "Only in the log", "Cases", "Only in the model", "Cases")
        print("\n".join(table(titles, [tuple(each.values()) for each in answer["deviations"]])))
    for each in answer["worst"]:
        told = " → ".join(each["activities"])
        print(wrapped(f"{each['count']} × {_share(each['fitness'])}: {told}", hanging="  "))


def _share(share: float | None) -> str:
    return "–" if share is None else share_told(share)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:
        raise ValueError
    return seconds
