"""`tirek log describe|dfg|variants|cases`: a log in figures, and the cases behind each of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from tirek.command.failures import FINE
from tirek.command.log_filters import add_calendar, add_filtered_log, calendar_named, filtered_log
from tirek.command.log_spark import add_engine, on_spark, said_by_spark
from tirek.command.log_told import share_told, span_told, table
from tirek.command.output import print_json
from tirek.command.verbs import Commands, verb


def add_to(verbs: Commands) -> None:
    """This function will add the verbs."""
    about = "How much is in a log, what begins and ends cases, how long they take, and how many a month."
    describing = verb(verbs, "describe", describe, about)
    add_filtered_log(describing)
    add_calendar(describing)
    describing.add_argument("--months-of", metavar="ZONE", default="UTC", help="whose clock months go by (UTC)")
    add_engine(describing)
    flowing = verb(verbs, "dfg", dfg, "What directly follows what, how often, and how long that takes.")
    add_filtered_log(flowing)
    add_calendar(flowing)
    add_engine(flowing)
    varying = verb(verbs, "variants", variants, "The different orders in which cases took their activities.")
    add_filtered_log(varying)
    varying.add_argument("--top", type=_count, metavar="N", default=10, help="how many are listed (10)")
    add_engine(varying)
    listing = verb(verbs, "cases", cases, "The cases that the filters keep, by name: those behind a figure.")
    add_filtered_log(listing)


def describe(options: argparse.Namespace) -> int:
    """This function will print a log in figures."""
    from tirek.mining import describe as description_of
    from tirek.mining import describe_on_spark

    calendar = calendar_named(options)
    if on_spark(options):
        answer = said_by_spark(options, describe_on_spark, zone=options.months_of, calendar=calendar)
    else:
        with filtered_log(options) as log:
            answer = description_of(log, zone=options.months_of, calendar=calendar).as_json()
    if options.json:
        print_json(answer)
        return FINE
    times = answer["throughput_s"]
    print(f"{answer['cases']} cases, {answer['events']} events, {answer['activities']} activities,", end=" ")
    print(f"{answer['variants']} variants")
    if not answer["cases"]:
        return FINE
    print(f"From {answer['first']} to {answer['last']}")
    working = " of working time" if calendar else ""
    print(f"A case takes {span_told(times['median'])}{working} at the middle, {span_told(times['mean'])} on average;")
    print(f"one in ten takes more than {span_told(times['p90'])}.")
    for title, counts in (("Begins with", answer["start"]), ("Ends with", answer["end"])):
        print("\n".join(table((title, "Cases", "Share"), _shares(counts, answer["cases"]))))
    print("\n".join(table(("Activity", "Events", "Share"), _shares(answer["activity_counts"], answer["events"]))))
    months = [(each["month"], each["arrived"], each["completed"]) for each in answer["months"]]
    print("\n".join(table(("Month", "Arrived", "Completed"), months)))
    return FINE


def dfg(options: argparse.Namespace) -> int:
    """This function will print the directly-follows graph."""
    from tirek.mining import flow_of, flow_on_spark

    calendar = calendar_named(options)
    if on_spark(options):
        edges = said_by_spark(options, flow_on_spark, calendar=calendar)
    else:
        with filtered_log(options) as log:
            edges = flow_of(log, calendar=calendar).as_json()
    if options.json:
        print_json(edges)
    else:
        rows = [
            (e["from"], e["to"], e["count"], *(span_told(e[k]) for k in ("mean_s", "median_s", "p90_s"))) for e in edges
        ]
        print("\n".join(table(("From", "To", "Count", "Mean", "Median", "90 %"), rows, words=2)))
    return FINE


def variants(options: argparse.Namespace) -> int:
    """This function will print the variants."""
    from tirek.mining import variants_of, variants_on_spark

    if on_spark(options):
        answer = said_by_spark(options, variants_on_spark, top=options.top)
    else:
        with filtered_log(options) as log:
            answer = variants_of(log).as_json(options.top)
    if options.json:
        print_json(answer)
        return FINE
    print(
        f"{answer['variants']} variants;",
        f"the first {len(answer['top'])} have {share_told(answer['top_share'])} of the cases.",
    )
    for each in answer["top"]:
        print(f"{each['count']:>8}  {share_told(each['share']):>7}  {' → '.join(each['activities'])}")
    return FINE


def cases(options: argparse.Namespace) -> int:
    """This function will print the names of cases."""
    with filtered_log(options) as log:
        names = list(log.case_names())
    if options.json:
        print_json({"cases": len(names), "names": names})
    else:
        print("\n".join(names))
    return FINE


def _shares(counts: dict[str, int], whole: int) -> Iterable[tuple[str, int, str]]:
    return [(name, count, share_told(count / whole)) for name, count in counts.items()]


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise ValueError
    return count
