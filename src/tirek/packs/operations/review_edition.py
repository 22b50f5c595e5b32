"""Approve an edition that changes who may see or do what, or send it back, as a second person."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, Verdict, check_second_person
from tirek.ledger import entry
from tirek.packs import events
from tirek.packs.checking import check_pack
from tirek.packs.errors import EditionReviewedAlready, SentBackWithoutReason
from tirek.packs.models import Edition, EditionReview
from tirek.packs.operations.keeping import keep_forms, office_of_mechanisms, wait_for_others
from tirek.packs.permissions import check_review
from tirek.packs.policies import check_fits_installed
from tirek.packs.queries import pack_of


@transaction.atomic
def review_edition(*, account: Account, edition: Edition, verdict: str, reason: str = "") -> EditionReview:
    """This function will keep what a second person says of an edition that waits; approved, it is in force.

    Raises `NotPermitted`, `SamePerson` for whoever made the edition, `EditionReviewedAlready` for one that waits for
    nobody, `SentBackWithoutReason`, `PackRefused` where its forms do not fit what was installed meanwhile.
    """
    check_review(account)
    check_second_person(account, edition.installed_by)
    verdict = Verdict(verdict)
    wait_for_others()
    if not edition.waits or edition.reviews.exists():
        raise EditionReviewedAlready(number=edition.number)
    if verdict == Verdict.RETURNED and not reason.strip():
        raise SentBackWithoutReason
    code, pack = edition.mechanism.code, pack_of(edition)
    if verdict == Verdict.APPROVED:
        check_pack(code, pack)
        check_fits_installed(code, pack)
    detail = {"code": code, "number": edition.number, "verdict": verdict.value}
    by = str(account.pk)
    with entry(event=events.EDITION_REVIEWED, office=office_of_mechanisms(), by=by, detail=detail) as trace:
        review = EditionReview(
            edition=edition,
            verdict=verdict,
            reason=reason.strip(),
            reviewed_by=account,
            reviewed_at=timezone.now(),
            entered_position=trace.position,
        )
        if verdict == Verdict.APPROVED:
            keep_forms(trace, edition, pack)
        return trace.store(review)
