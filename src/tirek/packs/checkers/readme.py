"""README.md and its translations: the mechanism in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath

from tirek.packs.content_faults import LinkToNothing, TextEmpty
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import PathOutsideLink, ReadmeOfNoLanguage
from tirek.refusals import Problem

LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#", re.IGNORECASE)


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with a README: no words, links to nothing, a language nobody declared."""
    text = pack.text(path)
    if not text.strip():
        yield Problem(TextEmpty(), file=path)
    language = path.split(".")[1] if path.count(".") == 2 else "en"
    if path != "README.md" and language not in pack.about.languages:
        yield Problem(ReadmeOfNoLanguage(language=language), file=path)
    yield from links(pack, path)


def links(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say which links of a Markdown text lead to no file of the folder."""
    folder = path.rpartition("/")[0]
    for line, said in enumerate(pack.text(path).split("\n"), start=1):
        for found in LINK.finditer(said):
            target = found[1].partition("#")[0]
            if ELSEWHERE.match(found[1]) or not target:
                continue
            wanted = normpath(f"{folder}/{target}" if folder else target)
            if wanted.startswith(("..", "/")):
                yield Problem(PathOutsideLink(path=target), file=path, row=line)
            elif wanted not in pack.files and not any(each.startswith(wanted + "/") for each in pack.files):
                yield Problem(LinkToNothing(path=target), file=path, row=line)
