"""Name a fund, correct what it is called, and let a donor see it."""

from __future__ import annotations

from django.db import transaction

from tirek.directory import Account, Role
from tirek.ledger import entry
from tirek.money import events
from tirek.money.errors import FundAlreadyGranted, FundCodeTaken, NotADonor
from tirek.money.models import Fund, FundGrant
from tirek.money.operations.withdrawing import withdraw_row
from tirek.money.permissions import check_enter
from tirek.money.policies import check_fund_words, check_reason
from tirek.plans import Programme

WORDS = ("title", "donor", "donor_reference")


@transaction.atomic
def add_fund(
    *, account: Account, programme: Programme, code: str, title: str, donor: str = "", donor_reference: str = ""
) -> Fund:
    """This function will add a source of a programme's money.

    Raises `NotPermitted`, `NoSuchPlan`, `FundIncomplete`, `FundCodeTaken`.
    """
    check_enter(account, programme)
    code = code.strip()
    check_fund_words(code, title)
    detail = {"fund": code, "programme": programme.code}
    fund = Fund(
        programme=programme,
        code=code,
        title=title.strip(),
        donor=donor.strip(),
        donor_reference=donor_reference.strip()[:60],
    )
    with entry(event=events.FUND_ADDED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        if programme.funds.filter(code__iexact=code).exists():
            raise FundCodeTaken(code=code)
        return trace.store(fund)


@transaction.atomic
def correct_fund(*, account: Account, fund: Fund, title: str, donor: str = "", donor_reference: str = "") -> Fund:
    """This function will correct what a fund is called and who gives it; its code stays, for cost reports name it.

    The ledger says what it was called before, and what was published stays as it was. Said again, nothing happens.
    Raises `NotPermitted`, `NoSuchPlan`, `FundIncomplete`.
    """
    check_enter(account, fund.programme)
    check_fund_words(fund.code, title)
    said = (title.strip(), donor.strip(), donor_reference.strip()[:60])
    chain = fund.programme.office_id
    one_at_a_time = Fund.objects.select_for_update(no_key=True)
    was = one_at_a_time.filter(pk=fund.pk).values_list(*WORDS).get()
    if was == said:
        return fund
    detail = {"fund": fund.code, "programme": fund.programme.code, "was": " · ".join(word for word in was if word)}
    with entry(event=events.FUND_CORRECTED, office=chain, by=str(account.pk), detail=detail) as trace:
        row = Fund.objects.only(*WORDS, "stored_chain", "stored_position", "stored_salt").get(pk=fund.pk)
        row.title, row.donor, row.donor_reference = said
        return trace.change(row)


@transaction.atomic
def grant_fund(*, account: Account, fund: Fund, donor: Account) -> FundGrant:
    """This function will let the account of a donor see one fund of a programme, and nothing of the others.

    Raises `NotPermitted`, `NoSuchPlan`, `NotADonor`, `FundAlreadyGranted`.
    """
    programme = fund.programme
    check_enter(account, programme)
    if Role.DONOR not in donor.roles:
        raise NotADonor
    detail = {"fund": fund.code}
    with entry(event=events.FUND_GRANTED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        if FundGrant.objects.filter(FundGrant.standing(), fund=fund, account=donor).exists():
            raise FundAlreadyGranted(fund=fund.code)
        return trace.store(FundGrant(fund=fund, account=donor, entered_position=trace.position))


@transaction.atomic
def withdraw_grant(*, account: Account, grant: FundGrant, reason: str) -> None:
    """This function will end the sight that a donor's account had of a fund.

    Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `AlreadyWithdrawn`.
    """
    programme = grant.fund.programme
    check_enter(account, programme)
    check_reason(reason)
    event, detail = events.FUND_GRANT_WITHDRAWN, {"fund": grant.fund.code}
    with entry(event=event, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        withdraw_row(trace, grant, reason)
