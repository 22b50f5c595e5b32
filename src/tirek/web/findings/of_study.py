"""What was found in a study, for the pages of findings and of studies."""

from __future__ import annotations

from tirek import findings
from tirek.directory import Account
from tirek.findings import Finding
from tirek.studies import Study


def found_in(account: Account, study: Study) -> list[tuple[Finding, str]]:
    """This function will give the findings of a study with their themes in words, asked within a sight."""
    themes = findings.themes()
    found = findings.findings_for(account).filter(case=None, study=study.code, office=study.office_id)
    return [(row, themes.get(row.theme, row.theme)) for row in found]
