"""Under which key what was written is sealed: that of the case, or one of the finding itself where a study made it.

The key of a finding is wrapped by the office's key, as those of logs are; what hangs on the finding is sealed under it.
"""

from __future__ import annotations

from tirek.cases import case_key, seal_told, told_in
from tirek.findings.models import Finding, FollowUp, Recommendation, Response
from tirek.forms import sealing_key
from tirek.sealing import Place, new_key, office_key, unwrapped, wrapped

Written = Finding | Recommendation | Response | FollowUp


def finding_of(row: Written) -> Finding:
    """This function will give the finding that a row is or hangs on."""
    if isinstance(row, Finding):
        return row
    return row.finding if isinstance(row, Recommendation) else row.recommendation.finding


def fresh_key(finding: Finding) -> None:
    """This function will give a finding of a study its key, wrapped. Raises `KeyMissing`.

    Where the office has sealed a finding before, a key that is not there is away, and another is not made.
    """
    office = str(finding.office_id)
    holder = office_key if Finding.objects.filter(office=office).exists() else sealing_key
    finding.wrapped_key = wrapped(holder(office), new_key(), _place(finding))


def text_of(row: Written) -> dict[str, str]:
    """This function will open what was written. Raises `KeyMissing`, `KeyErased`, `SealBroken`."""
    told: dict[str, str] = told_in(row, _key_of(row), "content") or {}
    return told


def seal_text(row: Written, told: dict[str, str]) -> None:
    """This function will seal what was written. Raises `KeyMissing`, `KeyErased`, `SealBroken`."""
    row.content = seal_told(row, _key_of(row), "content", told)


def _key_of(row: Written) -> bytes:
    if row.case is not None:
        return case_key(row.case)
    finding = finding_of(row)
    return unwrapped(office_key(str(finding.office_id)), bytes(finding.wrapped_key or b""), _place(finding))


def _place(finding: Finding) -> Place:
    return Place(finding._meta.db_table, str(finding.pk), "wrapped_key")
