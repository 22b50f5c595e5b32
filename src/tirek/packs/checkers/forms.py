"""forms/: whatever the converter objects to, and that each form fits the mechanism that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tirek.packs.pack import Pack
from tirek.packs.pack_faults import (
    FormIdOdd,
    FormLanguageMissing,
    FormTwice,
    FormWithoutVersion,
    MediaMissing,
)
from tirek.refusals import Problem

FORM_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with a form."""
    if faults := pack.form_faults.get(path):
        yield from (replace(each, file=path) for each in faults.problems)
        return
    form = pack.forms[path]
    name = path.rpartition("/")[2].rpartition(".")[0]
    if form.form_id != name or not FORM_ID.fullmatch(form.form_id):
        yield Problem(FormIdOdd(form=form.form_id, file=name), file=path, sheet="settings")
    if not form.version or len(form.version) > 40:
        yield Problem(FormWithoutVersion(), file=path, sheet="settings")
    for other, made in pack.forms.items():
        if other < path and made.form_id == form.form_id:
            yield Problem(FormTwice(form=form.form_id, other=other), file=path, sheet="settings")
    if form.languages:
        for language in sorted(set(pack.about.languages) - set(form.languages)):
            yield Problem(FormLanguageMissing(language=language), file=path, sheet="survey")
    for media in form.media:
        if f"forms/media/{media}" not in pack.files:
            yield Problem(MediaMissing(file=media), file=path)
