"""Let answers leave the house. That they left, as what, how many and for whom is said in the ledger first."""

from __future__ import annotations

from django.db.models import QuerySet

from tirek.directory import Account, NotPermitted
from tirek.forms import events
from tirek.forms.export import Layout, layout
from tirek.forms.models import Submission
from tirek.forms.queries import Asked, forms_of, submissions_asked
from tirek.forms.visibility import sight
from tirek.ledger import entry


def export_answers(*, account: Account, form_id: str, kind: str, asked: Asked) -> tuple[QuerySet[Submission], Layout]:
    """This function will give the submissions that leave and how they are laid out; the caller streams them.

    Raises `NotFound`, `NotPermitted`.
    """
    forms = [form for form in forms_of(account, form_id) if sight(account, form).exports]
    if not forms:
        raise NotPermitted(deed="see answers")
    found = submissions_asked(account, forms, asked)
    detail: dict[str, object] = {"form": form_id, "kind": kind, "count": found.count()}
    with entry(event=events.ANSWERS_EXPORTED, office=account.office_id, by=str(account.pk), detail=detail):
        pass
    return found, layout(account, forms)
