"""Keep the text that the office's formal reports begin from."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, check
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.filling import check_inserts
from tirek.reports.models import NarrativeTemplate
from tirek.reports.policies import check_formal, check_language, check_template_length, check_text


@transaction.atomic
def keep_narrative_template(*, account: Account, kind: str, language: str, content: str) -> NarrativeTemplate:
    """This function will keep an office's template of a kind of report in a language; the newest one is used.

    Raises `NotPermitted`, `NoSuchKind`, `NoSuchLanguage`, `NothingWritten`, `NarrativeTemplateTooLarge`,
    `InsertUnknown`.
    """
    check(account, "publish reports")
    check_formal(kind)
    check_language(language)
    check_text(content)
    check_template_length(content)
    check_inserts(content)
    template = NarrativeTemplate(
        office=account.office,
        kind=kind,
        language=language,
        content=content,
        kept_by=account,
        kept_at=timezone.now(),
    )
    detail = {"kind": kind, "language": language}
    with entry(
        event=events.NARRATIVE_TEMPLATE_KEPT, office=account.office_id, by=str(account.pk), detail=detail
    ) as trace:
        return trace.store(template)
