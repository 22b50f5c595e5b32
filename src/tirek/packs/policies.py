"""May this edition come now, given what is installed?"""

from __future__ import annotations

from collections.abc import Iterator

from tirek.packs.errors import PackRefused
from tirek.packs.models import PackForm
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import FormOfAnotherMechanism, FormVersionKnown
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
