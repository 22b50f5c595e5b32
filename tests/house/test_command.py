"""The command line: what it needs, how it ends, and that it says one clear sentence when it cannot go on."""

from __future__ import annotations

import argparse
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import psycopg
import pytest

from tests.database import ask
from tirek import embedded
from tirek.command import GROUPS, command_line, main
from tirek.command.errors import DatabaseNotReady, DatabaseOutOfReach, Unexpected, UnreadableFile
from tirek.command.failures import as_refusal, guarded
from tirek.command.output import lines_told, listed, wrapped
from tirek.command.progress import shown_progress
from tirek.database_roles.errors import PowerfulRole

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
PLAN = SEEDS / "001_4401e3ce12bc8f4e.txt"
RESULTS = SEEDS / "000_64a4cef04319b75f.txt"
WITHOUT_DATABASE = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}


def tirek(*arguments: object, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    command = [sys.executable, "-m", "tirek.command", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=WITHOUT_DATABASE | (environment or {})
    )


def verbs(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every verb of the command line, however deep."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield parser
    for action in below:
        for child in action.choices.values():
            yield from verbs(child)


VERBS = {parser.prog: parser for parser in verbs(command_line())}


def test_it_works() -> None:
    told = tirek("plan", "check", PLAN, "--json")
    assert told.returncode == 1
    assert told.stderr == ""
    assert {"code", "severity", "sentence", "where", "printed", "computed", "hint"} == set(
        json.loads(told.stdout)["findings"][0]
    )


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_what_it_does_and_can_be_traced(verb: str) -> None:
    parser = VERBS[verb]
    assert parser.description
    assert parser.description.endswith(".")
    assert callable(parser.get_default("run"))
    assert "--trace" in parser.format_help()


@pytest.mark.parametrize(
    "verb",
    [
        verb
        for verb in VERBS
        if verb.split()[-1] in ("read", "check", "verify", "status", "root", "environment", "list")
    ],
)
def test_every_reading_verb_answers_in_json(verb: str) -> None:
    assert "--json" in VERBS[verb].format_help()


@pytest.mark.parametrize(
    "arguments", [("plan", "read", PLAN), ("plan", "check", PLAN), ("report", "check", RESULTS)], ids=str
)
def test_reading_and_checking_need_neither_database_nor_settings(arguments: tuple[object, ...]) -> None:
    story = (
        "import sys; from tirek.command import main; main(sys.argv[1:]);"
        "print(sorted({'django.db', 'psycopg', 'tirek.settings'} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", story, *map(str, arguments)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=WITHOUT_DATABASE)
    assert told.stderr.strip() == "[]"
    assert told.stdout


def test_help_loads_nothing_heavy() -> None:
    story = "import sys, tirek.command as c; c.command_line(); print({'django', 'psycopg', 'lxml'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", story], text=True).strip() in ("set()", "{'django'}")


def test_reading_answers_the_same_in_json_and_in_lines() -> None:
    as_json, as_lines = tirek("plan", "read", PLAN, "--json"), tirek("plan", "read", PLAN)
    assert as_json.returncode == as_lines.returncode == 0
    assert json.loads(as_json.stdout)["cover"]["award_id"]["text"] in as_lines.stdout
    assert max(map(len, as_lines.stdout.splitlines())) <= 100


def test_a_narrative_that_contradicts_itself_is_a_finding() -> None:
    told = tirek("report", "check", RESULTS, "--json")
    answer = json.loads(told.stdout)
    assert told.returncode == 1
    assert answer["contradictions"]
    assert {"text", "value", "qualifier", "unit", "where", "status", "figure", "note"} <= set(answer["claims"][0])


def test_a_narrative_without_contradiction_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("In 2023, 50 inspectors were trained in the new procedure.\n")
    told = tirek("report", "check", file)
    assert (told.returncode, told.stderr) == (0, "")
    assert "0 contradictions." in told.stdout


