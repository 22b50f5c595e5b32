"""The demonstration programme: made again byte for byte, true to its printed totals, and nobody else's sentences."""

import csv
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "programmes" / "kazakhstan-2022"
EVIDENCE = PROGRAMME / "evidence"
COUNTRY = ROOT / "countries" / "kazakhstan"
GLOSSARY = ROOT / "docs" / "look-up" / "glossary.md"
SEEDS = ROOT / ".." / "shared" / "seeds"
PLAN = (PROGRAMME / "plan.md").read_text("utf-8")
PAGE = (PROGRAMME / "results-page.md").read_text("utf-8")

LANGUAGES = {"en", "ru", "kk"}
ROLES = {"police-officer", "inspector", "staff", "npm-participant", "company-representative", "trainer"}
PERSON = re.compile(r"KZ-[2-9A-HJ-NP-Z]{5}")
NARRATED_WITHOUT_BUDGET = ("free legal aid", "digital platforms", "the policy of police reform")

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the original documents do not lie beside this repository")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def definitions() -> dict[str, dict[str, Any]]:
    return {
        path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((PROGRAMME / "figures").glob("*.yaml"))
    }


EVENTS = rows(EVIDENCE / "events.csv")
REGIONS = {row["iso"]: row for row in rows(COUNTRY / "regions.csv")}
OFFICES = rows(COUNTRY / "offices.csv")
FIGURES = definitions()


def attendances() -> Iterator[dict[str, str]]:
    for event in EVENTS:
        for row in rows(EVIDENCE / event["file"]):
            yield {**event, "event_region": event["region"], **row}


def meets(row: Mapping[str, str], where: Mapping[str, list[str]]) -> bool:
    columns = {"activities": "activity", "topics": "topic", "roles": "role", "kinds": "kind"}
    return all(row[columns[name]] in values for name, values in where.items())


def within(spec: Mapping[str, Any], first: str, last: str) -> bool:
    return str(spec["period"]["from"]) <= first and last <= str(spec["period"]["to"])


def behind(spec: Mapping[str, Any]) -> list[dict[str, str]]:
    where = spec.get("where", {})
    match spec["counts"]:
        case "people" | "attendances":
            found = [row for row in attendances() if within(spec, row["date_from"], row["date_to"])]
        case "offices":
            found = OFFICES
        case kind:
            name = {"measurement": "measurements"}.get(kind, kind)
            found = [row for row in rows(EVIDENCE / f"{name}.csv") if within(spec, row["date"], row["date"])]
    return [row for row in found if meets(row, where)]


def value(code: str) -> float:
    spec, found = FIGURES[code], behind(FIGURES[code])
    if spec["counts"] == "people":
        return len({row["person"] for row in found})
    if spec["counts"] == "measurement":
        values = [float(row["value"]) for row in sorted(found, key=lambda row: row["date"])]
        return sum(values) if spec["combine"] == "sum" else values[-1]
    return len(found)


def people(code: str, **cell: str) -> set[str]:
    return {row["person"] for row in behind(FIGURES[code]) if all(row[name] == wanted for name, wanted in cell.items())}


def test_it_works_the_evidence_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, PROGRAMME / "make_evidence.py", tmp_path], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(EVIDENCE): path.read_bytes() for path in EVIDENCE.rglob("*") if path.is_file()}
    by_hand = {Path("README.md"), Path("deliverables.csv"), Path("decisions.csv")}
    assert made == {name: content for name, content in kept.items() if name not in by_hand}


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("police-trained", 125),
        ("police-community-policing", 125),
        ("inspectors-gender-based-violence", 50),
        ("commissioner-staff-trained", 32),
        ("npm-participants-trained", 25),
        ("police-attendances", 175),
        ("company-representatives-trained", 104),
        ("services-analysed", 7),
        ("regional-offices", 20),
        ("institutions-with-course", 6),
        ("academies-with-course", 3),
        ("video-language-versions", 5),
        ("capacity-assessment-delivered", 1),
        ("baseline-assessment-delivered", 1),
        ("law-adopted", 1),
        ("bhr-in-national-plan", 1),
        ("training-days", 49),
        ("women-in-police", 14.6),
    ],
)
def test_the_records_come_to_what_the_page_prints(code: str, printed: float) -> None:
    assert value(code) == printed


