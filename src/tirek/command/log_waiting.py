"""`tirek log bottlenecks|rework|handovers|load`: where work waits, is done again, changes hands; who has how much."""

from __future__ import annotations

import argparse

from tirek.command.failures import FINE
from tirek.command.log_filters import add_calendar, add_filtered_log, calendar_named, filtered_log
from tirek.command.log_told import share_told, span_told, table
from tirek.command.output import print_json, wrapped
from tirek.command.verbs import Commands, verb


def add_to(verbs: Commands) -> None:
    """This function will add the verbs."""
    for name, run, about in (
        ("bottlenecks", bottlenecks, "Where work waits, the dearest place first: waiting time of all cases together."),
        ("rework", rework, "What is done again in a case, at once or in a loop, and how long it takes to come back."),
        ("handovers", handovers, "Who hands over to whom, how often, and how many a case meets."),
        ("load", load, "How much each person or office did in each period."),
    ):
        parser = verb(verbs, name, run, about)
        add_filtered_log(parser)
        add_calendar(parser)
        if name in ("bottlenecks", "handovers"):
            parser.add_argument("--top", type=int, metavar="N", help="only the first so many")
        if name in ("handovers", "load"):
            parser.add_argument("--between", choices=("resource", "office"), default="resource", help="whom (resource)")
        if name == "load":
            parser.add_argument("--by", choices=("month", "week", "day"), default="month", help="the period (month)")
            parser.add_argument("--periods-of", metavar="ZONE", default="UTC", help="whose clock periods go by (UTC)")


def bottlenecks(options: argparse.Namespace) -> int:
    """This function will print where work waits."""
    from tirek.mining import bottlenecks_of

    with filtered_log(options) as log:
        answer = bottlenecks_of(log, calendar=calendar_named(options)).as_json(options.top)
    if options.json:
        print_json(answer)
        return FINE
    print(wrapped(answer["rule"], indent=""))
    print(f"All cases together waited {span_told(answer['waiting_s'])}.")
    titles = ("All", "Share", "Cases", "Times", "Mean", "Median", "90 %")
    for words, places in ((("From", "To"), answer["edges"]), (("Before",), answer["activities"])):
        names = ("from", "to") if len(words) == 2 else ("activity",)
        rows = [
            (
                *(each[name] for name in names),
                *(span_told(each["total_s"]), share_told(each["share"]), each["cases"], each["count"]),
                *(span_told(each[key]) for key in ("mean_s", "median_s", "p90_s")),
            )
            for each in places
        ]
        print("\n".join(table((*words, *titles), rows, words=len(words))))
    return FINE


def rework(options: argparse.Namespace) -> int:
    """This function will print what is done again."""
    from tirek.mining import rework_of

    with filtered_log(options) as log:
        answer = rework_of(log, calendar=calendar_named(options)).as_json()
    if options.json:
        print_json(answer)
        return FINE
    print(f"{answer['cases']} cases ({share_told(answer['cases_share'])}) did something again,", end=" ")
    print(f"{answer['events']} events in all ({share_told(answer['events_share'])}).")
    rows = [
        (e["activity"], e["cases"], e["again"], e["directly"], e["loops"], span_told(e["back_s"]["median"]))
        for e in answer["activities"]
    ]
    print("\n".join(table(("Activity", "Cases", "Again", "At once", "In a loop", "Back after (median)"), rows)))
    return FINE


def handovers(options: argparse.Namespace) -> int:
    """This function will print who hands over to whom."""
    from tirek.mining import handovers_of

    with filtered_log(options) as log:
        answer = handovers_of(log, options.between, calendar=calendar_named(options)).as_json(options.top)
    if options.json:
        print_json(answer)
        return FINE
    print(f"{answer['handovers']} hand-overs.")
    if answer["per_case"]["max"] is not None:
        print(f"A case has {answer['per_case']['mean']:.1f} on average, {answer['per_case']['max']} at most;", end=" ")
        print(f"it meets {answer['met_per_case']['mean']:.1f} on average, {answer['met_per_case']['max']} at most.")
    if answer["events_unsaid"]:
        print(f"For {answer['events_unsaid']} events the log names nobody.")
    rows = [
        (e["from"], e["to"], e["count"], e["cases"], *(span_told(e[key]) for key in ("mean_s", "median_s", "p90_s")))
        for e in answer["pairs"]
    ]
    print("\n".join(table(("From", "To", "Times", "Cases", "Mean", "Median", "90 %"), rows, words=2)))
    return FINE


def load(options: argparse.Namespace) -> int:
    """This function will print how much each had."""
    from tirek.mining import RULES, load_of

    calendar = calendar_named(options)
    with filtered_log(options) as log:
        found = load_of(log, options.between, by=options.by, zone=options.periods_of, calendar=calendar)
    if options.json:
        print_json(found.as_json())
    else:
        print(wrapped(RULES[found.method], indent=""))
        rows = [(each.name, each.period, each.events, each.cases, span_told(each.worked_s)) for each in found.each]
        print("\n".join(table(("Who", "Period", "Events", "Cases", "Work"), rows, words=2)))
    return FINE
