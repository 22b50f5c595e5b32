"""What is asked of mechanisms."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from tirek.directory import Verdict
from tirek.packs.models import Access, Edition, EditionReview, PackForm


def editions_in_force() -> QuerySet[Edition]:
    """This function will give the edition of each mechanism that whatever begins now begins with."""
    approved = EditionReview.objects.filter(EditionReview.standing(), edition=OuterRef("pk"), verdict=Verdict.APPROVED)
    standing = Edition.objects.filter(Edition.standing(), in_force=True).filter(Q(waits=False) | Exists(approved))
    return standing.order_by("mechanism__code", "-number").distinct("mechanism__code").select_related("mechanism")


def forms_in_force() -> QuerySet[PackForm]:
    """This function will give the forms that may be begun now."""
    editions = editions_in_force().values("pk")
    return PackForm.objects.filter(edition__in=editions).select_related("edition__mechanism")


def access_of(form: PackForm, roles: frozenset[str]) -> list[Access]:
    """This function will give what the mechanism of a form says of these roles."""
    return list(form.access.filter(role__in=roles))
