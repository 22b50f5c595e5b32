"""Begin the study of a service that a mechanism describes: with its drawings and its rules."""

from __future__ import annotations

import csv
import io

from django.db import transaction

from tirek.directory import Account, NotFound
from tirek.packs import Edition, Service, editions_in_force, pack_of, services_of
from tirek.studies.models import Drawing, Study
from tirek.studies.operations.begin_study import begin_study
from tirek.studies.operations.keep_drawing import keep_drawing
from tirek.studies.operations.write_rules import write_rules
from tirek.studies.permissions import check_keep
from tirek.studies.rules import COLUMNS


def services_known() -> list[tuple[Edition, Service]]:
    """This function will give the services that installed mechanisms describe."""
    return [(edition, service) for edition in editions_in_force() for service in services_of(pack_of(edition))]


@transaction.atomic
def begin_from_service(*, actor: Account, service: str, language: str, synthetic: bool = False) -> Study:
    """This function will begin a study of a service named as "mechanism/service", said in a language.

    Raises `NotPermitted`, `NotFound`, `StudyNameTaken`.
    """
    check_keep(actor)
    for edition, each in services_known():
        if f"{edition.mechanism.code}/{each.code}" == service:
            break
    else:
        raise NotFound
    channels = ", ".join(said.get(language) or said.get("en", "") for said in each.channels.values())
    study = begin_study(
        actor=actor,
        code=each.code,
        name=each.title.get(language) or each.title.get("en", ""),
        owner=each.owner.get(language) or each.owner.get("en", ""),
        legal_basis=each.legal_basis.get(language) or each.legal_basis.get("en", ""),
        channel=channels,
        service=service,
        synthetic=synthetic,
    )
    note = f"{service} {edition.version}"
    for of, text in ((Drawing.Of.AS_IS, each.as_is), (Drawing.Of.TO_BE, each.to_be)):
        if text:
            keep_drawing(actor=actor, study=study, of=of, bpmn=text, note=note)
    if each.safeguards:
        table = io.StringIO()
        written = csv.DictWriter(table, COLUMNS, lineterminator="\n", extrasaction="ignore")
        written.writeheader()
        written.writerows(each.safeguards)
        write_rules(actor=actor, study=study, table=table.getvalue())
    return study
