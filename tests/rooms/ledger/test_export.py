"""The export, and the verifier that needs nothing but it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tirek_verifier
from tests.rooms.ledger.conftest import AKTOBE, a_person, correct, note, strike
from tirek.ledger import anchor, export, national_root
from tirek.ledger.models import Payload, Root
from tirek_verifier.checking import check
from tirek_verifier.command import main
from tirek_verifier.hashing import entry_hash, header

pytestmark = pytest.mark.django_db

Lines = list[dict[str, Any]]


@pytest.fixture
def exported() -> str:
    """Aktobe's one entry and Astana's three, with an anchor after the first two of Astana."""
    person = a_person()
    note(person, a_person())
    correct(person)
    anchor("a secret reason")
    strike(person)
    note(office=AKTOBE)
    return export_now()


def export_now() -> str:
    stream = io.StringIO()
    export(stream)
    return stream.getvalue()


def run(text: str, folder: Path, *arguments: str) -> int:
    path = folder / "export.jsonl"
    path.write_text(text, encoding="utf-8")
    return main([str(path), *arguments])


def test_it_works(exported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(exported, tmp_path, "--root", national_root()) == 0
    said = capsys.readouterr().out
    assert "4 entries in 2 chains, 5 row digests" in said
    assert "agrees with the published root" in said


def test_the_verifier_runs_where_nothing_is_installed(exported: str, tmp_path: Path) -> None:
    """A Python without our packages: isolated, and only the verifier's own folder put beside it."""
    (tmp_path / "tirek_verifier").symlink_to(Path(tirek_verifier.__file__).parent)
    (tmp_path / "export.jsonl").write_text(exported)
    code = (
        "import sys; sys.path.insert(0, '.'); import runpy;"
        f"sys.argv = ['v', 'export.jsonl', '--root', '{national_root()}'];"
        "runpy.run_module('tirek_verifier', run_name='__main__')"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, env={}
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "The ledger holds" in ran.stdout


def test_the_verifier_can_be_run_as_a_module(exported: str, tmp_path: Path) -> None:
    (tmp_path / "export.jsonl").write_text(exported)
    command = [sys.executable, "-m", "tirek_verifier", "export.jsonl", "--root", "0" * 64]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ)
    assert ran.returncode == 1
    assert "published root" in ran.stdout


def test_an_earlier_published_root_is_known_by_its_anchor(exported: str, tmp_path: Path) -> None:
    published = Root.objects.get().root
    assert published != national_root()
    assert run(exported, tmp_path, "--root", published.upper()) == 0


def test_an_empty_ledger_can_be_exported(tmp_path: Path) -> None:
    assert run(export_now(), tmp_path, "--root", national_root()) == 0


def test_nothing_about_a_person_is_exported(exported: str) -> None:
    payload = Payload.objects.order_by("entry_id")[1]
    assert payload.detail == {"what": "sex"}
    for secret in (
        "coordinator",
        "officer",
        "female",
        "Corrected",
        "a secret reason",
        '"sex"',
        bytes(payload.salt).hex(),
    ):
        assert secret not in exported


def test_each_line_has_only_what_the_format_names(exported: str) -> None:
    columns = {
        "ledger": {"format", "heads", "root"},
        "anchor": {"at", "heads", "root"},
        "entry": {"version", "chain", "position", "at", "event", "payload", "rows", "rows_root", "previous", "hash"},
        "row": {"table", "key", "digest", "replaces"},
    }
    for line in exported.splitlines():
        ((kind, content),) = json.loads(line).items()
        assert set(content) == columns[kind]


