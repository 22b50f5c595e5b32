"""A complaint as the tests bring it: the mechanism installed as an installation does, the forms answered as sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID, uuid4

from tests.cast import asel, ruslan, yerlan
from tirek import cases, forms, packs
from tirek.cases import Task
from tirek.directory import Account
from tirek.packs import PackForm

MECHANISMS = Path(__file__).parents[3] / "mechanisms"
NAME, TELEPHONE = "Қуаныш Әбілқасымов", "+7 701 555 04 17"


def installed() -> None:
    """Install the mechanism of complaints."""
    packs.install_pack(account=ruslan(), folder=MECHANISMS / "complaints")


def sent(account: Account, form_id: str, answers: Mapping[str, str] = {}) -> UUID:
    """Answer a form; the names of groups are found in the form."""
    form = PackForm.objects.filter(form_id=form_id).latest("edition__number")
    paths = {field.path.rpartition("/")[2]: field.path for field in packs.fields_of(form)}
    told = _elements([(paths[name].split("/"), text) for name, text in answers.items()])
    instance = f"<meta><instanceID>uuid:{uuid4()}</instanceID></meta>"
    xml = f'<data id="{form_id}" version="{form.version}">{told}{instance}</data>'
    return forms.receive(sender=account, xml=xml.encode()).submission


def _elements(answers: list[tuple[list[str], str]]) -> str:
    """The answers as elements, each group once."""
    groups: dict[str, list[tuple[list[str], str]]] = {}
    for (first, *rest), text in answers:
        groups.setdefault(first, []).append((rest, text))
    return "".join(
        f"<{name}>{within[0][1] if within[0][0] == [] else _elements(within)}</{name}>"
        for name, within in groups.items()
    )


def opened(account: Account, **answers: str) -> cases.OpenedCase:
    """A case that was opened with a complaint."""
    given = {"torture_alleged": "no", "person_name": NAME, "phone": TELEPHONE} | answers
    return cases.open_case(actor=account, submission=sent(account, "intake", given), about="Жалоба на условия")


def waiting(number: str) -> dict[str, Task]:
    """The steps that wait in a case."""
    with cases.sight_of_the_house():
        return {task.step: task for task in Task.objects.filter(case__number=number, ended_at=None)}


def do(account: Account, number: str, step: str, **answers: str) -> None:
    """Do a step with answers to its form."""
    task = waiting(number)[step]
    cases.complete_task(actor=account, task=task.pk, submission=sent(account, task.form_id, answers))


def recommended(number: str) -> None:
    """Do all steps up to the letter to the body."""
    do(asel(), number, "register")
    do(yerlan(), number, "admissibility", admission="admitted")
    do(asel(), number, "inquiry", inquiry_next="hearing")
    do(asel(), number, "hear-body", settlement_possible="no")
    do(yerlan(), number, "conclusion", outcome="recommendation")
    do(asel(), number, "answer")
    do(asel(), number, "recommend")
