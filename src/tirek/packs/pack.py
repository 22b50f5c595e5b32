"""A mechanism as its files say it: what has been read of them, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tirek.packs.compiling import compiled
from tirek.packs.kinds import Files, kind_of
from tirek.packs.tables import Table, read_table
from tirek.packs.yaml_files import Fault, read_yaml
from tirek.xlsforms import ConvertedForm, FormRefused

LANGUAGES = ("en", "ru", "kk")
Texts = Mapping[str, str]
Known = Mapping[tuple[str, bytes], ConvertedForm]
"""Forms that were converted before, by path and content."""


@dataclass(frozen=True, slots=True)
class About:
    """What pack.yaml says. `forms` gives the title of a form in each language, by its id."""

    code: str = ""
    version: str = ""
    title: Texts = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    confidentiality: str = ""
    retention: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccessRow:
    """What one role may see and do with a form. `row` is its row in who.csv, headings being row 1."""

    step: str
    role: str
    sees: bool
    hidden: tuple[str, ...]
    does: tuple[str, ...]
    legal_basis: str
    row: int


class Pack:
    """This class will read a mechanism's files when asked. What cannot be read is empty here; checkers say why."""

    def __init__(self, files: Files, known: Known | None = None) -> None:
        self.files = files
        self._known = known or {}

    def with_files(self, files: Files) -> Pack:
        """This function will give a mechanism with other files; forms that are the same are not converted anew."""
        made = {(path, bytes(self.files[path])): form for path, form in self.forms.items()}
        return Pack(files, {**self._known, **made})

    def paths(self, kind: str) -> list[str]:
        """This function will name the files of a kind."""
        return sorted(path for path in self.files if kind_of(path) == kind)

    def text(self, path: str) -> str:
        """This function will give a file as text, "" where it is missing or no text."""
        try:
            return bytes(self.files.get(path, b"")).decode()
        except UnicodeDecodeError:
            return ""

    def table(self, path: str) -> Table:
        """This function will give a CSV file as a table, an empty one where it cannot be read."""
        try:
            return read_table(self.text(path))
        except ValueError:
            return Table((), ())

    def yaml(self, path: str) -> Any:
        """This function will give what a YAML file holds, None where it cannot be read."""
        try:
            return read_yaml(self.text(path))
        except Fault:
            return None

    @cached_property
    def about(self) -> About:
        """This property will give what pack.yaml says, as far as it can be read."""
        given = self.yaml("pack.yaml")
        return about_of(given) if isinstance(given, dict) else About()

    @cached_property
    def form_faults(self) -> dict[str, FormRefused]:
        """This property will give what is wrong with each form that cannot be converted, by its path."""
        return {path: made for path, made in self._conversions.items() if isinstance(made, FormRefused)}

    @cached_property
    def forms(self) -> dict[str, ConvertedForm]:
        """This property will give the forms that can be converted, by their paths."""
        return {path: made for path, made in self._conversions.items() if not isinstance(made, FormRefused)}

    @cached_property
    def _conversions(self) -> dict[str, ConvertedForm | FormRefused]:
        return {path: self._converted(path, bytes(self.files[path])) for path in self.paths("form")}

    def _converted(self, path: str, content: bytes) -> ConvertedForm | FormRefused:
        return self._known.get((path, content)) or compiled(path, content)

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """This property will name the steps that who.csv and clocks.csv may speak of: the forms."""
        return tuple(form.form_id for form in self.forms.values())

    @cached_property
    def access(self) -> tuple[AccessRow, ...]:
        """This property will give the rows of who.csv."""
        table = self.table("who.csv")
        return tuple(_access(row, number) for number, row in enumerate(table.rows, start=2))

    def titles_of(self, form: ConvertedForm) -> dict[str, str]:
        """This function will give the title of a form in each language: pack.yaml's, else its own."""
        own = {language: text for language, text in form.titles.items() if text}
        return {**own, **self.about.forms.get(form.form_id, {})}


def about_of(given: Mapping[str, Any]) -> About:
    """This function will take from pack.yaml what is of the kind that it should be."""
    forms = given.get("forms")
    languages = given.get("languages")
    return About(
        code=_text(given.get("id")),
        version=_text(given.get("version")),
        title=texts_of(given.get("title")),
        languages=tuple(_text(each) for each in languages) if isinstance(languages, list) else ("en",),
        confidentiality=_text(given.get("confidentiality")),
        retention=texts_of(given.get("retention")),
        forms={name: texts_of(form.get("title")) for name, form in forms.items() if isinstance(form, dict)}
        if isinstance(forms, dict)
        else {},
    )


def _text(given: Any) -> str:
    return given.strip() if isinstance(given, str) else ""


def texts_of(given: Any) -> dict[str, str]:
    """This function will take from a YAML value the texts by language, as far as they are texts."""
    if not isinstance(given, dict):
        return {}
    return {str(name): each.strip() for name, each in given.items() if isinstance(each, str) and each.strip()}


def _access(row: Mapping[str, str], number: int) -> AccessRow:
    words = row.get("may see", "").split()
    return AccessRow(
        step=row.get("step", "").strip(),
        role=row.get("role", "").strip(),
        sees=words[:1] == ["all"],
        hidden=tuple(words[2:]),
        does=tuple(row.get("may do", "").split()),
        legal_basis=row.get("legal basis", "").strip(),
        row=number,
    )
