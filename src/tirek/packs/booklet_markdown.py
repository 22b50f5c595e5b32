"""A booklet as a Markdown page, for docs/look-up. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tirek.packs.booklet import Booklet, FormPart, Question, ServicePart

LINK = re.compile(r"\]\((?![a-z]+:|#|/)([^)]+)\)")


def as_markdown(made: Booklet, folder: str) -> str:
    """This function will print a booklet: purpose, steps, who, clocks, safeguards, services, forms, facts to verify.

    `folder` leads from where it is printed to the mechanism's own files.
    """
    parts = [
        f"# {made.title}",
        f"Mechanism `{made.code}`, version {made.version}."
        + (f" Confidentiality: {made.confidentiality}." if made.confidentiality else "")
        + (f" Kept for {made.years} years from {made.since}." if made.years else ""),
        LINK.sub(rf"]({folder}/\1)", made.readme),
        "## Steps and who" if made.forms else "",
        *(part for form in made.forms for part in _who(form)),
        *(
            part
            for name, (headings, rows) in made.tables.items()
            for part in (f"## {name.capitalize()}", _table(headings, rows))
        ),
        *(part for service in made.services for part in _service(service)),
        "## To be verified by the institution",
        *_facts(made),
        *(part for form in made.forms for part in _form(form)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _who(form: FormPart) -> Iterator[str]:
    yield f"### {form.title} (`{form.form_id}`, version {form.version})"
    yield _table(("role", "may see", "may do", "legal basis"), form.who)


def _service(service: ServicePart) -> Iterator[str]:
    yield f"## Service: {service.title} (`{service.code}`)"
    yield (
        f"Owner: {service.owner}. Legal basis: {service.legal_basis}. Channels: {', '.join(service.channels)}. "
        f"Roles: {', '.join(service.roles)}."
    )
    for name, (headings, rows) in service.tables.items():
        yield f"### {name.capitalize()} of {service.code}"
        yield _table(headings, rows)


def _facts(made: Booklet) -> Iterator[str]:
    open_ = [each for each in made.facts if not each.verified]
    if not open_:
        yield (
            "Nothing is listed."
            if made.facts
            else "The mechanism lists nothing; that is not to say that all was checked."
        )
    yield "\n".join(f"- {each.said} *{each.claims}; {each.known}; used in {', '.join(each.used)}.*" for each in open_)
    done = [each for each in made.facts if each.verified]
    if done:
        yield "### Verified"
        yield "\n".join(f"- {each.said} *{each.claims}; {each.verified}.*" for each in done)


def _form(form: FormPart) -> Iterator[str]:
    yield f"## Form: {form.title}"
    yield "\n".join(_question(each) for each in form.questions if each.label)


def _question(each: Question) -> str:
    said = " ".join(each.label.split())
    notes = [f"secret: {each.mark}"] * bool(each.mark) + ["required"] * each.required
    indent = "  " * each.depth
    if each.kind in ("group", "repeat"):
        return f"{indent}- **{said}**" + (" (repeated)" if each.kind == "repeat" else "")
    if each.kind == "note":
        return f"{indent}- *{said}*"
    return f"{indent}- {said}" + (f" ({', '.join(notes)})" if notes else "")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(headings), "|" + "---|" * len(headings), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
