"""Each folder of mechanisms/ can be installed as it is, and has in three languages what a reader looks for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.mechanisms.folders import LANGUAGES, ROLES, Mechanism, mechanisms, rows
from tirek.packs import Pack, problems_of, read_folder

each_mechanism = pytest.mark.parametrize("mechanism", mechanisms(), ids=lambda mechanism: mechanism.name)
ASKING = [mechanism for mechanism in mechanisms() if not (mechanism.path / "services").exists()]
"""Those by which somebody is asked something; a mechanism that only studies services has no forms."""
each_asking = pytest.mark.parametrize("mechanism", ASKING, ids=lambda mechanism: mechanism.name)

# What a page shows of a table outside the form; words/ translates it.
SHOWN = {
    "who.csv": ["legal basis"],
    "clocks.csv": ["limit", "starts when", "pauses when", "may be extended by", "when late", "legal basis"],
    "safeguards.csv": ["legal basis", "said"],
}


@each_mechanism
def test_it_works(mechanism: Mechanism) -> None:
    problems = problems_of(Pack(read_folder(mechanism.path)))
    assert [(problem.file, problem.row, str(problem.refusal)) for problem in problems] == []


def test_the_two_mechanisms_that_offices_begin_with_are_there() -> None:
    assert {"complaints", "preventive-visits"} <= {mechanism.name for mechanism in mechanisms()}


@each_mechanism
def test_a_reader_finds_the_files_that_belong_to_every_mechanism(mechanism: Mechanism) -> None:
    expected = {"README.md", "README.ru.md", "README.kk.md", "pack.yaml", "ready.yaml"}
    assert expected <= {path.name for path in mechanism.path.iterdir()}


@each_asking
def test_a_reader_finds_the_files_that_belong_to_one_that_asks(mechanism: Mechanism) -> None:
    assert {"who.csv", "clocks.csv"} <= {path.name for path in mechanism.path.iterdir()}
    assert mechanism.forms
    assert list((mechanism.path / "examples").glob("*.yaml"))


@each_mechanism
def test_the_pack_is_named_after_its_folder_and_titles_each_form(mechanism: Mechanism) -> None:
    assert mechanism.pack["id"] == mechanism.name
    assert set(mechanism.pack["languages"]) == set(LANGUAGES)
    assert set(mechanism.pack.get("forms", {})) == set(mechanism.forms)


@each_asking
def test_who_says_of_every_role_what_it_may(mechanism: Mechanism) -> None:
    said = sorted((row["step"], row["role"]) for row in mechanism.who)
    assert said == sorted((form, role) for form in mechanism.forms for role in ROLES)


@each_asking
def test_every_clock_has_a_version_in_force_and_the_earlier_ones_lead_to_it(mechanism: Mechanism) -> None:
    assert mechanism.clocks
    for clock in {row["id"] for row in mechanism.clocks}:
        versions = [row for row in mechanism.clocks if row["id"] == clock]
        assert versions[-1]["valid to"] == "", clock
        assert all(earlier["valid to"] < later["valid from"] for earlier, later in pairwise(versions)), clock


@each_asking
def test_what_is_from_memory_is_listed_to_be_verified(mechanism: Mechanism) -> None:
    assert mechanism.ready
    forms = {f"forms/{name}.md" for name in mechanism.forms}
    used = {use.partition(" ")[0] for entry in mechanism.ready.values() for use in entry["used in"]}
    assert {*forms, "clocks.csv", "pack.yaml"} <= used
    questions = {name for form in mechanism.forms.values() for name in form.questions}
    named = {use.partition(" ")[2] for entry in mechanism.ready.values() for use in entry["used in"]}
    assert named <= {"", *questions, *mechanism.pack}


@each_mechanism
def test_what_stands_outside_the_form_is_translated(mechanism: Mechanism) -> None:
    tables = [path for name in SHOWN for path in (mechanism.path / name, *mechanism.path.glob(f"services/*/{name}"))]
    shown = {row[column] for path in tables if path.exists() for row in rows(path) for column in SHOWN[path.name]}
    shown |= mechanism.drawn
    keys = []
    for language in ("ru", "kk"):
        words = rows(mechanism.path / "words" / f"{language}.csv")
        assert {word["original"] for word in words} == shown - {""}
        keys.append([word["key"] for word in words])
    assert keys[0] == keys[1]