def test_every_figure_is_counted_by_the_test_above() -> None:
    marks = test_the_records_come_to_what_the_page_prints.pytestmark  # type: ignore[attr-defined]
    assert {code for code, _printed in marks[0].args[1]} == set(FIGURES)


def test_44_of_the_officers_are_women() -> None:
    assert len(people("police-trained", sex="female")) == 44
    assert len(people("police-trained", sex="male")) == 81


def test_the_inspectors_are_among_the_officers_trained() -> None:
    assert people("inspectors-gender-based-violence") < people("police-trained")


def test_there_are_more_attendances_than_people_wherever_somebody_came_twice() -> None:
    for code in ("commissioner-staff-trained", "npm-participants-trained", "company-representatives-trained"):
        assert len(behind(FIGURES[code])) > value(code)


def test_a_person_has_one_sex_unit_region_and_role_on_all_lists() -> None:
    seen: dict[str, set[tuple[str, ...]]] = {}
    for row in attendances():
        seen.setdefault(row["person"], set()).add((row["sex"], row["unit"], row["region"], row["role"]))
    assert [person for person, ways in seen.items() if len(ways) > 1] == []


def test_nobody_stands_twice_on_one_list() -> None:
    for event in EVENTS:
        codes = [row["person"] for row in rows(EVIDENCE / event["file"])]
        assert len(codes) == len(set(codes)), event["file"]


def test_people_are_codes_and_never_names() -> None:
    assert [row["person"] for row in attendances() if not PERSON.fullmatch(row["person"])] == []
    assert {row["role"] for row in attendances()} == ROLES


def test_trainers_are_counted_in_no_figure() -> None:
    for spec in FIGURES.values():
        assert spec["counts"] not in ("people", "attendances") or "trainer" not in spec["where"]["roles"]


def test_no_cell_by_sex_is_small_in_the_whole_country() -> None:
    for code, spec in FIGURES.items():
        if "sex" in spec.get("split_by", []):
            assert all(len(people(code, sex=sex)) >= 5 for sex in ("female", "male")), code


def test_some_cells_by_region_are_small_so_that_withholding_is_seen() -> None:
    by_region = Counter({row["person"]: row["region"] for row in behind(FIGURES["police-trained"])}.values())
    pilots = {"KZ-35": 25, "KZ-43": 24, "KZ-47": 21}
    schools = {"KZ-15": 11, "KZ-39": 9, "KZ-75": 18, "KZ-79": 10}
    assert by_region == pilots | schools | {"KZ-55": 4, "KZ-62": 3}


def test_every_region_is_known_and_existed_on_the_day() -> None:
    for row in attendances():
        for code in (row["region"], row["event_region"]):
            assert code in REGIONS
            assert REGIONS[code]["valid_from"] <= row["date_from"]


def test_every_piece_of_evidence_belongs_to_an_activity_of_the_plan_or_one_added() -> None:
    planned = set(re.findall(r"\t(\d\.\d)\.? ", PLAN))
    added = {row["number"] for row in rows(PROGRAMME / "added-activities.csv") if row["number"]}
    tables = [EVENTS, *(rows(EVIDENCE / f"{name}.csv") for name in ("deliverables", "decisions", "measurements"))]
    assert planned == {"1.1", "1.2", "1.3", "2.1", "2.2", "2.3"}
    assert {row["activity"] for table in tables for row in table} <= planned | added
    assert not planned & added


def test_an_output_added_is_named_and_every_addition_has_a_reason() -> None:
    added = rows(PROGRAMME / "added-activities.csv")
    assert [row["title"] for row in added if not row["number"]] == ["Business and human rights"]
    assert all(row["title"] and row["reason"] for row in added)


def test_the_bad_list_has_three_bad_rows_and_belongs_to_no_event() -> None:
    listed = rows(EVIDENCE / "attendance-with-bad-rows.csv")
    faults = [
        [not PERSON.fullmatch(row["person"]), row["sex"] not in ("female", "male"), row["region"] not in REGIONS]
        for row in listed
    ]
    assert [sum(fault) for fault in faults].count(1) == 3
    assert [sum(column) for column in zip(*faults, strict=True)] == [1, 1, 1]
    assert "attendance-with-bad-rows.csv" not in {event["file"] for event in EVENTS}
    known = {row["person"] for row in attendances()}
    good = {row["person"] for row, fault in zip(listed, faults, strict=True) if not any(fault)}
    assert (len(good & known), len(good - known)) == (6, 10)


