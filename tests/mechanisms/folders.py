"""The folders of mechanisms/ as a test reads them: the files as they are, each form converted once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from lxml import etree
from pyxform.xls2json_backends import md_to_dict

from tirek.xlsforms import ConvertedForm, convert

FOLDER = Path(__file__).parents[2] / "mechanisms"
ALONE = Path(__file__).parents[1] / "mechanisms_of_tests"
"""Mechanisms that no line of the house knows, not even by name: what holds for ours has to hold for them."""
LANGUAGES = {"en": "English (en)", "ru": "Русский (ru)", "kk": "Қазақша (kk)"}
ROLES = {"officer", "supervisor", "monitor", "administrator", "auditor"}
MARKS = {"identity", "contact", "statement", "place"}
MARK = "bind::tirek:mark"


@dataclass(frozen=True)
class Form:
    """A form: its sheets as printed, and what a client gets of it."""

    path: Path

    @cached_property
    def sheets(self) -> dict[str, Any]:
        return {"choices": [], **md_to_dict(self.path.read_text(encoding="utf-8"))}

    @cached_property
    def converted(self) -> ConvertedForm:
        return convert(self.path.name, self.path.read_bytes())

    @property
    def xform(self) -> str:
        return self.converted.xform.decode()

    @cached_property
    def questions(self) -> dict[str, dict[str, str]]:
        """The rows of the survey by name; what ends a group has none."""
        return {row["name"]: row for row in self.sheets["survey"] if "name" in row}

    @property
    def marks(self) -> dict[str, str]:
        return {name: row[MARK] for name, row in self.questions.items() if MARK in row}

    def marks_for_clients(self) -> dict[str, str]:
        tree = etree.fromstring(self.xform.encode())
        found = tree.xpath("//*[local-name()='bind'][@*[namespace-uri()='urn:tirek:xforms']]")
        return {bind.get("nodeset").rpartition("/")[2]: bind.get("{urn:tirek:xforms}mark") for bind in found}


@dataclass(frozen=True)
class Mechanism:
    """One folder."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def forms(self) -> dict[str, Form]:
        return {path.stem: Form(path) for path in sorted((self.path / "forms").glob("*.md"))}

    @cached_property
    def pack(self) -> dict[str, Any]:
        return dict(self.read("pack.yaml"))

    @cached_property
    def ready(self) -> dict[str, dict[str, Any]]:
        return dict(self.read("ready.yaml")["to be verified by the institution"])

    @cached_property
    def who(self) -> list[dict[str, str]]:
        return rows(self.path / "who.csv")

    @cached_property
    def clocks(self) -> list[dict[str, str]]:
        return rows(self.path / "clocks.csv")

    @cached_property
    def drawn(self) -> set[str]:
        """The words that stand in the drawings; lanes are roles, and messages are never shown."""
        found: set[str] = set()
        for path in (*self.path.glob("procedures/*.bpmn"), *self.path.glob("services/*/*.bpmn")):
            for element in etree.parse(path).iter("{http://www.omg.org/spec/BPMN/20100524/MODEL}*"):
                if etree.QName(element).localname not in ("lane", "message", "participant"):
                    found.add(element.get("name", ""))
        return found

    def read(self, name: str) -> Any:
        # Every value is the text that stands there: no “yes” becomes true, no number loses its zeros.
        return yaml.load((self.path / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

    def sees(self, role: str, form: str, question: str) -> bool:
        """Whether who.csv lets a role see the answer to a question."""
        (row,) = (row for row in self.who if row["role"] == role and row["step"] == form)
        words = row["may see"].split()
        if words == ["nothing"]:
            return False
        return self.forms[form].marks.get(question) not in words[2:]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    folders = (path for above in (FOLDER, ALONE) for path in sorted(above.iterdir()))
    return tuple(Mechanism(path) for path in folders if path.is_dir())


def forms() -> list[Form]:
    return [form for mechanism in mechanisms() for form in mechanism.forms.values()]
