"""A measure as a figure of a programme: its code, its definition, and the file that bears its value out.

The file names the study, the log and what was asked of it, so that whoever may see the study finds the same number
again. It names no case and no person. The same measure gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from django.utils.text import slugify

from tirek.indicators import plain
from tirek.studies.asking import only_of
from tirek.studies.figures import Measure, digest, said
from tirek.studies.models import RuleTable, Study, StudyLog
from tirek.studies.telling import told

LONGEST = 60  # letters of a figure's code


def code_of(study: Study, measure: Measure) -> str:
    """This function will give the code of a measure's figure: one to a study and a measure, as short as codes are."""
    whole = f"study-{study.code}-{measure.code}"
    code = slugify(whole)
    if code == whole and "--" not in code and len(code) <= LONGEST:
        return code
    short = slugify(study.code)[:20].strip("-")
    return "-".join(filter(None, ("study", short, measure.code[:20].strip("-"), digest(whole))))


def spec_of(study: Study, measure: Measure) -> dict[str, Any]:
    """This function will give the data of a measure's definition. Of several quarters the latest counts."""
    return {
        "code": code_of(study, measure),
        "title": dict(measure.title),
        "question": dict(measure.question),
        "unit": dict(measure.unit),
        "counts": "reported",
        "number": measure.kind,
        "combine": "latest",
    }


def evidence_of(
    log: StudyLog, only: str, measure: Measure, rules: RuleTable | None, before: StudyLog | None
) -> tuple[str, bytes]:
    """This function will give the file that bears a value out: its name and its bytes."""
    study, filters = log.study, only_of(only)
    holds = {
        "study": {"code": study.code, "name": study.name, "service": study.service},
        "log": _log(log),
        "before": _log(before) if before and "before" in measure.facts else None,
        "only": {
            "filters": json.loads(only or "[]"),
            "in_words": said(lambda: "; ".join(map(told, filters))) if filters else None,
        },
        "rules": {"version": rules.version} if rules and "rule" in measure.facts else None,
        "measure": {
            "code": measure.code,
            "title": dict(measure.title),
            "question": dict(measure.question),
            "unit": dict(measure.unit),
        },
        "number": plain(measure.number),
        "unrounded": measure.exact,
        "cases": measure.cases,
        "made_of": dict(measure.facts),
    }
    content = json.dumps(holds, ensure_ascii=False, indent=2) + "\n"
    return f"{code_of(study, measure)}.json", content.encode()


def _log(log: StudyLog) -> dict[str, Any]:
    reading = log.reading
    return {
        "id": str(log.pk),
        "of": log.of,
        "read_at": reading.read_at.astimezone(UTC).isoformat(),
        "cases": reading.cases,
        "events": reading.events,
        "made_up": log.synthetic,
    }
