"""Keeping an edition: its files, its forms compiled, and who may see what of them."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from tirek.directory import Account, Office
from tirek.ledger import OpenEntry
from tirek.packs.fields import fields_as_json
from tirek.packs.models import Access, Edition, EditionFile, Mechanism, PackForm
from tirek.packs.pack import LANGUAGES, Pack

CHANGING_MECHANISMS = 8_366_054  # the key of an advisory lock; any number that nothing else uses


def wait_for_others() -> None:
    """This function will let one at a time install, change and review mechanisms, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHANGING_MECHANISMS])


def office_of_mechanisms() -> str:
    """This function will give the office in whose chain mechanisms stand: the national one, one for all."""
    return str(Office.objects.get(kind="national").pk)


def next_number(mechanism: Mechanism) -> int:
    """This function will give the number of the next edition."""
    newest: int | None = mechanism.editions.aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


def keep(
    trace: OpenEntry,
    account: Account,
    mechanism: Mechanism,
    pack: Pack,
    *,
    note: str = "",
    release: Edition | None = None,
    in_force: bool = True,
    waits: bool = False,
) -> Edition:
    """This function will store an edition with its files; compiled, if it is to be in force now.

    One that waits has no forms before it is approved, so that no answer can be taken for an answer to them.
    """
    titles = {
        language: pack.about.title.get(language) or next(iter(pack.about.title.values())) for language in LANGUAGES
    }
    edition = trace.store(
        Edition(
            mechanism=mechanism,
            number=next_number(mechanism),
            version=pack.about.version,
            title_en=titles["en"],
            title_ru=titles["ru"],
            title_kk=titles["kk"],
            release=release,
            in_force=in_force,
            waits=waits,
            note=note.strip(),
            installed_by=account,
            installed_at=timezone.now(),
            entered_position=trace.position,
        )
    )
    trace.store_many(
        EditionFile(edition=edition, path=path, content=content) for path, content in sorted(pack.files.items())
    )
    if in_force and not waits:
        keep_forms(trace, edition, pack)
    return edition


def keep_forms(trace: OpenEntry, edition: Edition, pack: Pack) -> None:
    """This function will store the forms of an edition as they are compiled, and who may see and do what with each."""
    for path, made in sorted(pack.forms.items()):
        form = trace.store(
            PackForm(
                edition=edition,
                form_id=made.form_id,
                version=made.version,
                path=path,
                titles=pack.titles_of(made),
                languages=list(made.languages),
                default_language=made.default_language,
                xform=made.xform,
                fields=fields_as_json(made.fields),
                media=list(made.media),
            )
        )
        trace.store_many(
            Access(
                form=form,
                role=row.role,
                sees=row.sees,
                hidden=list(row.hidden),
                does=list(row.does),
                legal_basis=row.legal_basis,
            )
            for row in pack.access
            if row.step == made.form_id
        )