@pytest.mark.parametrize("command", ["plan read", "plan check", "report check"])
@pytest.mark.parametrize("trouble", ["missing", "a directory", "empty", "a picture", "too long"])
def test_a_file_that_cannot_be_read_is_one_sentence(command: str, trouble: str, tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    if trouble == "a directory":
        file.mkdir()
    elif trouble != "missing":
        file.write_bytes({"empty": b"", "a picture": b"\x89PNG\r\n\x1a\n" + bytes(64), "too long": b""}[trouble])
    if trouble == "too long":
        with file.open("r+b") as stream:
            stream.truncate(300 * 1024 * 1024)
            stream.write(b"text")
    told = tirek(*command.split(), file)
    sentence, hint = told.stderr.splitlines()
    assert (told.returncode, told.stdout) == (2, "")
    assert sentence.startswith("tirek: ")
    assert sentence.endswith(".")
    assert hint.startswith("       ")


def test_words_that_are_no_command_are_not_read_either() -> None:
    told = tirek("plan", "burn", PLAN)
    assert told.returncode == 2
    assert "invalid choice" in told.stderr


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"{sys.executable} -m tirek.command plan read {PLAN} --json | head -c 10; echo ${{PIPESTATUS[0]}}"
    told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, env=WITHOUT_DATABASE)
    assert told.stderr == ""
    assert told.stdout.endswith(("141\n", "0\n"))  # 0: all of it fitted into the pipe before the reader went


def test_a_closed_pipe_ends_as_the_shell_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        assert guarded(lambda: gone.write("x" * 100_000)) == 128 + signal.SIGPIPE


def test_ctrl_c_ends_without_a_word(tmp_path: Path) -> None:
    never = tmp_path / "never.txt"
    os.mkfifo(never)
    command = [sys.executable, "-m", "tirek.command", "plan", "read", str(never)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=WITHOUT_DATABASE) as waiting:
        time.sleep(1)
        waiting.send_signal(signal.SIGINT)
        _, said = waiting.communicate(timeout=10)
    assert (waiting.returncode, said) == (130, b"")


def test_an_unexpected_fault_is_a_sentence_and_a_traceback_only_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    def fault() -> int:
        raise ZeroDivisionError("division by zero")

    assert guarded(fault) == 2
    said = capsys.readouterr().err
    assert "did not expect: ZeroDivisionError: division by zero." in said
    assert "Traceback" not in said
    with pytest.raises(ZeroDivisionError):
        guarded(fault, trace=True)


@pytest.mark.parametrize(("given", "environment"), [(("--trace",), {}), ((), {"TIREK_TRACE": "1"})])
def test_the_traceback_is_shown_on_request(given: tuple[str, ...], environment: dict[str, str]) -> None:
    told = tirek("plan", "read", "/nowhere", *given, environment=environment)
    assert "Traceback" in told.stderr
    assert told.returncode not in (0, 2)


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (FileNotFoundError(2, "No such file or directory", "plan.txt"), UnreadableFile),
        (psycopg.OperationalError("connection failed"), DatabaseOutOfReach),
        (psycopg.errors.UndefinedTable('relation "plans" does not exist'), DatabaseNotReady),
        (PowerfulRole(role="postgres", power="is a superuser"), PowerfulRole),
        (OSError("odd"), Unexpected),
        (KeyError("x"), Unexpected),
    ],
)
def test_every_fault_has_its_refusal(fault: Exception, refusal: type) -> None:
    found = as_refusal(fault)
    assert type(found) is refusal
    assert str(found).endswith((".", "power."))
    assert found.hint % found.facts


def test_says_so_when_no_database_is_there(tmp_path: Path) -> None:
    told = tirek("ledger", "verify", environment={"TIREK_DATA": str(tmp_path)})
    assert told.returncode == 2
    assert "No database of Tirek's own is running" in told.stderr


def test_says_so_when_the_database_does_not_answer() -> None:
    told = tirek("ledger", "verify", environment={"DATABASE_URL": "postgresql://tirek_app:x@127.0.0.1:1/tirek"})
    assert told.returncode == 2
    assert told.stderr.startswith("tirek: The database cannot be reached: connection failed")
    assert len(told.stderr.splitlines()) == 2


def test_says_so_when_the_tables_are_not_there(postgres: embedded.Server) -> None:
    environment = empty_database(postgres, "without_tables")
    told = tirek("ledger", "verify", environment=environment)
    assert told.returncode == 2
    assert "Bring it up to date with “tirek migrate”." in told.stderr


def test_refuses_a_database_role_that_could_do_too_much(postgres: embedded.Server) -> None:
    told = tirek("ledger", "verify", environment={"DATABASE_URL": postgres.superuser_url("tirek")})
    assert told.returncode == 2
    assert "is a superuser" in told.stderr


