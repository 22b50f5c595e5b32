"""`tirek log compare LOG OTHER`: what changed between two logs, or between two periods of one, and how sure that is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirek.command.failures import FINE
from tirek.command.log_filters import add_filtered_log, filtered_log
from tirek.command.log_told import share_told, span_told, table
from tirek.command.output import print_json
from tirek.command.verbs import Commands, verb

if TYPE_CHECKING:
    from tirek.mining import EventLog, Kept

SHOWN = ("more", "less")
NUMBERS = ("before", "after", "difference", "low", "high")


def add_to(verbs: Commands) -> None:
    """This function will add the verb."""
    about = "What changed between two logs, or two periods of one: flow, time, rework; and how sure that is."
    parser = verb(verbs, "compare", compare, about)
    add_filtered_log(parser)
    after = parser.add_mutually_exclusive_group(required=True)
    after.add_argument("other", type=Path, metavar="OTHER", nargs="?", help="the log after; else --at cuts LOG in two")
    after.add_argument("--at", metavar="TIME", help="cases that began before this day or moment, against the others")
    about = "compare how safeguards were kept as well: safeguards.csv, as in a mechanism"
    parser.add_argument("--rules", type=Path, metavar="FILE", help=about)
    parser.add_argument("--steps", type=Path, metavar="FILE", help="CSV: step, activity; which activities a step is")
    parser.add_argument("--calendar", metavar="COUNTRY", default="KZ", help="whose working days count (KZ)")
    parser.add_argument("--days-of", metavar="ZONE", default="UTC", help="whose clock days and years go by (UTC)")
    about = "compare like with like: an attribute of cases, such as the channel; several times for several"
    parser.add_argument("--by", metavar="ATTRIBUTE", action="append", default=[], help=about)


def compare(options: argparse.Namespace) -> int:
    """This function will print what changed."""
    from tirek.mining import compare as comparison_of

    with _sides(options) as (before, after):
        kept = None if options.rules is None else (_kept(options, before), _kept(options, after))
        answer = comparison_of(before, after, by=options.by, safeguards=kept).as_json()
    if options.json:
        print_json(answer)
    else:
        _tell(answer)
    return FINE


def _kept(options: argparse.Namespace, log: EventLog) -> Kept:
    from tirek.command.files import content_of
    from tirek.mining import country_calendar, rules_in, safeguards_kept, steps_in, zone_of

    return safeguards_kept(
        log,
        rules_in(content_of(options.rules), options.rules.name),
        calendar=country_calendar(options.calendar),
        zone=zone_of(options.days_of),
        steps=steps_in(content_of(options.steps), options.steps.name) if options.steps else None,
    )


@contextmanager
def _sides(options: argparse.Namespace) -> Iterator[tuple[EventLog, EventLog]]:
    from tirek.mining import During

    with ExitStack() as opened:
        log = opened.enter_context(filtered_log(options))
        if options.other is None:
            yield During(until=options.at, how="started").of(log), During(since=options.at, how="started").of(log)
        else:
            other = argparse.Namespace(**{**vars(options), "log": options.other})
            yield log, opened.enter_context(filtered_log(other))


def _tell(answer: dict[str, Any]) -> None:
    print(f"{answer['cases']['before']} cases before, {answer['cases']['after']} after.")
    if answer["by"]:
        print(f"Like is compared with like, by {', '.join(answer['by'])}.")
        left = answer["left_out"]
        if left["before"] or left["after"]:
            print(
                f"Without their like on the other side: {share_told(left['before'])} of the cases before, "
                f"{share_told(left['after'])} of those after."
            )
    for family, title in (("time", "Time"), ("flow", "Flow"), ("rework", "Rework"), ("safeguards", "Safeguards")):
        told = span_told if family == "time" else share_told
        shown = [each for each in answer[family] if each["verdict"] in SHOWN or each["measure"] == "throughput"]
        rows = [
            (_called(each), *("–" if each[key] is None else told(each[key]) for key in NUMBERS), each["verdict"])
            for each in shown
        ]
        if rows:
            print("\n".join(table((title, "Before", "After", "Difference", "From", "To", "Verdict"), rows)))
    print(f"\n{answer['claimed']} of {answer['measures']} measures show a difference; the others show none.")


def _called(each: dict[str, Any]) -> str:
    if "from" in each:
        return f"{each['from']} → {each['to']}"
    if "activities" in each:
        return ", ".join(each["activities"])[:60]
    name = each.get("activity") or each.get("safeguard")
    return f"{each['measure']}: {name}" if name else each["measure"].capitalize()
