"""forms/media/: files that forms show, each shown by one."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.pack import Pack
from tirek.packs.pack_faults import MediaUnused
from tirek.refusals import Problem


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say of a file that no form shows it."""
    name = path.removeprefix("forms/media/")
    if not pack.form_faults and not any(name in form.media for form in pack.forms.values()):
        yield Problem(MediaUnused(), file=path)
