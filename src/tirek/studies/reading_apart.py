"""What a child process does with a log that came from outside. It knows neither Django nor the house."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tirek.bounded import Progress
from tirek.mining import Wanted, about_log, guess_columns, import_log, narrow, open_log

ROLES = ("case", "activity", "time", "start", "resource", "office")
LAYOUT = "layout"


def look(payload: bytes, *, progress: Progress, file: str, name: str) -> bytes:
    """This function will look at the columns of a file; one that says itself what is what has none to confirm."""
    guess = guess_columns(Path(file))
    columns = [{"name": each.column, "samples": list(each.samples)[:3]} for each in guess.columns]
    columns += [{"name": name, "samples": []} for name in guess.others]
    return json.dumps({"columns": columns, "guessed": {each.role: each.column for each in guess.columns}}).encode()


def read(payload: bytes, *, progress: Progress, file: str, name: str, asked: dict[str, Any]) -> bytes:
    """This function will read a file, and leave beside it the layout of what was chosen of it."""
    source = Path(file)
    said: dict[str, Any] = {name: asked.get(name) or None for name in (*ROLES, "zone", "object_type")}
    wanted = replace(Wanted(), **said)
    whole = import_log(source, source.parent / "whole", wanted, progress=progress)
    target = source.parent / LAYOUT
    narrow(whole, target, columns=None if asked.get("everything") else asked.get("kept", []))
    log, about = open_log(target), about_log(target)
    answer = {
        "cases": log.cases,
        "events": log.events,
        "activities": len(log.activities),
        "begins": int(log.time.min()),
        "ends": int(log.time.max()),
        "faults": about["faults"],
        "notices": about["notices"],
        "columns": {
            "roles": about["source"].get("columns", {}),
            "events": list(log.event_columns),
            "cases": list(log.case_columns),
        },
    }
    return json.dumps(answer).encode()
