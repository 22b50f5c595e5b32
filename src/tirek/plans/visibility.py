"""Who sees what: one query set each, which list, count, search and export all begin from."""

from django.db.models import QuerySet

from tirek.directory import Account, can
from tirek.plans.models import PlanDocument, Programme


def documents_for(account: Account) -> QuerySet[PlanDocument]:
    """This function will give the plan documents that the account may see, without their bytes."""
    if not can(account, "see plans"):
        return PlanDocument.objects.none()
    found = PlanDocument.objects.defer("content").select_related("progress", "office", "programme")
    return found if account.office.is_national else found.filter(office=account.office_id)


def programmes_for(account: Account) -> QuerySet[Programme]:
    """This function will give the programmes that the account may see.

    Programmes are national: every office works on them, so everyone with a role sees the plan; what a person may
    see of the evidence under it is decided in the evidence room.
    """
    return Programme.objects.all() if can(account, "see programmes") else Programme.objects.none()


def supersedable(account: Account) -> QuerySet[Programme]:
    """This function will give the programmes whose place a plan that the account adopts may take."""
    found = programmes_for(account).filter(superseded_by=None)
    return found if account.office.is_national else found.filter(office=account.office_id)
