"""The study of the demonstration: a service of the police, with a made-up log before its change and one after it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tirek import studies
from tirek.command.log_synthesise import service_of, write_csv
from tirek.command.synthetic_logs import synthetic_log
from tirek.directory import Account
from tirek.packs import steps_named, synthetic_of

SERVICE = "police-services/call-102"
CASES = 1500
COURSES = {"as-is": ("before", 1), "to-be": ("after", 2)}
COLUMNS = {
    **{"case": "case", "activity": "activity", "time": "complete", "start": "start"},
    **{"resource": "resource", "office": "office", "kept": ["channel"]},
}


def study_service(analyst: Account) -> studies.Study:
    """This function will begin the study of a service, and take in and read its log before and after the change."""
    study = studies.begin_from_service(actor=analyst, service=SERVICE, language="en", synthetic=True)
    pack, service = service_of(SERVICE)
    made_of, names = synthetic_of(service), steps_named(pack, service, "en")
    with tempfile.TemporaryDirectory(prefix="tirek-") as place:
        for course, (of, seed) in COURSES.items():
            rows, _planted = synthetic_log(service, made_of, course, cases=CASES, seed=seed)
            file = Path(place) / f"{service.code}-{course}-synthetic.csv"
            write_csv(file, rows, names)
            content = file.read_bytes()
            log = studies.take_in_log(
                actor=analyst, study=study, of=of, name=file.name, size=len(content), chunks=[content]
            )
            studies.work_on(str(studies.ask_to_read(actor=analyst, log=log, columns=COLUMNS).pk))
    return study
