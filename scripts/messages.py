"""The translations: gathered from the code, compiled, and checked. `messages.py extract|compile|check`.

English is the language of the source. A catalogue holds no dates and no line numbers, and is sorted, so that its
history shows nothing but what was translated.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tirek"
LOCALE = SOURCE / "web" / "locale"
LANGUAGES = ("ru", "kk")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("gettext_lazy", "gettext_noop"), None),
    "ngettext_lazy": (1, 2),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Dates, names of programs and people: what would change without a translation having changed.
RESTLESS = re.compile(rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By).*\n', re.M)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def extracted() -> Catalog:
    """This function will gather every marked text of the Python code and the templates."""
    found = Catalog(project="tirek", version="1", charset="utf-8", fuzzy=False, header_comment="# Tirek")
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            _add(found, path, path.read_text(encoding="utf-8"))
    if not settings.configured:
        settings.configure()
    for path in sorted((SOURCE / "web" / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            # What is left of a template between its texts is not quite Python; in brackets it need not be indented.
            _add(found, path, f"({templatize(path.read_text(encoding='utf-8'), origin=str(path))}\n)")
    return found


def _add(found: Catalog, path: Path, code: str) -> None:
    place = path.relative_to(ROOT).as_posix()
    found_here = extract("python", BytesIO(code.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for line, texts, comments, context in found_here:
        found.add(texts, locations=[(place, line)], auto_comments=comments, context=context)


def catalogue(language: str) -> Catalog:
    """This function will read the catalogue of a language, empty if it is not there yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="tirek", version="1", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def path_of(language: str) -> Path:
    """This function will name the file of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def written(found: Catalog) -> bytes:
    """This function will give a catalogue as the bytes of its file: the same for the same translations."""
    buffer = BytesIO()
    write_po(buffer, found, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return RESTLESS.sub(b"", buffer.getvalue())


def update() -> list[str]:
    """This function will bring the catalogues up to the code; what is translated stays, what is gone goes."""
    template = extracted()
    for language in LANGUAGES:
        found = catalogue(language)
        found.update(template, no_fuzzy_matching=True)
        found.header_comment = template.header_comment
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(written(found))
    return []


def compile_all() -> list[str]:
    """This function will write what the pages read at run time."""
    for language in LANGUAGES:
        buffer = BytesIO()
        write_mo(buffer, catalogue(language))
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).with_suffix(".mo").write_bytes(buffer.getvalue())
    return []


def check() -> list[str]:
    """This function will list each text that is missing, doubtful, stale, or has not the placeholders of its source."""
    template = extracted()
    return [f"{language}: {fault}" for language in LANGUAGES for fault in faults(template, catalogue(language))]


def faults(template: Catalog, found: Catalog) -> Iterator[str]:
    """This function will compare a catalogue with what the code says."""
    for wanted in _messages(template):
        message = found.get(wanted.id, wanted.context)
        if message is None or not _translated(message, found.num_plurals):
            yield f"missing: {_source(wanted)}"
        elif message.fuzzy:
            yield f"fuzzy: {_source(wanted)}"
        elif not _placeholders_agree(message):
            yield f"placeholders differ: {_source(wanted)}"
    for message in _messages(found):
        if template.get(message.id, message.context) is None:
            yield f"no longer in the code: {_source(message)}"


def _messages(found: Catalog) -> list[Message]:
    return [message for message in found if message.id]


def _texts(held: object) -> tuple[str, ...]:
    """A message holds one text, or one for each plural form."""
    return tuple(map(str, held)) if isinstance(held, tuple | list) else (str(held or ""),)


def _translated(message: Message, plurals: int) -> bool:
    forms = _texts(message.string)
    return all(forms) and len(forms) == (plurals if message.pluralizable else 1)


def _placeholders_agree(message: Message) -> bool:
    """The singular may leave the number out ("one person"); the other forms have what the source's plural has."""
    source = [_placeholders(text) for text in _texts(message.id)]
    first, *others = [_placeholders(text) for text in _texts(message.string)]
    if not message.pluralizable:
        return first == source[0]
    return first <= source[0] | source[1] and all(form == source[1] for form in others)


def _placeholders(text: str) -> set[str]:
    return {found.group() for found in PLACEHOLDER.finditer(text.replace("%%", ""))}


def _source(message: Message) -> str:
    place = message.locations[0][0] if message.locations else "?"
    return f"“{_texts(message.id)[0]}” ({place})"


def main(arguments: list[str]) -> int:
    """This function will do one of the verbs; 1 where there is something to mend."""
    verbs = {"extract": update, "compile": compile_all, "check": check}
    if len(arguments) != 1 or arguments[0] not in verbs:
        print(f"usage: messages.py {'|'.join(verbs)}", file=sys.stderr)
        return 2
    found = verbs[arguments[0]]()
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
