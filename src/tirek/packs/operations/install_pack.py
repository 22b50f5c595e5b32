"""Install a mechanism that is not here yet."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import entry
from tirek.packs import events
from tirek.packs.checking import check_pack
from tirek.packs.errors import MechanismInstalled
from tirek.packs.folder import read_folder
from tirek.packs.kinds import Files
from tirek.packs.models import Edition, Mechanism
from tirek.packs.operations.keeping import keep, office_of_mechanisms, wait_for_others
from tirek.packs.pack import Pack
from tirek.packs.permissions import check_install
from tirek.packs.policies import check_fits_installed


def install_pack(*, account: Account, folder: Path, note: str = "") -> Edition:
    """This function will install a mechanism from its folder, or from a ZIP archive of it, as its first edition.

    Raises `NotPermitted`, `PackRefused` with everything that is wrong (nothing is installed then), `NotAPack`,
    `ArchiveDamaged`, `PackTooLarge`, `FileTooCostly`, `MechanismInstalled`.
    """
    check_install(account)
    return install_files(account=account, name=folder.resolve().name, files=read_folder(folder), note=note)


def install_files(*, account: Account, name: str, files: Files, note: str = "") -> Edition:
    """This function will install a mechanism from its files, by their paths. Raises as `install_pack`."""
    check_install(account)
    pack = Pack(files)
    check_pack(name, pack)
    check_fits_installed(name, pack)
    code = pack.about.code
    office = office_of_mechanisms()
    with transaction.atomic():
        wait_for_others()
        if Mechanism.objects.filter(code=code).exists():
            raise MechanismInstalled(code=code)
        detail = {"code": code, "version": pack.about.version, "files": len(pack.files)}
        with entry(event=events.PACK_INSTALLED, office=office, by=str(account.pk), detail=detail) as trace:
            mechanism = trace.store(Mechanism(code=code))
            return keep(trace, account, mechanism, pack, note=note)