def test_every_deliverable_has_its_file_and_the_file_says_that_it_is_synthetic() -> None:
    files = {path.stem: path.read_text("utf-8") for path in (EVIDENCE / "files").iterdir()}
    assert set(files) == {row["code"] for row in rows(EVIDENCE / "deliverables.csv")}
    assert all(text.startswith("Synthetic:") for text in files.values())
    assert all(event["source_note"].startswith("Synthetic:") for event in EVENTS)


def test_the_law_has_its_true_date_and_both_decisions_their_source() -> None:
    law, decree = rows(EVIDENCE / "decisions.csv")
    assert (law["date"], law["number"]) == ("2022-11-05", "154-VII")
    assert decree["date"] == "2023-12-08"
    assert all(row["source"].startswith("https://") for row in (law, decree))


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_a_definition_holds_to_its_schema(code: str) -> None:
    spec = FIGURES[code]
    allowed = {"code", "title", "question", "unit", "counts", "where", "combine", "period", "split_by", "said_as"}
    assert set(spec) <= allowed | {"context", "parts", "example"}
    assert spec["code"] == code
    assert spec["counts"] in {"people", "attendances", "deliverables", "decisions", "measurement", "offices"}
    assert ("combine" in spec) == (spec["counts"] == "measurement")
    for texts in (spec["title"], spec["question"], spec["unit"], spec["said_as"], spec.get("context", spec["title"])):
        assert set(texts) == LANGUAGES
        assert all(texts.values())
    assert all(cell.partition("=")[0] in spec["split_by"] for cell in spec.get("parts", {}))
    assert all(set(words) == LANGUAGES for words in spec.get("parts", {}).values())
    assert spec["example"]["given"]
    assert spec["example"]["then"]


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_russian_and_kazakh_are_written_in_their_own_letters(code: str) -> None:
    for name in ("title", "question", "unit"):
        assert not re.search(r"[A-Za-z]", FIGURES[code][name]["ru"] + FIGURES[code][name]["kk"])
        assert re.search(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]", FIGURES[code]["title"]["kk"])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_template_binds_every_number_that_it_states(language: str) -> None:
    text = (PROGRAMME / f"report-template.{language}.md").read_text("utf-8")
    assert text.startswith("# ")
    assert not re.search(r"\d", re.sub(r"\[\[.*?\]\]", "", text))
    marks = re.findall(r"\[\[(?!chart)(.+?)\]\]", text)
    for code, _colon, cell in (mark.partition(":") for mark in marks):
        assert code in FIGURES
        assert not cell or cell in FIGURES[code]["parts"]
    for code, dimension in re.findall(r"\[\[chart: (\S+) by (\S+)\]\]", text):
        assert dimension in FIGURES[code]["split_by"]


def test_the_three_templates_tell_the_same() -> None:
    marks = [
        Counter(re.findall(r"\[\[.+?\]\]", (PROGRAMME / f"report-template.{language}.md").read_text("utf-8")))
        for language in sorted(LANGUAGES)
    ]
    assert marks[0] == marks[1] == marks[2]
    assert {code for mark in marks[0] if "chart" not in mark for code in re.findall(r"\[\[([\w-]+)", mark)} >= {
        "police-trained", "inspectors-gender-based-violence", "services-analysed", "regional-offices", "law-adopted",
    }  # fmt: skip


def test_the_country_has_17_regions_three_cities_and_an_office_in_each() -> None:
    kinds = Counter(row["kind"] for row in REGIONS.values())
    regional = [row["region"] for row in OFFICES if row["kind"] == "regional"]
    assert kinds == {"region": 17, "city": 3}
    assert sorted(regional) == sorted(REGIONS)
    assert [row["region"] for row in OFFICES if row["kind"] == "national"] == ["KZ-71"]


def test_the_three_regions_of_2022_begin_on_the_eighth_of_june() -> None:
    young = {code: row["predecessor"] for code, row in REGIONS.items() if row["valid_from"] == "2022-06-08"}
    assert young == {"KZ-10": "KZ-63", "KZ-33": "KZ-19", "KZ-62": "KZ-35"}
    assert all(REGIONS[older]["valid_from"] == "" and REGIONS[older]["valid_to"] == "" for older in young.values())


