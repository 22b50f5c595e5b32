"""Upgrade a mechanism to a new release; what was changed here is kept, and what began keeps its edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import OpenEntry, entry
from tirek.packs import events
from tirek.packs.checking import check_pack
from tirek.packs.differences import differences
from tirek.packs.errors import ChangedMeanwhile, MergeConflicts, NothingChanged, PackRefused
from tirek.packs.folder import read_folder
from tirek.packs.kinds import Files
from tirek.packs.merging import Conflict, Taken, merge
from tirek.packs.models import Edition, Mechanism
from tirek.packs.operations.keeping import keep, office_of_mechanisms, wait_for_others
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import VersionKnown
from tirek.packs.permissions import check_install
from tirek.packs.policies import changes_access, check_fits_installed, check_nobody_waits
from tirek.packs.queries import edition_in_force, files_of, mechanism_called, pack_of, release_under
from tirek.packs.sentences import Change
from tirek.refusals import Problem


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade would do: from which edition, to what, in plain words, and what a person must decide first."""

    edition: Edition
    release: Pack
    merged: Pack
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    waits: bool


def plan_upgrade(*, account: Account, name: str, files: Files, taken: Taken | None = None) -> Upgrade:
    """This function will say what a release would change here, and install nothing.

    Raises `NotPermitted`, `PackRefused`, `NoSuchMechanism`, `NothingChanged`.
    """
    check_install(account)
    release = Pack(files)
    check_pack(name, release)
    mechanism = mechanism_called(release.about.code)
    edition = edition_in_force(mechanism.code)
    _check_version(name, mechanism, release)
    base, ours = files_of(release_under(edition)), pack_of(edition)
    merged = merge(base, ours.files, release.files, taken or {})
    if merged.conflicts:
        return Upgrade(edition, release, ours, tuple(differences(ours, release)), merged.conflicts, waits=False)
    after = ours.with_files(merged.files)
    if dict(after.files) == dict(ours.files):
        raise NothingChanged(number=edition.number)
    check_pack(name, after)
    check_fits_installed(name, after)
    return Upgrade(edition, release, after, tuple(differences(ours, after)), (), changes_access(ours, after))


def upgrade_pack(
    *, account: Account, folder: Path, note: str = "", taken: Taken | None = None, base: int | None = None
) -> Edition:
    """This function will upgrade a mechanism to the release in a folder, or in a ZIP archive of one.

    `taken` says which side counts where both changed one thing; `base` is the edition that the one who upgrades saw.
    Raises `NotPermitted`, `PackRefused`, `NoSuchMechanism`, `NothingChanged`, `EditionWaits`, `ChangedMeanwhile`,
    and `MergeConflicts` with all that is still to be decided; nothing is installed then.
    """
    check_install(account)
    return upgrade_files(
        account=account, name=folder.resolve().name, files=read_folder(folder), note=note, taken=taken, base=base
    )


@transaction.atomic
def upgrade_files(
    *,
    account: Account,
    name: str,
    files: Files,
    note: str = "",
    taken: Taken | None = None,
    base: int | None = None,
) -> Edition:
    """This function will upgrade a mechanism to a release, given its files. Raises as `upgrade_pack`."""
    check_install(account)
    code, office = Pack(files).about.code, office_of_mechanisms()
    wait_for_others()
    if mechanism := Mechanism.objects.filter(code=code).first():
        check_nobody_waits(mechanism)
    upgrade = plan_upgrade(account=account, name=name, files=files, taken=taken)
    if upgrade.conflicts:
        raise MergeConflicts(upgrade.conflicts)
    newest = upgrade.edition.number
    if base is not None and base != newest:
        raise ChangedMeanwhile(newest=newest, mine=base)
    detail = {"code": code, "version": upgrade.release.about.version, "number": 0}
    with entry(event=events.PACK_UPGRADED, office=office, by=str(account.pk), detail=detail) as trace:
        made = _keep(trace, account, upgrade, note)
        trace.detail["number"] = made.number
        return made


def _keep(trace: OpenEntry, account: Account, upgrade: Upgrade, note: str) -> Edition:
    mechanism, merged = upgrade.edition.mechanism, upgrade.merged
    if dict(merged.files) == dict(upgrade.release.files):
        return keep(trace, account, mechanism, merged, note=note, waits=upgrade.waits)
    release = keep(trace, account, mechanism, upgrade.release, in_force=False)
    return keep(trace, account, mechanism, merged, note=note, release=release, waits=upgrade.waits)


def _check_version(name: str, mechanism: Mechanism, release: Pack) -> None:
    """A version that was sent back may come again as it was; otherwise one version is one set of files."""
    version = release.about.version
    for known in mechanism.editions.filter(release=None, version=version):
        if files_of(known) != dict(release.files):
            problem = Problem(VersionKnown(version=version), file="pack.yaml", column="version")
            raise PackRefused(name=name, problems=(problem,))
