"""Everything that is wrong with an IATI file: by the schema, the rules and the code lists."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.codelists import code_problems
from tirek.exchange.iati.problem import Problem
from tirek.exchange.iati.rules import Rule, rule_problems
from tirek.exchange.iati.ruleset import OURS, STANDARD, official_rules
from tirek.exchange.iati.schema import schema_problems

RULESET = "TIREK_IATI_RULESET"
NOT_XML = _("This is no XML: %(fault)s")
DECLARED = _("A file of activities declares no document type and no entities.")
SEVERITIES = ("error", "warning", "note")


def iati_problems(xml: bytes, *, now: datetime | None = None) -> list[Problem]:
    """This function will name everything that is wrong with a file of activities, the worst first.

    It is for files that this house wrote; nothing outside the file is read, and entities are not followed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.ElementTree(etree.fromstring(xml, parser))
    except etree.XMLSyntaxError as fault:
        return [Problem("error", "xml", "", fault.lineno or 0, NOT_XML, {"fault": fault.msg or ""})]
    if tree.docinfo.internalDTD is not None:
        return [Problem("error", "xml", "", 1, DECLARED)]
    moment = now or timezone.now()
    found = [*schema_problems(tree), *code_problems(tree), *rule_problems(tree, rules_in_force(), moment)]
    return sorted(found, key=lambda each: (SEVERITIES.index(each.severity), each.line, each.rule, each.place))


def rules_in_force() -> tuple[Rule, ...]:
    """This function will give the rules: ours of the standard, our promises, and the Secretariat's file where the
    environment names one (`TIREK_IATI_RULESET`)."""
    named = os.environ.get(RULESET)
    return (*STANDARD, *OURS, *(official_rules(Path(named)) if named else ()))