def test_each_region_has_a_tile_of_its_own_and_three_names() -> None:
    tiles = {(int(row["tile_col"]), int(row["tile_row"])) for row in REGIONS.values()}
    assert len(tiles) == 20
    for table in (REGIONS.values(), OFFICES):
        assert all(row[f"name_{language}"] for row in table for language in LANGUAGES)
        for language in LANGUAGES:
            names = [row[f"name_{language}"] for row in table]
            assert len(names) == len(set(names))


def test_the_country_file_names_what_the_system_asks_of_it() -> None:
    country = yaml.safe_load((COUNTRY / "country.yaml").read_text("utf-8"))
    assert (country["code"], country["time_zone"], country["currency"]) == ("KZ", "Asia/Almaty", "KZT")
    assert set(country["name"]) == set(country["languages"]) == LANGUAGES


def test_the_plan_keeps_its_faults() -> None:
    table = {line.split("\t")[1]: line.split("\t") for line in PLAN.splitlines() if line.count("\t") > 10}
    quarters = next(line for line in PLAN.splitlines() if line.startswith("\t\tQ"))
    assert quarters.split("\t")[2:8] == ["Q3", "Q4", "Q1", "Q2", "Q1", "Q2"]
    assert table["2.3 Training on GBV response to local police in pilot regions"][12] == "20,000"
    assert table["DPC"][9] == ""
    assert "<b>16 600</b>\t<b>13 000</b>\t<b>28 000</b>" in PLAN
    assert "8 400\t3 600\t12,000" in PLAN
    assert "County Programme Document" in PLAN
    assert PLAN.rstrip().endswith("**V. ANNEXES:**")
    assert "targets and indicators" in PLAN
    assert all(len(cells) == 14 for cells in table.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Interior,", "Ministry of Internal Affairs"),
        ("National Human Rights Center", "National Center for Human Rights"),
        ("Strengthened capacity of the office", "Improved legislative framework and strengthened capacity"),
        ("Police reform strategy is supported", "Enhanced Capacity of the Police in Community Service"),
        ("<b>Implementing Partner:</b>\tUNDP Kazakhstan", "Implementing partners are the Human Rights Commissioner"),
        ("  - GP \\$150,000", "\tUNDP\tUNDP\tConsultancy"),
    ],
)
def test_the_plan_names_one_thing_in_two_ways(one: str, other: str) -> None:
    assert one in PLAN
    assert other in PLAN


@pytest.mark.parametrize("activity", NARRATED_WITHOUT_BUDGET)
def test_the_plan_narrates_what_its_table_does_not_pay_for(activity: str) -> None:
    narrative, _heading, table = PLAN.partition("## IV. WORK PLAN")
    assert activity in narrative
    assert activity not in table


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Over 120 police officers (including 44 women)", "125 police officers (including 44 women)"),
        ("and Asia Pacific Forum", "the Asian Pacific Forum (APF)"),
        ("gender equality and violence prevention", "gender equality and non-discrimination"),
        ("interdepartmental working group", "Intergovernmental Working Group"),
        ("UN Human Rights Office", "OHCHR"),
        ("20 regional representation offices", "17 regions and three administrative cities"),
    ],
)
def test_the_results_page_says_one_thing_in_two_ways(one: str, other: str) -> None:
    assert one in PAGE
    assert other in PAGE


@pytest.mark.parametrize(
    "claim",
    [
        "32 staff members", "25 participants of the National Preventive Mechanism", "Fifty police inspectors",
        "seven services", "three police academies", "over 100 representatives", "its adoption in 2023",
        "the Presidential Decree in 2023", "three-year project", "translated into Latvian",
        "Kazakh, Russian, English and Kyrgyz",
    ],
)  # fmt: skip
def test_the_results_page_makes_the_claims_of_the_real_one(claim: str) -> None:
    assert claim in PAGE


