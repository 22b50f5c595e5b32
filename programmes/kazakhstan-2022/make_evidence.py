"""This script will write the synthetic evidence of the demo, byte for byte the same each time it is run.

Nobody in it exists: a person is a code drawn from a hash of `SEED`. The totals are those that the results page
prints; dates, places and groups are made up to fit them. `evidence/deliverables.csv` and `evidence/decisions.csv` are
kept by hand; all else in that folder is written here. Run it with `python make_evidence.py [FOLDER]`; the folder is
`evidence/` beside this file unless named.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent / "evidence"
SEED = "kazakhstan-2022"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I and O, which are misread on paper
SYNTHETIC = "Synthetic: made for the demonstration of Tirek. It describes no real event and no real person."
DEPARTMENT = "Police Department of {} region"
REPRESENTATION = "Representation of the Human Rights Commissioner in {}"
NPM = "National Preventive Mechanism, group of {}"


@dataclass(frozen=True, slots=True)
class Group:
    """People of one unit, region and role; `women` of them come first."""

    unit: str
    region: str
    role: str
    women: int
    men: int


@dataclass(frozen=True, slots=True)
class Event:
    """One training: its list is named by `name`, and `who` are group names, each with a slice of its people."""

    name: str
    activity: str
    title: str
    topic: str
    first_day: date
    days: int
    place: str
    region: str
    who: tuple[tuple[str, int, int | None], ...]


EVERYONE = (0, None)

GROUPS = {
    "kyzylorda-inspectors": Group(DEPARTMENT.format("Kyzylorda"), "KZ-43", "inspector", 6, 10),
    "kyzylorda-officers": Group(DEPARTMENT.format("Kyzylorda"), "KZ-43", "police-officer", 3, 5),
    "mangystau-inspectors": Group(DEPARTMENT.format("Mangystau"), "KZ-47", "inspector", 6, 9),
    "mangystau-officers": Group(DEPARTMENT.format("Mangystau"), "KZ-47", "police-officer", 2, 4),
    "karaganda-inspectors": Group(DEPARTMENT.format("Karaganda"), "KZ-35", "inspector", 6, 10),
    "ulytau-inspectors": Group(DEPARTMENT.format("Ulytau"), "KZ-62", "inspector", 1, 2),
    "karaganda-academy": Group("Karaganda Academy of the MIA", "KZ-35", "police-officer", 3, 6),
    "almaty-academy": Group("Almaty Academy of the MIA", "KZ-75", "police-officer", 6, 12),
    "kostanay-academy": Group("Kostanay Academy of the MIA", "KZ-39", "police-officer", 3, 6),
    "aktobe-institute": Group("Aktobe Law Institute of the MIA", "KZ-15", "police-officer", 4, 7),
    "pavlodar-centre": Group("Pavlodar training centre of the MIA", "KZ-55", "police-officer", 1, 3),
    "shymkent-centre": Group("Shymkent training centre of the MIA", "KZ-79", "police-officer", 3, 7),
    "police-trainers": Group("Trainers of the Ministry of Internal Affairs", "KZ-71", "trainer", 3, 3),
    "rights-trainers": Group("International experts", "KZ-71", "trainer", 2, 2),
    "national-centre": Group("National Centre for Human Rights", "KZ-71", "staff", 5, 3),
    "npm-astana": Group(NPM.format("Astana"), "KZ-71", "npm-participant", 3, 2),
    "npm-almaty": Group(NPM.format("Almaty"), "KZ-75", "npm-participant", 3, 3),
    "npm-karaganda": Group(NPM.format("Karaganda region"), "KZ-35", "npm-participant", 3, 2),
    "npm-shymkent": Group(NPM.format("Shymkent"), "KZ-79", "npm-participant", 2, 1),
    "npm-kostanay": Group(NPM.format("Kostanay region"), "KZ-39", "npm-participant", 1, 2),
    "npm-east": Group(NPM.format("East Kazakhstan region"), "KZ-63", "npm-participant", 2, 1),
    "almaty-local": Group("Local companies", "KZ-75", "company-representative", 17, 21),
    "almaty-japanese": Group("Japanese companies", "KZ-75", "company-representative", 6, 10),
    "astana-local": Group("Local companies", "KZ-71", "company-representative", 13, 15),
    "astana-japanese": Group("Japanese companies", "KZ-71", "company-representative", 5, 5),
    "atyrau-local": Group("Local companies", "KZ-23", "company-representative", 4, 5),
    "atyrau-japanese": Group("Japanese companies", "KZ-23", "company-representative", 1, 2),
    "kyzylorda-newcomers": Group(DEPARTMENT.format("Kyzylorda"), "KZ-43", "police-officer", 5, 5),
}

OFFICES = {  # two of the staff of each representation took part; in the first two both are women
    "KZ-10": "Abai region",
    "KZ-11": "Akmola region",
    "KZ-15": "Aktobe region",
    "KZ-23": "Atyrau region",
    "KZ-27": "West Kazakhstan region",
    "KZ-33": "Zhetisu region",
    "KZ-39": "Kostanay region",
    "KZ-43": "Kyzylorda region",
    "KZ-47": "Mangystau region",
    "KZ-61": "Turkistan region",
    "KZ-63": "East Kazakhstan region",
    "KZ-79": "Shymkent",
}
GROUPS |= {
    region: Group(REPRESENTATION.format(place), region, "staff", *((2, 0) if number < 2 else (1, 1)))
    for number, (region, place) in enumerate(OFFICES.items())
}

COURSE = "Basic course on community policing, training of trainers"
PILOT = "Standards of community policing in a pilot region"
GBV = "Working with survivors of gender-based violence"
HRDD = "Human rights due diligence for companies"
POLICE_TRAINERS = (("police-trainers", 0, 2), ("police-trainers", 2, 4), ("police-trainers", 4, 6))

EVENTS = (
    Event(
        "2022-09-kyzylorda", "2.2", PILOT, "community-policing", date(2022, 9, 12), 5,
        "Training centre, Kyzylorda", "KZ-43",
        (("kyzylorda-inspectors", *EVERYONE), ("kyzylorda-officers", *EVERYONE), POLICE_TRAINERS[0]),
    ),
    Event(
        "2022-09-mangystau", "2.2", PILOT, "community-policing", date(2022, 9, 26), 5,
        "Training centre, Aktau", "KZ-47",
        (("mangystau-inspectors", *EVERYONE), ("mangystau-officers", *EVERYONE), POLICE_TRAINERS[1]),
    ),
    Event(
        "2022-10-almaty-academy", "2.1", COURSE, "community-policing", date(2022, 10, 3), 5,
        "Almaty Academy of the MIA", "KZ-75", (("almaty-academy", *EVERYONE), POLICE_TRAINERS[2]),
    ),
    Event(
        "2022-10-karaganda-academy", "2.1", COURSE, "community-policing", date(2022, 10, 17), 5,
        "Karaganda Academy of the MIA", "KZ-35", (("karaganda-academy", *EVERYONE), POLICE_TRAINERS[0]),
    ),
    Event(
        "2022-11-kostanay-academy", "2.1", COURSE, "community-policing", date(2022, 11, 14), 5,
        "Kostanay Academy of the MIA", "KZ-39", (("kostanay-academy", *EVERYONE), POLICE_TRAINERS[1]),
    ),
    Event(
        "2022-11-aktobe-institute", "2.1", COURSE, "community-policing", date(2022, 11, 28), 5,
        "Aktobe Law Institute of the MIA", "KZ-15", (("aktobe-institute", *EVERYONE), POLICE_TRAINERS[2]),
    ),
    Event(
        "2023-02-shymkent-centre", "2.1", COURSE, "community-policing", date(2023, 2, 13), 5,
        "Shymkent training centre of the MIA", "KZ-79",
        (("shymkent-centre", *EVERYONE), ("pavlodar-centre", *EVERYONE), POLICE_TRAINERS[0]),
    ),
    Event(
        "2023-03-karaganda", "2.2", PILOT, "community-policing", date(2023, 3, 13), 5,
        "Karaganda Academy of the MIA", "KZ-35",
        (("karaganda-inspectors", *EVERYONE), ("ulytau-inspectors", *EVERYONE), POLICE_TRAINERS[1]),
    ),
    Event(
        "2022-12-kyzylorda-gbv", "2.3", GBV, "gender-based-violence", date(2022, 12, 6), 3,
        "Training centre, Kyzylorda", "KZ-43", (("kyzylorda-inspectors", *EVERYONE), POLICE_TRAINERS[2]),
    ),
    Event(
        "2023-02-mangystau-gbv", "2.3", GBV, "gender-based-violence", date(2023, 2, 21), 3,
        "Training centre, Aktau", "KZ-47", (("mangystau-inspectors", *EVERYONE), POLICE_TRAINERS[0]),
    ),
    Event(
        "2023-04-karaganda-gbv", "2.3", GBV, "gender-based-violence", date(2023, 4, 11), 3,
        "Karaganda Academy of the MIA", "KZ-35",
        (("karaganda-inspectors", *EVERYONE), ("ulytau-inspectors", *EVERYONE), POLICE_TRAINERS[1]),
    ),
    Event(
        "2022-12-astana-standards", "1.3", "Treaty bodies and the Paris Principles, first round",
        "human-rights-standards", date(2022, 12, 14), 3, "National Centre for Human Rights, Astana", "KZ-71",
        (("national-centre", *EVERYONE), *((region, 0, 1) for region in OFFICES), ("rights-trainers", 0, 2)),
    ),
    Event(
        "2023-02-almaty-standards", "1.3", "Treaty bodies and the Paris Principles, second round",
        "human-rights-standards", date(2023, 2, 27), 3, "Almaty", "KZ-75",
        (("national-centre", 0, 4), *((region, 1, 2) for region in OFFICES), ("rights-trainers", 2, 4)),
    ),
    Event(
        "2023-03-almaty-npm", "1.3", "Preventive visits and international standards", "human-rights-standards",
        date(2023, 3, 28), 2, "Almaty", "KZ-75",
        (("npm-almaty", *EVERYONE), ("npm-shymkent", *EVERYONE), ("npm-east", *EVERYONE), ("rights-trainers", 0, 2)),
    ),
    Event(
        "2023-04-astana-npm", "1.3", "Preventive visits and international standards", "human-rights-standards",
        date(2023, 4, 18), 2, "National Centre for Human Rights, Astana", "KZ-71",
        (
            ("npm-astana", *EVERYONE), ("npm-karaganda", *EVERYONE), ("npm-kostanay", *EVERYONE),
            ("npm-almaty", 0, 4), ("rights-trainers", 2, 4),
        ),
    ),
    Event(
        "2023-03-almaty-hrdd", "4.2", HRDD, "human-rights-due-diligence", date(2023, 3, 2), 1, "Almaty", "KZ-75",
        (("almaty-local", *EVERYONE), ("almaty-japanese", *EVERYONE), ("rights-trainers", 0, 1)),
    ),
    Event(
        "2023-06-astana-hrdd", "4.2", HRDD, "human-rights-due-diligence", date(2023, 6, 8), 1, "Astana", "KZ-71",
        (("astana-local", *EVERYONE), ("astana-japanese", *EVERYONE), ("rights-trainers", 1, 2)),
    ),
    Event(
        "2023-09-atyrau-hrdd", "4.2", HRDD, "human-rights-due-diligence", date(2023, 9, 21), 1, "Atyrau", "KZ-23",
        (
            ("atyrau-local", *EVERYONE), ("atyrau-japanese", *EVERYONE), ("almaty-local", 0, 6),
            ("rights-trainers", 2, 3),
        ),
    ),
)  # fmt: skip

WOMEN_IN_POLICE = ("2.2", "women-in-police", "Share of women among police officers", "14.6", "percent", "2022-05-25",
                   "The plan, section I, Gender equality and women's empowerment")  # fmt: skip


def people(name: str, group: Group) -> list[tuple[str, ...]]:
    """This function will give the rows (person, sex, unit, region, role) of a group, women first."""
    sexes = ["female"] * group.women + ["male"] * group.men
    return [(code(f"{name}/{number}"), sex, group.unit, group.region, group.role) for number, sex in enumerate(sexes)]


def code(of: str) -> str:
    """This function will draw a person's code: five letters from a hash, so that no order can be read from it."""
    drawn = hashlib.sha256(f"{SEED}/{of}".encode()).digest()[:5]
    return "KZ-" + "".join(LETTERS[byte % 32] for byte in drawn)


