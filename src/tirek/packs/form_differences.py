"""What changed in a form, question by question, as the person who asks would say it."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.bounded import gettext_noop
from tirek.packs.pack import Texts
from tirek.packs.sentences import Change
from tirek.xlsforms import ConvertedForm, Field

VERSION = gettext_noop("Form %(form)s: version %(before)s → %(after)s.")
ASKED = gettext_noop("Form %(form)s: “%(path)s” is new: “%(label)s”.")
ASKED_NO_MORE = gettext_noop("Form %(form)s: “%(path)s” is gone: “%(label)s”.")
REQUIRED = gettext_noop("Form %(form)s: “%(path)s” must now be answered.")
NOT_REQUIRED = gettext_noop("Form %(form)s: “%(path)s” may now be left unanswered.")
KIND = gettext_noop("Form %(form)s: “%(path)s” is now of another kind: %(before)s → %(after)s.")
MARKED = gettext_noop("Form %(form)s: “%(path)s” is now a secret of another kind: “%(before)s” → “%(after)s”.")
WORDS = gettext_noop("Form %(form)s: “%(path)s” is asked in other words (%(language)s): “%(before)s” → “%(after)s”.")
CHOICE = gettext_noop("Form %(form)s: “%(path)s” can now be answered with “%(choice)s”.")
CHOICE_NO_MORE = gettext_noop("Form %(form)s: “%(path)s” can no longer be answered with “%(choice)s”.")
CHOICE_WORDS = gettext_noop(
    "Form %(form)s: the answer “%(choice)s” to “%(path)s” is in other words (%(language)s): “%(before)s” → “%(after)s”."
)
RULES = gettext_noop("Form %(form)s: what is asked when, or which answers are accepted, has changed.")
LANGUAGES = gettext_noop("Form %(form)s: languages: %(before)s → %(after)s.")


def form_differences(path: str, before: ConvertedForm, after: ConvertedForm) -> Iterator[Change]:
    """This function will say what changed in a form."""
    form = {"form": after.form_id}
    said = list(_fields(before, after))
    if before.languages != after.languages:
        facts = {"before": ", ".join(before.languages), "after": ", ".join(after.languages)}
        said.insert(0, (LANGUAGES, facts))
    if not said and before.xform != after.xform:
        said.append((RULES, {}))
    if before.version != after.version:
        said.insert(0, (VERSION, {"before": before.version, "after": after.version}))
    yield from (Change(sentence, form | facts, path) for sentence, facts in said)


Said = tuple[str, dict[str, str]]


def _fields(before: ConvertedForm, after: ConvertedForm) -> Iterator[Said]:
    old = {each.path: each for each in before.fields}
    new = {each.path: each for each in after.fields}
    for path in [*new, *(each for each in old if each not in new)]:
        if path not in old:
            yield ASKED, {"path": path, "label": _label(new[path].labels)}
        elif path not in new:
            yield ASKED_NO_MORE, {"path": path, "label": _label(old[path].labels)}
        elif old[path] != new[path]:
            for sentence, facts in _field(old[path], new[path]):
                yield sentence, {"path": path} | facts


def _field(was: Field, now: Field) -> Iterator[Said]:
    if was.required != now.required:
        yield REQUIRED if now.required else NOT_REQUIRED, {}
    if was.kind != now.kind:
        yield KIND, {"before": was.kind, "after": now.kind}
    if was.mark != now.mark:
        yield MARKED, {"before": was.mark or "—", "after": now.mark or "—"}
    for facts in _words(was.labels, now.labels):
        yield WORDS, facts
    yield from _choices(was, now)


def _choices(was: Field, now: Field) -> Iterator[Said]:
    old = {each.name: each for each in was.choices}
    new = {each.name: each for each in now.choices}
    for name in [*new, *(each for each in old if each not in new)]:
        if name not in old:
            yield CHOICE, {"choice": _label(new[name].labels) or name}
        elif name not in new:
            yield CHOICE_NO_MORE, {"choice": _label(old[name].labels) or name}
        else:
            for facts in _words(old[name].labels, new[name].labels):
                yield CHOICE_WORDS, {"choice": name} | facts


def _words(was: Texts, now: Texts) -> Iterator[dict[str, str]]:
    for language in sorted({*was, *now}):
        if was.get(language) != now.get(language):
            facts = {"before": was.get(language, "—"), "after": now.get(language, "—")}
            yield {"language": language or "—"} | facts


def _label(labels: Texts) -> str:
    return labels.get("en") or next(iter(labels.values()), "")