# What may be the same: names of institutions, laws and programmes, titles of outputs, headings, printed figures.
SAME = (
    "united nations guiding principles on business and human rights",
    "un guiding principles on business and human rights",
    "national plan of action on human rights and the rule of law",
    "national action plan on business and human rights",
    "global programme for strengthening the rule of law human rights justice"
    " and security for sustainable peace and development",
    "organization for security and cooperation in europe",
    "human rights commissioner national center for human rights npm",
    "national human rights institution nhri human rights commissioner hrc",
    "constitutional law of the human rights commissioner hrc",
    "financial resources management section of the programme and operations policies and procedures",
    "output 1 strengthened capacity of the office of human rights commissioner",
    "output 2 police reform strategy is supported for implementation",
    "support to the national human rights mechanisms and the rule of law reforms in kazakhstan",
    "ministry of internal affairs mia",
    "ministry of internal affairs of kazakhstan",
    "national preventive mechanism npm",
    "national baseline assessment nba",
    "un human rights office",
    "asia pacific forum",
    "constitutional court",
    "supreme court",
    "ministry of justice and ministry of interior",
    "monitoring activity purpose frequency expected action",
    "annual project quality assurance n a for initiation plan",
)
RUN = 8


def runs(text: str) -> set[tuple[str, ...]]:
    return {run for line in text.splitlines() for run in runs_of_line(line)}


def runs_of_line(line: str) -> Iterator[tuple[str, ...]]:
    flat = " ".join(["", *re.findall(r"\w+", re.sub(r"<.*?>", " ", line.lower())), ""])
    for number, name in enumerate(SAME):
        flat = flat.replace(f" {name} ", f" same{number} ")
    each = flat.split()
    yield from (tuple(each[at : at + RUN]) for at in range(len(each) - RUN + 1))


def narrative(text: str) -> str:
    cover = r"^<b>(Project Title|Expected|Initiation Plan|Implementing Partner).*$"
    work_plan = r"^EXPECTED OUTPUTS\t[\s\S]*<b>Total</b>.*$"
    return re.sub(work_plan, "", re.sub(cover, "", text, flags=re.MULTILINE), flags=re.MULTILINE)


OURS = [
    PROGRAMME / "plan.md",
    PROGRAMME / "results-page.md",
    PROGRAMME / "report-template.en.md",
    PROGRAMME / "README.md",
    PROGRAMME.parent / "README.md",
    COUNTRY / "README.md",
    GLOSSARY,
    *sorted((PROGRAMME / "figures").glob("*.yaml")),
]


@needs_seeds
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_sentence_of_the_originals_is_repeated(path: Path) -> None:
    theirs = set().union(*(runs(seed.read_text("utf-8")) for seed in SEEDS.glob("*.txt")))
    assert sorted(" ".join(run) for run in runs(narrative(path.read_text("utf-8"))) & theirs) == []


@needs_seeds
def test_the_check_for_repeated_sentences_can_fail() -> None:
    seed = next(SEEDS.glob("000*.txt")).read_text("utf-8")
    assert runs(PAGE + seed.splitlines()[6]) & runs(seed)


@needs_seeds
def test_the_plan_has_the_lines_and_the_table_of_the_original() -> None:
    original = next(SEEDS.glob("001*.txt")).read_text("utf-8").splitlines()
    ours = PLAN.splitlines()
    assert [bool(line.strip()) for line in ours] == [bool(line.strip()) for line in original]
    assert [line.count("\t") for line in ours] == [line.count("\t") for line in original]
    assert ours[141:156] == original[141:156]


@needs_seeds
def test_no_person_of_the_originals_is_named() -> None:
    original = next(SEEDS.glob("001*.txt")).read_text("utf-8")
    name = re.search(r"Mr\. (\w+ \w+)", original)
    assert name
    for path in OURS:
        assert name[1] not in path.read_text("utf-8")
    assert "Demo Signatory" in PLAN


def test_the_glossary_gives_each_term_once_in_three_languages() -> None:
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    terms = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len(terms) >= 50
    assert all(len(term) == 4 and all(term) for term in terms)
    english = [term[0].lower() for term in terms]
    assert english == sorted(set(english))


@pytest.mark.parametrize("folder", [PROGRAMME.parent, PROGRAMME, EVIDENCE, COUNTRY], ids=lambda folder: folder.name)
def test_each_folder_says_what_is_synthetic(folder: Path) -> None:
    assert "synthetic" in (folder / "README.md").read_text("utf-8").lower()
