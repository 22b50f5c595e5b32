"""A mechanism as a booklet: purpose, steps, who, clocks, safeguards, forms, and what is still to be verified. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tirek.packs.checkers.ready import DONE, OPEN
from tirek.packs.differences import seen_words
from tirek.packs.pack import Pack
from tirek.packs.services import Service, services_of
from tirek.xlsforms import ConvertedForm, Field

Tables = Mapping[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]

OTHER_LANGUAGES = re.compile(r"\]\(README(\.\w+)?\.md\)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form, `depth` groups deep; one that computes or only groups has no kind of its own to answer."""

    path: str
    kind: str
    label: str
    mark: str
    required: bool
    depth: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormPart:
    """A form of the booklet: its questions in order, and what each role may see and do with the answers."""

    form_id: str
    version: str
    title: str
    path: str
    who: tuple[tuple[str, str, str, str], ...]
    questions: tuple[Question, ...]

    @property
    def asked(self) -> tuple[Question, ...]:
        """This property will give the questions alone, without groups, notes and what is computed."""
        return tuple(each for each in self.questions if each.kind not in ("group", "repeat", "note", "calculate"))


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that the mechanism rests on, and whether anybody at the institution has verified it."""

    said: str
    claims: str
    known: str
    used: tuple[str, ...]
    verified: str = ""


@dataclass(frozen=True, slots=True)
class ServicePart:
    """A studied service of the booklet: whose it is, by which law, by what ways it is asked for, who works in it."""

    code: str
    title: str
    owner: str
    legal_basis: str
    channels: tuple[str, ...]
    roles: tuple[str, ...]
    tables: Tables


@dataclass(frozen=True, slots=True)
class Booklet:
    """A mechanism in one language. `tables` holds clocks and safeguards as headings and rows, where there are any."""

    code: str
    version: str
    title: str
    confidentiality: str
    years: str
    since: str
    readme: str
    forms: tuple[FormPart, ...]
    tables: Tables
    services: tuple[ServicePart, ...]
    facts: tuple[Fact, ...]
    files: tuple[str, ...]


def booklet(pack: Pack, language: str) -> Booklet:
    """This function will give a mechanism in a language, or where it does not speak it in the one it was written in."""
    about, words = pack.about, _words(pack, language)
    readme = pack.text(f"README.{language}.md") or pack.text("README.md")
    years, since = about.retention.get("years", ""), about.retention.get("from", "")
    return Booklet(
        code=about.code,
        version=about.version,
        title=_said(about.title, language) or about.code,
        confidentiality=about.confidentiality,
        years=years,
        since=words.get(since, since),
        readme=_body(readme),
        forms=tuple(_form(pack, path, form, language, words) for path, form in sorted(pack.forms.items())),
        tables=_tables(pack, "", words),
        services=tuple(_service(pack, each, language, words) for each in services_of(pack)),
        facts=tuple(_facts(pack, language)),
        files=tuple(sorted(pack.files)),
    )


def _body(readme: str) -> str:
    """What stands below the title, without the line that leads to the same text in other languages."""
    lines = readme.strip().split("\n")
    body = lines[1:] if lines[0].startswith("# ") else lines
    return "\n".join(line for line in body if not OTHER_LANGUAGES.search(line)).strip()


def _said(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def _words(pack: Pack, language: str) -> dict[str, str]:
    """The texts of tables in another language, by the words that they are written in."""
    rows = pack.table(f"words/{language}.csv").rows
    return {row["original"]: row["translation"] for row in rows if row.get("original") and row.get("translation")}


def _form(pack: Pack, path: str, form: ConvertedForm, language: str, words: Mapping[str, str]) -> FormPart:
    return FormPart(
        form_id=form.form_id,
        version=form.version,
        title=_said(pack.titles_of(form), language) or form.form_id,
        path=path,
        who=tuple(
            (row.role, seen_words(row), " ".join(row.does), words.get(row.legal_basis, row.legal_basis))
            for row in pack.access
            if row.step == form.form_id
        ),
        questions=tuple(_question(field, language) for field in form.fields),
    )


def _question(field: Field, language: str) -> Question:
    return Question(
        path=field.path,
        kind=field.kind,
        label=_said(field.labels, language),
        mark=field.mark,
        required=field.required,
        depth=field.path.count("/"),
        choices=tuple(_said(choice.labels, language) or choice.name for choice in field.choices),
    )


def _service(pack: Pack, service: Service, language: str, words: Mapping[str, str]) -> ServicePart:
    return ServicePart(
        code=service.code,
        title=_said(service.title, language) or service.code,
        owner=_said(service.owner, language),
        legal_basis=_said(service.legal_basis, language),
        channels=tuple(_said(each, language) for each in service.channels.values()),
        roles=tuple(_said(each, language) for each in service.roles.values()),
        tables=_tables(pack, service.folder, words),
    )


def _tables(pack: Pack, folder: str, words: Mapping[str, str]) -> Tables:
    found = {name: _table(pack, f"{folder}{name}.csv", words) for name in ("clocks", "safeguards")}
    return {name: table for name, table in found.items() if table[1]}


def _table(pack: Pack, path: str, words: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The columns in which anything is said, each cell in the language if its words are translated."""
    table = pack.table(path)
    headings = tuple(heading for heading in table.headings if any(row[heading] for row in table.rows))
    return headings, tuple(tuple(words.get(row[each], row[each]) for each in headings) for row in table.rows)


def _facts(pack: Pack, language: str) -> Iterator[Fact]:
    given = pack.yaml("ready.yaml")
    for part in (OPEN, DONE):
        found: Any = given.get(part) if isinstance(given, dict) else None
        for fact in found.values() if isinstance(found, dict) else ():
            said, used = fact.get("fact"), fact.get("used in")
            yield Fact(
                said=_said(said, language) if isinstance(said, dict) else "",
                claims=str(fact.get("claims", "")),
                known=str(fact.get("known", "")),
                used=tuple(used) if isinstance(used, list) else (),
                verified=f"{fact.get('by', '')}, {fact.get('on', '')}" if part == DONE else "",
            )