def empty_database(postgres: embedded.Server, name: str) -> dict[str, str]:
    from tirek.database_roles import establish

    with psycopg.connect(postgres.superuser_url(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
    establish(postgres.superuser_url(), passwords=postgres.passwords, database=name)
    return postgres.environment(name)


def test_migrating_is_for_the_owner_alone(postgres: embedded.Server) -> None:
    environment = empty_database(postgres, "migrated")
    as_app = tirek("migrate", environment={"DATABASE_URL": environment["DATABASE_URL"]})
    assert as_app.returncode == 2
    assert "DATABASE_OWNER_URL is not set" in as_app.stderr
    as_owner = tirek("migrate", environment={"DATABASE_OWNER_URL": environment["DATABASE_OWNER_URL"]})
    assert as_owner.returncode == 0, as_owner.stderr
    assert ask(environment["DATABASE_AUDITOR_URL"], "SELECT count(*) > 20 FROM django_migrations") is True


def test_the_embedded_database_is_started_asked_for_and_stopped(data: Path) -> None:
    place = ("--data", data)
    assert tirek("db", "status", *place).returncode == 1
    assert tirek("db", "environment", *place).returncode == 2
    assert tirek("db", "start", *place).returncode == 0
    assert "is running already" in tirek("db", "start", *place).stdout
    status = tirek("db", "status", "--json", *place)
    assert status.returncode == 0
    assert json.loads(status.stdout)["running"] is True
    variables = json.loads(tirek("db", "environment", "--json", *place).stdout)
    assert ask(variables["DATABASE_URL"], "SELECT current_user") == "tirek_app"
    assert tirek("db", "environment", *place).stdout.splitlines()[0] == f"DATABASE_URL={variables['DATABASE_URL']}"
    assert tirek("db", "stop", *place).stdout == "PostgreSQL stopped.\n"
    assert tirek("db", "remove", *place).returncode == 0
    assert not (data / "postgres").exists()


def test_roles_are_printed_or_made(data: Path) -> None:
    assert "CREATE ROLE" in tirek("db", "roles").stdout
    server = embedded.start(data)
    made = tirek("db", "roles", "--superuser-url", server.superuser_url(), "--database", "house")
    assert made.returncode == 0, made.stderr
    found = dict(line.split("=", 1) for line in made.stdout.splitlines())
    assert ask(found["DATABASE_OWNER_URL"], "SELECT current_user || ' ' || current_database()") == "tirek_owner house"


def test_roles_are_not_made_in_a_database_with_a_strange_name() -> None:
    assert tirek("db", "roles", "--database", "x'; DROP").returncode == 2


def test_long_reading_shows_its_progress_to_whoever_looks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as progress:
        assert progress is None
    assert capsys.readouterr().err == ""
    document = docx.Document()
    for line in PLAN.read_text().splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.docx"))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tirek.command", "plan", "read", str(tmp_path / "plan.docx"), "--json"]
    told = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, check=True, env=WITHOUT_DATABASE)
    shown = os.read(ours, 100_000).decode()
    assert " %" in shown
    assert shown.endswith("\x1b[K")
    assert json.loads(told.stdout)


@pytest.mark.parametrize(
    ("where", "said"),
    [((), ""), ((7,), "line 7"), ((7, 3, 7), "lines 3, 7"), ((144, 145, 146, 150), "lines 144–146, 150")],
)
def test_lines_are_told_as_people_tell_them(where: tuple[int, ...], said: str) -> None:
    assert lines_told(where) == said


def test_an_answer_is_listed_with_its_parts_under_it() -> None:
    answer = {"title": {"text": "Support", "line": 3}, "marks": [1, 2], "rows": [{"fund": "04000"}], "none": None}
    assert list(listed(answer)) == [
        "title: Support (line 3)",
        "marks: 1, 2",
        "rows:",
        "  -",
        "    fund: 04000",
    ]


def test_long_lines_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert max(map(len, wrapped("word " * 20).splitlines())) <= 30


def test_writes_letters_whatever_the_terminal(tmp_path: Path) -> None:
    told = tirek("plan", "read", PLAN, environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert told.returncode == 0
    assert "–" in told.stdout


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_has_its_help(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([group, "--help"])
    assert end.value.code == 0
    assert f"tirek {group}" in capsys.readouterr().out
