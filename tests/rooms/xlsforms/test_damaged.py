"""Whatever somebody writes into a cell, an answer comes back; and what is taken, every tablet takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.javarosa import Engine, java
from tirek.xlsforms.conversion import as_json

FORMS = [path.read_text("utf-8") for path in sorted(Path(__file__).with_name("forms").rglob("*.md"))]
SIGNS = [
    *("<", ">", "&", '"', "'", "${", "${a}", "}", "(", ")", "|", "\\|", "`", "<b>", "</b>", "]]>", "&amp;", "&#0;"),
    *(
        "jr://",
        "::",
        ":",
        "#",
        "\u202e",
        "é",
        "😀",
        "",
        "if(",
        "0",
        "1e9",
        "-",
        ".",
        "..",
        "/",
        "*",
        "[",
        "]",
        "=",
        "and",
    ),
    *("text", "select_one", "begin_group", "end_repeat", "now()", "true", "range", "start=1 end=a", "audit", "rank l"),
    *("calculate", "csv-external", "label", "name", "%s", "%(x)s", "{0}", "\xa0", "__row", "meta", "data", "<!--"),
    *("a:b", "trigger", "image", "pulldata('a'", "yes", "disabled", "x" * 50),
]
CELL = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5).map("".join) | st.text(max_size=8)


@pytest.fixture(scope="module")
def rosa() -> Engine:
    return java()


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """One of our forms with some cells written over or exchanged, or rows doubled or gone."""
    lines = draw(st.sampled_from(FORMS)).split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.sampled_from([at for at, line in enumerate(lines) if "|" in line] or [0]))
        cells = lines[at].split("|")
        place, other = (draw(st.integers(0, len(cells) - 1)) for _ in range(2))
        match draw(st.sampled_from(["write", "exchange", "double", "drop"])):
            case "write":
                cells[place] = draw(CELL)
            case "exchange":
                cells[place], cells[other] = cells[other], cells[place]
            case "double":
                lines.insert(at, lines[at])
            case _:
                cells = []
        lines[at] = "|".join(cells)
    return "\n".join(lines)


@given(damaged())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_answer_comes_back(rosa: Engine, text: str) -> None:
    content = text.encode("utf-8", "replace")
    found = json.loads(as_json(content, progress=None, name="a.md", markdown=True))
    assert bool(found["problems"]) or found["form"]
    if not found["problems"]:
        assert rosa.faults_of(found["form"]["xform"].encode()) == []
