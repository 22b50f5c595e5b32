"""`tirek log discover`: the model that a log follows, as a process tree and as a drawing."""

from __future__ import annotations

import argparse
from pathlib import Path

from tirek.command.failures import FINE
from tirek.command.log_filters import add_filtered_log, filtered_log
from tirek.command.output import print_json
from tirek.command.verbs import Commands, verb

ALGORITHMS = ("inductive", "inductive-infrequent", "from-graph")


def add_to(verbs: Commands) -> None:
    """This function will add the verb."""
    about = "Discover the process that a log follows, and draw it as BPMN."
    parser = verb(verbs, "discover", discover, about)
    add_filtered_log(parser)
    how = (
        "inductive allows every case (the default); inductive-infrequent leaves out what is rare; "
        "from-graph sees only what follows what"
    )
    parser.add_argument("--algorithm", choices=ALGORITHMS, default=ALGORITHMS[0], help=how)
    rare = "what is seen less often than this share of the most frequent is rare (0.2); not for inductive"
    parser.add_argument("--noise", type=_share, metavar="SHARE", default=0.2, help=rare)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the drawing into this file (BPMN 2.0)")


def discover(options: argparse.Namespace) -> int:
    """This function will print the model of a log, and write its drawing where one is wanted."""
    from tirek.mining import Algorithm
    from tirek.mining import discover as discovered

    with filtered_log(options) as log:
        found = discovered(log, algorithm=Algorithm(options.algorithm), noise=options.noise)
    answer = found.as_json()
    if options.out is not None:
        options.out.write_bytes(found.bpmn(options.log.name))
        answer["bpmn"] = str(options.out)
    if options.json:
        print_json(answer)
        return FINE
    print(found.tree)
    if options.out is not None:
        print(f"{len(found.activities)} activities, drawn in {options.out}")
    return FINE


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("a share lies between 0 and 1")
    return share