def test_the_answer_can_be_had_in_json(exported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(exported, tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "chains": 2,
        "entries": 4,
        "rows": 5,
        "root": national_root(),
        "first_difference": None,
        "differences": [],
        "truncated": False,
    }


# Meddling with the export. Lines: 0 ledger, 1 anchor, 2 entry AKT/1, 3 its row, 4 entry NATIONAL/1, 5 and 6 its rows,
# 7 entry NATIONAL/2, 8 its row, 9 entry NATIONAL/3, 10 its row.


def rehash(entry: dict[str, Any]) -> None:
    names = ("chain", "position", "at", "event", "payload", "rows", "rows_root", "previous")
    entry["hash"] = entry_hash(header(**{name: entry[name] for name in names}))


def another_event_with_its_hash(lines: Lines) -> None:
    lines[7]["entry"]["event"] = "another"
    rehash(lines[7]["entry"])


def a_swap(lines: Lines) -> None:
    lines[4:7], lines[7:9] = lines[7:9], lines[4:7]


def no_last_entry(lines: Lines) -> None:
    del lines[9:]


MEDDLING: dict[str, tuple[Callable[[Lines], object], str]] = {
    "an event": (lambda ls: ls[7]["entry"].update(event="another"), "NATIONAL/2 does not give its own hash"),
    "a time": (lambda ls: ls[4]["entry"].update(at="2020-01-01T00:00:00.000000Z"), "NATIONAL/1 does not give its own"),
    "a hash": (lambda ls: ls[4]["entry"].update(hash="0" * 64), "NATIONAL/1 does not give its own hash"),
    "an event and its hash": (another_event_with_its_hash, "NATIONAL/3 does not name the hash of the entry before"),
    "a digest": (lambda ls: ls[5]["row"].update(digest="0" * 64), "NATIONAL/1 does not give the root of its row"),
    "a table": (lambda ls: ls[5]["row"].update(table="another"), "NATIONAL/1 does not give the root of its row"),
    "where a row was before": (
        lambda ls: ls[8]["row"].update(replaces=None),
        "NATIONAL/2 does not give the root of its",
    ),
    "a digest that is none": (
        lambda ls: ls[5]["row"].update(digest="female"),
        "NATIONAL/1 has a row digest that is not",
    ),
    "a commitment that is none": (
        lambda ls: ls[4]["entry"].update(payload="officer"),
        "NATIONAL/1 does not give its own",
    ),
    "a row taken away": (lambda ls: ls.pop(6), "NATIONAL/1 does not give the root of its row"),
    "a row put in": (lambda ls: ls.insert(6, ls[6]), "NATIONAL/1 does not give the root of its row"),
    "rows in another order": (lambda ls: ls.insert(5, ls.pop(6)), "NATIONAL/1 does not give the root of its row"),
    "an entry taken away": (lambda ls: ls.__delitem__(slice(7, 9)), "NATIONAL/3 comes after KZ-NATIONAL/1"),
    "an entry twice": (lambda ls: ls.extend(ls[9:11]), "NATIONAL/3 comes after KZ-NATIONAL/3"),
    "two entries swapped": (a_swap, "NATIONAL/2 comes after KZ-NATIONAL/0"),
    "the last entry cut off": (no_last_entry, "Chain KZ-NATIONAL should end at position 3 and ends at 2"),
    "a chain taken away": (
        lambda ls: ls.__delitem__(slice(2, 4)),
        "Chain KZ-AKT should end at position 1 and ends at 0",
    ),
    "the heads": (lambda ls: ls[0]["ledger"]["heads"].update({"KZ-ALA": 4}), "Chain KZ-ALA should end at position 4"),
    "the root": (lambda ls: ls[0]["ledger"].update(root="0" * 64), "states the root 0000"),
    "an anchor's root": (lambda ls: ls[1]["anchor"].update(root="0" * 64), "The anchor 0000"),
    "an anchor's heads": (lambda ls: ls[1]["anchor"]["heads"].update({"KZ-ALA": 4}), "entries that are gone: KZ-ALA/4"),
}


@pytest.mark.parametrize("what", MEDDLING)
def test_finds_in_an_export(exported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    meddle, sentence = MEDDLING[what]
    lines = [json.loads(line) for line in exported.splitlines()]
    meddle(lines)
    assert run("\n".join(json.dumps(line) for line in lines), tmp_path, "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert not answer["ok"]
    assert sentence in answer["first_difference"]["sentence"]


def test_a_ledger_written_anew_is_told_by_the_published_root(exported: str, tmp_path: Path) -> None:
    """All hashes made to fit: sound in itself, and not what was published."""
    published = national_root()
    lines = [json.loads(line) for line in exported.splitlines()]
    entry = lines[2]["entry"]
    entry["event"] = "another"
    rehash(entry)
    del lines[1]
    ledger, found = check([json.dumps(line) for line in lines])
    assert [problem.line for problem in found] == [1]
    lines[0]["ledger"]["root"] = ledger.root
    text = "\n".join(json.dumps(line) for line in lines)
    assert run(text, tmp_path) == 0
    assert run(text, tmp_path, "--root", published) == 1


def test_the_number_of_the_line_is_said(exported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in exported.splitlines()]
    lines[7]["entry"]["event"] = "another"
    run("\n".join(json.dumps(line) for line in lines), tmp_path)
    assert capsys.readouterr().out.startswith("line 8: Entry KZ-NATIONAL/2")


def test_no_more_than_a_thousand_differences_are_listed(
    exported: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.loads(line) for line in exported.splitlines()]
    repeated = json.dumps(lines[9])
    run("\n".join([exported.rstrip("\n"), *[repeated] * 1200]), tmp_path, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (len(answer["differences"]), answer["truncated"], answer["entries"]) == (1000, True, 1204)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"ledger": 1}',
        '{"ledger": {"format": 1}}',
        '{"ledger": {"format": 2, "heads": {}, "root": ""}}',
        '{"ledger": {"format": 1, "heads": {"a": "b"}, "root": ""}}',
        '{"entry": {}}',
        '{"ledger": {"format": 1, "heads": {}, "root": ""}}\n{"row": {}}',
        '{"ledger": {"format": 1, "heads": {}, "root": ""}}\n{"entry": {}}',
        '{"ledger": {"format": 1, "heads": {}, "root": ""}}\n{"anchor": {"heads": 1, "root": ""}}',
        '{"ledger": {"format": 1, "heads": {}, "root": ""}}\n{"ledger": {}}',
        '{"ledger": {"format": 1, "heads": {}, "root": ""}}\n\n',
        "[" * 100_000,
        "\x00\x01",
    ],
)
def test_refuses_what_is_no_export_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert run(text, tmp_path) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err


@pytest.mark.parametrize("change", [{"position": "x"}, {"version": 2}, {"version": None}, {"previous": float("nan")}])
def test_refuses_an_entry_that_it_cannot_read(exported: str, tmp_path: Path, change: dict[str, object]) -> None:
    lines = [json.loads(line) for line in exported.splitlines()]
    lines[2]["entry"].update(change)
    assert run("\n".join(json.dumps(line) for line in lines), tmp_path) == 2


@pytest.mark.parametrize("change", [{"digest": None}, {"digest": 7}, {"replaces": 7}, {"table": None}])
def test_a_row_of_other_types_is_refused_or_found(exported: str, tmp_path: Path, change: dict[str, object]) -> None:
    lines = [json.loads(line) for line in exported.splitlines()]
    lines[3]["row"].update(change)
    assert run("\n".join(json.dumps(line) for line in lines), tmp_path) in (1, 2)


def test_refuses_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere.jsonl")]) == 2
    assert "No such file" in capsys.readouterr().err


@pytest.mark.parametrize("root", ["", "abc", "g" * 64, "0" * 63])
def test_refuses_a_root_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], root: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main([str(tmp_path), "--root", root])
    assert refused.value.code == 2
    assert "64 hexadecimal digits" in capsys.readouterr().err
