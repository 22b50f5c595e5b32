"""Everything that is wrong with a mechanism, said at once."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.checkers import CHECKERS, texts
from tirek.packs.errors import PackRefused
from tirek.packs.folder import file_problems
from tirek.packs.kinds import is_text, kind_of
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import FormsTooMany, PackFileMissing
from tirek.packs.services import services_of
from tirek.refusals import Problem

MOST_FORMS = 40
NEEDED = ("pack.yaml", "README.md")


def problems_of(pack: Pack) -> list[Problem]:
    """This function will give every problem of a mechanism's files, by file and row; nothing of them is run.

    Where a name or a size is refused already, nothing is opened. Raises `PackTooLarge`, `FileTooCostly`.
    """
    if odd := file_problems(pack.files):
        return odd
    if (count := len(pack.paths("form"))) > MOST_FORMS:  # each takes a second or more
        return [Problem(FormsTooMany(count=count, limit=MOST_FORMS), file="forms/")]
    found = [*_missing(pack)]
    for path in sorted(pack.files):
        if is_text(path):
            found += texts.check(pack, path)
        if checker := CHECKERS.get(kind_of(path)):
            found += checker(pack, path)
    return found


def check_pack(name: str, pack: Pack) -> None:
    """This function will refuse a mechanism with any problem (`PackRefused`)."""
    if problems := problems_of(pack):
        raise PackRefused(name=name, problems=tuple(problems))


def _missing(pack: Pack) -> Iterator[Problem]:
    asks = bool(pack.paths("form"))
    studies = any(path.startswith("services/") for path in pack.files)
    for path in (*NEEDED, "who.csv") if asks or not studies else NEEDED:
        if path not in pack.files:
            yield Problem(PackFileMissing(path=path), file=path)
    if not asks and not studies:
        yield Problem(PackFileMissing(path="forms/"), file="forms/")
    for service in services_of(pack):
        for name in ("service.yaml", "as-is.bpmn"):
            if (path := f"{service.folder}{name}") not in pack.files:
                yield Problem(PackFileMissing(path=path), file=path)
