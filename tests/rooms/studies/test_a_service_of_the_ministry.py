"""A service of the Ministry is studied from its mechanism: drawings and rules come along; what was planted is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import madina, ruslan
from tests.mechanisms.folders import FOLDER
from tests.rooms.studies.study import done
from tirek import studies
from tirek.command import main
from tirek.command.synthetic_studies import CASES, study_service
from tirek.directory import NotFound
from tirek.mining import compare
from tirek.packs import install_pack
from tirek.studies import Study, StudyLog
from tirek.studies.errors import NotDrawnYet, RulesUnreadable, StudyNameTaken

pytestmark = pytest.mark.django_db
COLUMNS = {
    **{name: name for name in ("case", "activity", "start", "resource", "office")},
    "time": "complete",
    "kept": ["channel"],
}


@pytest.fixture
def study() -> Study:
    install_pack(account=ruslan(), folder=FOLDER / "police-services")
    return studies.begin_from_service(actor=madina(), service="police-services/call-102", language="kk")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("logs")
    files = {of: folder / f"synthetic-{of}.csv" for of in ("as-is", "to-be")}
    for course, file in files.items():
        arguments = ["police-services/call-102", "--out", str(file), "--cases", "400", "--course", course]
        assert main(["log", "synthesise", *arguments]) == 0
    return files


def read(study: Study, of: str, file: Path) -> StudyLog:
    content = file.read_bytes()
    log = studies.take_in_log(
        actor=madina(), study=study, of=of, name=file.name, size=len(content), chunks=[content], synthetic=True
    )
    assert done(studies.ask_to_read(actor=madina(), log=log, columns=COLUMNS)).state == "done"
    return StudyLog.objects.select_related("study__office", "reading").get(pk=log.pk)


def test_it_works(study: Study) -> None:
    assert (study.code, study.name) == ("call-102", "102 нөміріне шақырулар")
    assert set(study.drawings.values_list("of", "version")) == {("as-is", 1), ("to-be", 1)}
    table = studies.rules_for(madina(), study)
    assert table is not None
    assert "interviewed-twice-at-most" in [rule.id for rule in studies.read_rules(table.table)]


def test_a_service_is_studied_once(study: Study) -> None:
    with pytest.raises(StudyNameTaken):
        studies.begin_from_service(actor=madina(), service=study.service, language="en")
    assert study.drawings.count() == 2


def test_a_service_that_nobody_describes_is_not_there() -> None:
    with pytest.raises(NotFound):
        studies.begin_from_service(actor=madina(), service="police-services/call-103", language="en")


def test_rules_that_name_steps_of_the_drawing_are_held_against_the_names_of_a_log(
    study: Study, made: dict[str, Path]
) -> None:
    log, table = read(study, "before", made["as-is"]), studies.rules_for(madina(), study)
    assert table is not None
    held = {each.safeguard.id: each for each in studies.rules_held(log, table).rules}
    assert not any(each.missing for each in held.values())
    assert len(held["interviewed-twice-at-most"].broken) > 0
    assert len(held["safe-before-interview"].broken) > 0


def test_what_a_change_brought_is_measured(study: Study, made: dict[str, Path]) -> None:
    before, after = read(study, "before", made["as-is"]), read(study, "after", made["to-be"])
    found = compare(studies.events_of(before), studies.events_of(after))
    times = {str(each.name.get("to", "")): each for each in found.changes if each.claimed and each.family == "time"}
    assert times["Examine the survivor medically"].verdict == "less"


def test_the_drawing_of_how_it_is_comes_out_of_the_log_and_is_simulated(study: Study, made: dict[str, Path]) -> None:
    log = read(study, "before", made["as-is"])
    found = studies.ask_for_work(actor=madina(), study=study, log=log, kind="discover", asked={"noise": 0.2})
    assert done(found).state == "done"
    assert study.drawings.filter(of="as-is").first().version == 2  # type: ignore[union-attr]
    asked = {"repetitions": 3, "seed": 1, "pools": {}, "to_be": False}
    simulated = done(studies.ask_for_work(actor=madina(), study=study, log=log, kind="simulate", asked=asked))
    assert simulated.state == "done"
    told = simulated.result
    assert told is not None
    assert told["trust"]["verdict"] in ("trusted", "with care")
    assert "effect" not in told
    pool = next(iter(told["pools"]))
    asked |= {"pools": {pool: told["pools"][pool] * 3}}
    changed = done(studies.ask_for_work(actor=madina(), study=study, log=log, kind="simulate", asked=asked))
    assert changed.result is not None
    assert changed.result["as_is"] == told["as_is"]
    assert changed.result["effect"]["waiting_s"]["mean"] <= 0


def test_what_nobody_drew_is_not_simulated(study: Study, made: dict[str, Path]) -> None:
    other = studies.begin_study(actor=madina(), code="other", name="Other", owner="Ministry")
    log = read(other, "before", made["as-is"])
    asked = {"repetitions": 2, "seed": 1, "pools": {}, "to_be": False}
    work = done(studies.ask_for_work(actor=madina(), study=other, log=log, kind="simulate", asked=asked))
    assert work.state == "refused"
    assert work.refusal is not None
    assert work.refusal["sentence"] == NotDrawnYet.sentence


@pytest.mark.parametrize(
    "table",
    [
        "id,rule,severity,legal basis,said\na,whenever it suits,breach,,\n",
        "id,rule\na,b before c\n",
    ],
)
def test_rules_that_cannot_be_read_are_refused_with_their_row(study: Study, table: str) -> None:
    with pytest.raises(RulesUnreadable) as refused:
        studies.write_rules(actor=madina(), study=study, table=table)
    assert refused.value.facts["row"] == 2
    assert study.rule_tables.count() == 1


def test_the_demonstration_has_its_log_before_and_after_and_calls_both_made_up() -> None:
    install_pack(account=ruslan(), folder=FOLDER / "police-services")
    study = study_service(madina())
    logs = {log.of: log for log in studies.logs_for(madina()).filter(study=study)}
    assert {of: log.reading.cases for of, log in logs.items()} == {"before": CASES, "after": CASES}
    assert study.synthetic
    assert all(log.synthetic for log in logs.values())
    before, after = (studies.events_of(logs[of]) for of in ("before", "after"))
    assert before.role("resource") is not None
    waited = next(each for each in compare(before, after).changes if each.measure == "throughput").difference
    assert waited is not None
    assert waited.high < 0  # the change was for the better, and more than chance