def attendance(event: Event) -> list[tuple[str, ...]]:
    """This function will give the rows of one attendance list, ordered by code."""
    return sorted(row for name, first, last in event.who for row in people(name, GROUPS[name])[first:last])


def list_with_bad_rows() -> list[tuple[str, ...]]:
    """This function will give sixteen good rows (six people known already, ten new) and three to be refused."""
    known = people("kyzylorda-inspectors", GROUPS["kyzylorda-inspectors"])[3:9]
    new = people("kyzylorda-newcomers", GROUPS["kyzylorda-newcomers"])
    unit = DEPARTMENT.format("Kyzylorda")
    unknown_region = (code("bad/region"), "male", unit, "KZ-99", "police-officer")
    no_code = ("", "female", unit, "KZ-43", "police-officer")
    unknown_sex = (code("bad/sex"), "unknown", unit, "KZ-43", "police-officer")
    return [*known[:2], unknown_region, *known[2:], no_code, *new, unknown_sex]


def last_day(event: Event) -> date:
    """This function will give the last day of an event."""
    return event.first_day + timedelta(days=event.days - 1)


def measurements() -> list[tuple[str, ...]]:
    """This function will give the measured values: training days of each police event, and the plan's baseline."""
    days = [
        (e.activity, "training-days", f"{e.title}, {e.place}", str(e.days), "days", last_day(e).isoformat(), e.name)
        for e in EVENTS
        if e.activity.startswith("2.")
    ]
    return [WOMEN_IN_POLICE, *days]


def write(path: Path, columns: str, rows: Iterable[Sequence[str]]) -> None:
    """This function will write one CSV file, in UTF-8 with plain line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(columns.split(","))
        sheet.writerows(rows)


def make(folder: Path) -> None:
    """This function will write lists, measurements and files into a folder, which may hold an older copy."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    for event in EVENTS:
        write(folder / f"attendance-{event.name}.csv", "person,sex,unit,region,role", attendance(event))
    write(folder / "attendance-with-bad-rows.csv", "person,sex,unit,region,role", list_with_bad_rows())
    write(
        folder / "events.csv",
        "file,activity,title,topic,date_from,date_to,place,region,source_note",
        (
            (
                f"attendance-{e.name}.csv", e.activity, e.title, e.topic, e.first_day.isoformat(),
                last_day(e).isoformat(), e.place, e.region, SYNTHETIC,
            )
            for e in EVENTS
        ),
    )  # fmt: skip
    write(folder / "measurements.csv", "activity,kind,title,value,unit,date,source", measurements())
    with (HERE / "deliverables.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = "{}\n\n{title}\nActivity {activity}, {date}, language: {language}\n".format(SYNTHETIC, **row)
            (folder / "files" / f"{row['code']}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
