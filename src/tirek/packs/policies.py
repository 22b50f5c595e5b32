"""May this edition come now, given what is installed?"""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.errors import EditionWaits, PackRefused
from tirek.packs.models import Mechanism, PackForm
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import FormOfAnotherMechanism, FormVersionKnown
from tirek.packs.queries import edition_that_waits
from tirek.refusals import Problem


def installed_problems(pack: Pack) -> Iterator[Problem]:
    """This function will say which forms do not fit those that are installed, whether in force or not."""
    for path, form in sorted(pack.forms.items()):
        for other in PackForm.objects.filter(form_id=form.form_id).select_related("edition__mechanism"):
            code = other.edition.mechanism.code
            if code != pack.about.code:
                refusal = FormOfAnotherMechanism(form=form.form_id, other=code)
                yield Problem(refusal, file=path, sheet="settings")
                break
            if other.version == form.version and _differs(pack, path, other):
                refusal_of_version = FormVersionKnown(form=form.form_id, version=form.version)
                yield Problem(refusal_of_version, file=path, sheet="settings", column="version")
                break


def changes_access(before: Pack, after: Pack) -> bool:
    """This function will say whether an edition changes who may see or do what, by who.csv or by the marks of answers.

    A question that is new is part of what is asked, and told among the differences; its mark is no change. One that is
    gone took its mark along: under another name its answers may lie open.
    """
    return _access(before) != _access(after) or any(
        mark != marks.get(path, "") for (path, mark), marks in _marks(before, after)
    )


def _access(pack: Pack) -> dict[tuple[str, str], tuple[bool, frozenset[str], frozenset[str]]]:
    return {(row.step, row.role): (row.sees, frozenset(row.hidden), frozenset(row.does)) for row in pack.access}


def _marks(before: Pack, after: Pack) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    """The mark of each question before, beside the marks of that form's questions after."""
    forms = {form.form_id: {field.path: field.mark for field in form.fields} for form in after.forms.values()}
    for form in before.forms.values():
        marks = forms.get(form.form_id, {})
        yield from (((field.path, field.mark), marks) for field in form.fields)


def check_nobody_waits(mechanism: Mechanism) -> None:
    """This function will refuse a change while another waits for a second person (`EditionWaits`)."""
    if waiting := edition_that_waits(mechanism):
        raise EditionWaits(code=mechanism.code, number=waiting.number)


def check_fits_installed(name: str, pack: Pack) -> None:
    """This function will refuse a mechanism whose forms do not fit those that are installed (`PackRefused`)."""
    if problems := tuple(installed_problems(pack)):
        raise PackRefused(name=name, problems=problems)


def _differs(pack: Pack, path: str, other: PackForm) -> bool:
    """Whether what clients fill differs; that a newer converter makes another text of the same form is no change."""
    if bytes(other.xform) == pack.forms[path].xform:
        return False
    source = other.edition.files.filter(path=other.path).values_list("content", flat=True).first()
    return source is None or bytes(source) != bytes(pack.files[path])
