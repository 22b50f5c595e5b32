"""Let answers leave the house. That they left, as what, how many and for whom is said in the ledger first."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from tirek.directory import Account, NotPermitted
from tirek.forms import events
from tirek.forms.export import Layout, layout
from tirek.forms.models import Submission
from tirek.forms.queries import Asked, forms_of, submissions_asked
from tirek.forms.visibility import sight, submissions_for
from tirek.ledger import entry
from tirek.sealing import office_key

Rows = QuerySet[Submission]


def export_answers(
    *, account: Account, form_id: str, kind: str, asked: Asked, page: Callable[[Rows], Rows] | None = None
) -> tuple[Rows, Layout]:
    """This function will give the submissions that leave and how they are laid out; the caller streams them.

    Where they leave page by page, `page` narrows them to what leaves now, which is what the ledger counts. That every
    key is here is asked before the first byte leaves. Raises `NotFound`, `NotPermitted`, `KeyMissing`, `KeysNowhere`.
    """
    forms = [form for form in forms_of(account, form_id) if sight(account, form).exports]
    if not forms:
        raise NotPermitted(deed="see answers")
    found = submissions_asked(account, forms, asked)
    leaving = page(found) if page else found
    kept = submissions_for(account).filter(form__in=[form.pk for form in forms]).order_by()
    for office in kept.values_list("office", flat=True).distinct():
        office_key(office)
    detail: dict[str, object] = {"form": form_id, "kind": kind, "count": leaving.count()}
    with entry(event=events.ANSWERS_EXPORTED, office=account.office_id, by=str(account.pk), detail=detail):
        pass
    return found, layout(account, forms)
