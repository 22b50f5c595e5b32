"""`tirek log synthesise`: a log of a service that is made up, and says so on every row, for exercises and tests."""

from __future__ import annotations

import argparse
import csv
import gzip
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirek.command.failures import FINE
from tirek.command.output import listed, print_json
from tirek.command.places import mechanism_folder
from tirek.command.verbs import Commands, verb

if TYPE_CHECKING:
    from tirek.command.synthetic_logs import Row
    from tirek.packs import Pack, Service

SYNTHETIC = "synthetic"
COLUMNS = (
    *("case", "activity", "start", "complete", "resource", "office", "channel", "lifecycle"),
    *("step", SYNTHETIC),
)
SUFFIXES = (".csv", ".xes", ".xes.gz")


def add_to(verbs: Commands) -> None:
    """This function will add the verb."""
    about = "Make a log up, from the data of a service that is studied; every row of it says that it is synthetic."
    making = verb(verbs, "synthesise", synthesise, about)
    where = "the folder of a service in a mechanism, or the two by name: police-services/call-102"
    making.add_argument("service", metavar="SERVICE", help=where)
    naming = "a .csv, .xes or .xes.gz file with “synthetic” in its name"
    making.add_argument("--out", type=Path, metavar="FILE", required=True, help=naming)
    making.add_argument("--cases", type=_count, metavar="N", default=2000, help="how many cases (2000)")
    making.add_argument("--seed", type=int, metavar="S", default=1, help="another number makes another log (1)")
    making.add_argument(
        "--course", choices=("as-is", "to-be"), default="as-is", help="which drawing cases follow (as-is)"
    )
    making.add_argument("--language", choices=("en", "ru", "kk"), default="en", help="of the names of activities (en)")


def synthesise(options: argparse.Namespace) -> int:
    """This function will write a synthetic log, and tell what was planted in it."""
    from tirek.command.errors import NoSyntheticCourse, SyntheticUnlabelled
    from tirek.command.synthetic_logs import synthetic_log
    from tirek.packs import steps_named, synthetic_of

    suffix = next((each for each in SUFFIXES if options.out.name.endswith(each)), "")
    if not suffix or SYNTHETIC not in options.out.name:
        raise SyntheticUnlabelled(name=options.out.name)
    pack, service = service_of(options.service)
    made_of = synthetic_of(service) if service.synthetic else None
    if made_of is None or options.course not in made_of.courses:
        raise NoSyntheticCourse(service=service.code, course=options.course)
    rows, planted = synthetic_log(service, made_of, options.course, cases=options.cases, seed=options.seed)
    names = steps_named(pack, service, options.language)
    if suffix == ".csv":
        write_csv(options.out, rows, names)
    else:
        _write_xes(options.out, rows, names, f"SYNTHETIC {service.title.get(options.language, service.code)}")
    answer: dict[str, Any] = {
        "synthetic": True,
        "service": service.code,
        "course": options.course,
        "cases": options.cases,
        "events": len(rows),
        "seed": options.seed,
        "planted": {
            "bottleneck": names.get(planted.bottleneck, ""),
            "rework": {"way": planted.rework, "cases": list(planted.reworked)},
            "broken": {rule: list(cases) for rule, cases in planted.broken.items()},
        },
    }
    if options.json:
        print_json(answer)
        return FINE
    answer["planted"]["rework"]["cases"] = len(planted.reworked)
    answer["planted"]["broken"] = {rule: f"{len(cases)} cases" for rule, cases in planted.broken.items()}
    print("\n".join(listed(answer)))
    return FINE


def _count(text: str) -> int:
    if not 0 < (count := int(text)) <= 1_000_000:
        raise argparse.ArgumentTypeError("1 to 1000000")
    return count


def service_of(named: str) -> tuple[Pack, Service]:
    """This function will give the service whose folder, or whose mechanism and name, were given, and its pack.

    Raises `NoSuchService`.
    """
    from tirek.command.errors import NoSuchService
    from tirek.packs import Pack, read_folder, services_of

    folder = Path(named)
    if not folder.is_dir():
        mechanism, _slash, code = named.partition("/")
        folder = mechanism_folder(mechanism) / "services" / code
    folder = folder.resolve()
    if not (folder / "service.yaml").is_file():
        raise NoSuchService(service=named)
    pack = Pack(read_folder(folder.parents[1]))
    return pack, next(each for each in services_of(pack) if each.code == folder.name)


def write_csv(path: Path, rows: Sequence[Row], names: Mapping[str, str]) -> None:
    """This function will write rows as CSV, each of them labelled."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for row in rows:
            when = row.start.isoformat(), row.complete.isoformat()
            who = row.resource, row.office, row.channel
            table.writerow((row.case, names[row.step], *when, *who, "complete", row.step, SYNTHETIC))


def _write_xes(path: Path, rows: Sequence[Row], names: Mapping[str, str], title: str) -> None:
    """By the standard, but for the start of an event: that has no name in it, and others write `start_timestamp`."""
    cases: dict[str, list[Row]] = {}
    for row in rows:
        cases.setdefault(row.case, []).append(row)
    # No name and no time in the packed file, so that the same log is the same bytes.
    with path.open("wb") as file:
        packed = gzip.GzipFile("", "wb", fileobj=file, mtime=0) if path.name.endswith(".gz") else nullcontext(file)
        with packed as stream:
            _write_traces(stream, cases, names, title)


def _write_traces(stream: Any, cases: Mapping[str, Sequence[Row]], names: Mapping[str, str], title: str) -> None:
    from lxml import etree

    def said(tag: str, key: str, value: str) -> None:
        xml.write(etree.Element(tag, key=key, value=value))

    with etree.xmlfile(stream, encoding="utf-8") as xml, xml.element("log", {"xes.version": "1.0"}):
        said("string", "concept:name", title)
        said("boolean", SYNTHETIC, "true")
        for case, steps in cases.items():
            with xml.element("trace"):
                said("string", "concept:name", case)
                said("string", "channel", steps[0].channel)
                said("boolean", SYNTHETIC, "true")
                for row in steps:
                    with xml.element("event"):
                        said("string", "concept:name", names[row.step])
                        said("date", "start_timestamp", row.start.isoformat())
                        said("date", "time:timestamp", row.complete.isoformat())
                        said("string", "lifecycle:transition", "complete")
                        said("string", "org:group", row.office)
                        said("string", "step", row.step)
                        if row.resource:
                            said("string", "org:resource", row.resource)
