"""Keep a Word template that the office restyled."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, check
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.models import WordTemplate
from tirek.reports.policies import check_kind
from tirek.reports.rendering.word import check_template


@transaction.atomic
def keep_word_template(*, account: Account, name: str, content: bytes, kind: str = "") -> WordTemplate:
    """This function will keep an office's Word template, for one kind of report or (none named) for all.

    Raises `NotPermitted`, `NoSuchKind` and the refusals of a bad template.
    """
    check(account, "publish reports")
    if kind:
        check_kind(kind)
    check_template(content)
    template = WordTemplate(
        office=account.office, kind=kind, name=name[:200], content=content, kept_by=account, kept_at=timezone.now()
    )
    with entry(event=events.TEMPLATE_KEPT, office=account.office_id, by=str(account.pk)) as trace:
        return trace.store(template)
