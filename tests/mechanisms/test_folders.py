"""Each folder of mechanisms/ has what a reader looks for, and its tables agree with one another and with its forms."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.mechanisms.folders import LANGUAGES, MARKS, ROLES, Mechanism, mechanisms, rows

each_mechanism = pytest.mark.parametrize("mechanism", mechanisms(), ids=lambda mechanism: mechanism.name)

MAY_SEE = re.compile(rf"all( but( ({'|'.join(MARKS)}))+)?|nothing")
MAY_DO = {"fill", "read", "export", "correct"}
LIMIT = re.compile(r"\d+ (working days|years)")
WHO = ["step", "role", "may see", "may do", "legal basis"]
CLOCKS = ["id", "step", "limit", "starts when", "pauses when", "may be extended by", "when late"]
CLOCKS += ["valid from", "valid to", "legal basis"]
# What a page shows of a table outside the form; words/ translates it.
SHOWN = {
    "who.csv": ["legal basis"],
    "clocks.csv": ["limit", "starts when", "pauses when", "may be extended by", "when late", "legal basis"],
}


def test_it_works() -> None:
    assert {"complaints", "preventive-visits"} <= {mechanism.name for mechanism in mechanisms()}


@each_mechanism
def test_a_reader_finds_the_files_that_belong_to_a_mechanism(mechanism: Mechanism) -> None:
    expected = {"README.md", "README.ru.md", "README.kk.md", "pack.yaml", "who.csv", "clocks.csv", "ready.yaml"}
    assert expected <= {path.name for path in mechanism.path.iterdir()}
    assert mechanism.forms
    assert list((mechanism.path / "examples").glob("*.yaml"))


@each_mechanism
def test_the_links_between_the_files_lead_somewhere(mechanism: Mechanism) -> None:
    for readme in mechanism.path.glob("README*.md"):
        links = re.findall(r"\]\(([^)]+)\)", readme.read_text(encoding="utf-8"))
        assert links
        assert [link for link in links if not (mechanism.path / link).exists()] == []


@each_mechanism
def test_the_pack_is_named_after_its_folder_and_titled_in_each_language(mechanism: Mechanism) -> None:
    pack = mechanism.pack
    assert pack["id"] == mechanism.name
    assert re.fullmatch(r"\d+\.\d+", pack["version"])
    assert set(pack["languages"]) == set(LANGUAGES)
    assert set(pack["forms"]) == set(mechanism.forms)
    for title in (pack["title"], *(form["title"] for form in pack["forms"].values())):
        assert set(title) == set(LANGUAGES)
        assert all(title.values())
    assert int(pack["retention"]["years"]) > 0
    assert pack["retention"]["from"]


@each_mechanism
def test_who_has_one_row_for_each_role_at_each_step(mechanism: Mechanism) -> None:
    assert [(row["step"], row["role"]) for row in mechanism.who if row["role"] not in ROLES] == []
    at = sorted((row["step"], row["role"]) for row in mechanism.who)
    assert at == sorted((form, role) for form in mechanism.forms for role in ROLES)


@each_mechanism
def test_who_says_in_known_words_what_may_be_seen_and_done(mechanism: Mechanism) -> None:
    for row in mechanism.who:
        assert list(row) == WHO
        assert MAY_SEE.fullmatch(row["may see"]), row
        assert set(row["may do"].split()) <= MAY_DO, row
        assert row["legal basis"], row
        if row["may see"] == "nothing":
            assert set(row["may do"].split()) <= {"fill"}, row


@each_mechanism
def test_whoever_keeps_accounts_and_whoever_audits_read_no_answer(mechanism: Mechanism) -> None:
    kept = [row for row in mechanism.who if row["role"] in ("administrator", "auditor")]
    assert {(row["may see"], row["may do"]) for row in kept} == {("nothing", "")}


@each_mechanism
def test_each_clock_has_a_limit_and_the_law_it_comes_from(mechanism: Mechanism) -> None:
    for row in mechanism.clocks:
        assert list(row) == CLOCKS
        assert row["step"] in mechanism.forms
        assert LIMIT.fullmatch(row["limit"]), row
        assert row["starts when"], row
        assert row["legal basis"], row


@each_mechanism
def test_the_versions_of_a_clock_follow_one_another(mechanism: Mechanism) -> None:
    for clock in {row["id"] for row in mechanism.clocks}:
        versions = [row for row in mechanism.clocks if row["id"] == clock]
        begins = [date.fromisoformat(row["valid from"]) for row in versions]
        ends = [date.fromisoformat(row["valid to"]) for row in versions[:-1]]
        assert versions[-1]["valid to"] == "", f"{clock} has no version in force"
        assert all(begin < end for begin, end in zip(begins, ends, strict=False))
        assert all(end + timedelta(days=1) <= begin for end, begin in zip(ends, begins[1:], strict=True))
        assert all(earlier < later for earlier, later in pairwise(begins))


@each_mechanism
def test_what_is_to_be_verified_says_what_it_claims_and_where_it_is_used(mechanism: Mechanism) -> None:
    for key, entry in mechanism.ready.items():
        assert set(entry) == {"claims", "known", "used in", "fact"}, key
        assert set(entry["fact"]) == set(LANGUAGES), key
        assert all([entry["claims"], entry["known"], *entry["fact"].values()]), key
        for use in (use for uses in entry["used in"] for use in uses.split("; ")):
            file, _, name = use.partition(" ")
            assert (mechanism.path / file).exists(), key
            if name and file.startswith("forms/"):
                assert name in mechanism.forms[file.removeprefix("forms/").removesuffix(".md")].questions, key
            elif name:
                assert name in mechanism.pack, key


@each_mechanism
def test_what_stands_outside_the_form_is_translated(mechanism: Mechanism) -> None:
    shown = {
        row[column] for file, columns in SHOWN.items() for row in rows(mechanism.path / file) for column in columns
    }
    keys = []
    for language in ("ru", "kk"):
        words = rows(mechanism.path / "words" / f"{language}.csv")
        keys.append([word["key"] for word in words])
        assert all(word["translation"] for word in words)
        assert {word["original"] for word in words} == shown - {""}
        assert len(set(keys[-1])) == len(words)
    assert keys[0] == keys[1]


@each_mechanism
def test_every_table_has_as_many_cells_in_each_row_as_in_its_head(mechanism: Mechanism) -> None:
    for path in mechanism.path.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert len({len(cells) for cells in csv.reader(file)}) == 1, path
