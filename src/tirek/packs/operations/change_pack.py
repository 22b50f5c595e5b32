"""Change a mechanism here: the release stays as its authors made it, the change stands on it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import entry
from tirek.packs import events
from tirek.packs.checking import check_pack
from tirek.packs.differences import differences
from tirek.packs.errors import ChangedMeanwhile, NothingChanged, PackRefused
from tirek.packs.models import Edition, Mechanism
from tirek.packs.operations.keeping import keep, office_of_mechanisms, wait_for_others
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import CodeOfAnotherMechanism, VersionOfTheRelease
from tirek.packs.permissions import check_install
from tirek.packs.policies import changes_access, check_fits_installed, check_nobody_waits
from tirek.packs.queries import edition_in_force, pack_of, release_under
from tirek.packs.sentences import Change
from tirek.refusals import Problem

Changed = Mapping[str, bytes | None]


def changed_pack(before: Pack, files: Changed) -> Pack:
    """This function will give a mechanism with some files replaced, and those that are None taken away."""
    after = dict(before.files) | {path: content for path, content in files.items() if content is not None}
    for path, content in files.items():
        if content is None:
            after.pop(path, None)
    return before.with_files(after)


def change_pack(
    *, account: Account, mechanism: Mechanism, files: Changed, note: str, base: int | None = None
) -> Edition:
    """This function will make a new edition of a mechanism from files that were changed here (None takes one away).

    `base` is the edition that the one who changes it saw. An edition that changes who may see or do what waits for a
    second person. Raises `NotPermitted`, `NoSuchMechanism`, `EditionWaits`, `ChangedMeanwhile`, `NothingChanged`,
    `PackRefused` with everything that is wrong.
    """
    check_install(account)
    code, office = mechanism.code, office_of_mechanisms()
    with transaction.atomic():
        wait_for_others()
        check_nobody_waits(mechanism)
        newest = edition_in_force(code)
        if base is not None and base != newest.number:
            raise ChangedMeanwhile(newest=newest.number, mine=base)
        before = pack_of(newest)
        after = changed_pack(before, files)
        check_change(code, before, after, newest)
        release = release_under(newest)
        detail = {"code": code, "number": newest.number + 1, "files": ", ".join(sorted(files))}
        with entry(event=events.PACK_CHANGED, office=office, by=str(account.pk), detail=detail) as trace:
            waits = changes_access(before, after)
            made = keep(trace, account, mechanism, after, note=note, release=release, waits=waits)
            trace.detail["number"] = made.number
            return made


def plan_change(*, account: Account, mechanism: Mechanism, files: Changed) -> tuple[list[Change], bool]:
    """This function will say what a change would change, and whether it would wait; it raises as `change_pack` does."""
    check_install(account)
    check_nobody_waits(mechanism)
    newest = edition_in_force(mechanism.code)
    before = pack_of(newest)
    after = changed_pack(before, files)
    check_change(mechanism.code, before, after, newest)
    return differences(before, after), changes_access(before, after)


def check_change(code: str, before: Pack, after: Pack, newest: Edition) -> None:
    """This function will refuse a change with any problem (`PackRefused`), and one that changes nothing."""
    if dict(after.files) == dict(before.files):
        raise NothingChanged(number=newest.number)
    check_pack(code, after)
    if after.about.code != code:
        refusal = CodeOfAnotherMechanism(code=after.about.code, wanted=code)
        raise PackRefused(name=code, problems=(Problem(refusal, file="pack.yaml"),))
    if after.about.version != newest.version:
        raise PackRefused(name=code, problems=(Problem(VersionOfTheRelease(version=newest.version), file="pack.yaml"),))
    check_fits_installed(code, after)
