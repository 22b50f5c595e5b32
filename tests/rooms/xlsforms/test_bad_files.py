"""Whatever is sent as a form, a sentence comes back soon, and the child that reads it cannot take more memory.

Each file is read in a fresh interpreter, so that the child's own time and memory are known; they are printed (`-s`
shows them). What holds by construction is asserted: the limits that the child sets itself before it reads.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rooms.xlsforms import bad_files
from tests.rooms.xlsforms.bad_files import (
    bomb,
    changed,
    choices,
    docx,
    encrypted,
    entities,
    expression,
    laughs,
    lying_bomb,
    nested,
    plain,
    questions,
    wide,
    with_label,
)
from tirek.xlsforms import FormRefused, conversion, convert

MEASURE = """
import json, resource, sys, time
from tirek.bounded import FileTooCostly
from tirek.xlsforms import FormRefused, convert
begun = time.perf_counter()
try:
    said = f"fields: {len(convert(sys.argv[1], sys.stdin.buffer.read()).fields)}"
except FileTooCostly as refusal:
    said = refusal.id
except FormRefused as refusal:
    said = refusal.problems[0].refusal.id
child = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([said, time.perf_counter() - begun, child.ru_utime + child.ru_stime, child.ru_maxrss / 1024]))
"""
RANDOM = bytes((n * n * 7 + n // 3) % 256 for n in range(50_000))

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("a.md", lambda: b"", "form-file-empty"),
    "blanks": ("a.xlsx", lambda: b" \n\t", "form-file-empty"),
    "a file of five megabytes": ("a.md", lambda: b"x" * 5_000_000, "form-file-too-large"),
    "a bomb": ("a.xlsx", bomb, "form-file-bomb"),
    "a bomb that says it is small": ("a.xlsx", lying_bomb, "file-too-costly"),
    "two cells in far corners": ("a.xlsx", wide, "file-too-costly"),
    "names that lead outside": ("a.xlsx", lambda: changed(plain(), {"../../etc/x": b"x"}), "form-file-bomb"),
    "an absolute name": ("a.xlsx", lambda: changed(plain(), {"/etc/x": b"x"}), "form-file-bomb"),
    "a foreign entity": (
        "a.xlsx",
        lambda: entities('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        "form-file-bomb",
    ),
    "a billion laughs": ("a.xlsx", laughs, "form-file-bomb"),
    "a text called a workbook": ("a.xlsx", docx, "form-file-of-another-kind"),
    "a CSV called a workbook": ("a.xlsx", lambda: b"type,name\ntext,a\n", "form-file-of-another-kind"),
    "a CSV": ("a.csv", lambda: b"type,name\ntext,a\n", "form-file-of-another-kind"),
    "a workbook called a text": ("a.md", plain, "form-file-not-utf8"),
    "a workbook with a password": ("a.xlsx", encrypted, "form-file-encrypted"),
    "an old workbook with a password": ("a.xls", encrypted, "form-file-encrypted"),
    "macros by name": ("a.xlsm", plain, "form-file-has-macros"),
    "macros by content": ("a.xlsx", lambda: changed(plain(), {"xl/vbaProject.bin": b"x"}), "form-file-has-macros"),
    "half a workbook": ("a.xlsx", lambda: plain()[:2000], "form-file-damaged"),
    "noise after an archive's first letters": ("a.xlsx", lambda: b"PK\x03\x04" + RANDOM, "form-file-damaged"),
    "noise after an old workbook's first letters": (
        "a.xls",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + RANDOM,
        "form-file-damaged",
    ),
    "noise": ("a.md", lambda: RANDOM, "form-file-not-utf8"),
    "Windows-1251": ("a.md", lambda: with_label("Имя").decode().encode("cp1251"), "form-file-not-utf8"),
    "UTF-16": ("a.md", lambda: with_label("Имя").decode().encode("utf-16"), "form-file-not-utf8"),
    "a NUL": ("a.md", lambda: with_label("a\0b"), "form-file-not-utf8"),
    "a control letter": ("a.md", lambda: with_label("a\x07b"), "form-hidden-letters"),
    "letters that turn the direction": ("a.md", lambda: with_label("a\u202eb"), "form-hidden-letters"),
    "5,000 questions": ("a.md", lambda: questions(5_000), "fields: 5000"),
    "10,000 questions": ("a.md", lambda: questions(10_000), "form-too-long"),
    "10,000 choices": ("a.md", lambda: choices(10_000), "fields: 1"),
    "50,000 choices": ("a.md", lambda: choices(50_000), "form-too-long"),
    "a million choices": ("a.md", lambda: choices(1_000_000, languages=1), "form-file-too-large"),
    "20 groups in one another": ("a.md", lambda: nested(20), "fields: 21"),
    "2,400 groups in one another": ("a.md", lambda: nested(2_400), "form-too-deep"),
    "15,000 brackets": ("a.md", lambda: expression("(" * 15_000 + "1" + ")" * 15_000), "form-brackets-too-deep"),
    "15,000 references that do not end": ("a.md", lambda: expression("${" * 15_000), "form-reference-broken"),
    "15,000 quotation marks": ("a.md", lambda: expression("'" * 15_001), "form-operator-missing"),
    "a condition of 2,500 parts": ("a.md", lambda: expression(" or ".join(["${a} = 1"] * 2_500)), "fields: 2"),
    "four million bars": ("a.md", lambda: b"## survey\n" + b"|" * 4_000_000, "form-sheet-missing"),
    "a rule of a million columns": ("a.md", lambda: b"## survey\n|a|\n|" + b"-|" * 1_000_000, "form-sheet-missing"),
    "labels of three megabytes": (
        "a.md",
        lambda: bad_files.page(["type | name | label", *(f"text | a{n} | {'x' * 30_000}" for n in range(100))]),
        "fields: 100",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_sentence_comes_back(name: str) -> None:
    called, make, wanted = FILES[name]
    said, seconds, cpu, megabytes = _measured(called, make())
    sys.stdout.write(f"\n{name}: {said}; {seconds:.1f} s, {cpu:.1f} s of a processor, {megabytes:.0f} MB")
    assert said == wanted
    assert megabytes <= conversion.MEGABYTES


def _measured(name: str, content: bytes) -> tuple[str, float, float, float]:
    done = subprocess.run([sys.executable, "-c", MEASURE, name], input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    said, seconds, cpu, megabytes = json.loads(done.stdout)
    return said, seconds, cpu, megabytes


def test_the_child_is_given_no_more_than_this(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def run(function: str, payload: bytes, **limits: Any) -> bytes:
        given.update(limits, function=function)
        return json.dumps({"problems": [{"id": "form-file-empty", "facts": {}} | dict.fromkeys(PLACE, "")]}).encode()

    monkeypatch.setattr(conversion, "run_bounded", run)
    with pytest.raises(FormRefused):
        convert("a.md", plain())
    assert (given["seconds"], given["megabytes"]) == (5, 256)
    assert given["function"] == "tirek.xlsforms.conversion:as_json"


PLACE = ("file", "sheet", "row", "column")


def test_nothing_is_read_in_the_process_that_serves() -> None:
    """Whatever parses a file is imported by the child alone."""
    code = "import sys, tirek.xlsforms as x; x.convert, x.FormRefused; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert not {"pyxform", "openpyxl", "python_calamine", "lxml"} & set(loaded)
    assert Path(conversion.__file__).name == "conversion.py"
