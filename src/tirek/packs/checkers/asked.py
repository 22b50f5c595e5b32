"""What the steps of a mechanism are, and what each asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tirek.packs.checkers.procedure_steps import steps_of
from tirek.packs.pack import Pack
from tirek.packs.pack_faults import StepUnknown
from tirek.refusals import Problem
from tirek.xlsforms import Field

_WITHOUT_ANSWER = frozenset({"group", "repeat", "note"})


def forms_of(pack: Pack) -> dict[str, tuple[Field, ...]]:
    """This function will give the fields of each form by its id."""
    return {form.form_id: form.fields for form in pack.forms.values()}


def fields_of(pack: Pack, form_id: str) -> dict[str, Field]:
    """This function will give by name the fields of a form that can hold an answer.

    While a form of the mechanism cannot be converted, what it asks is not known: ask `pack.form_faults` first.
    """
    fields = forms_of(pack).get(form_id, ())
    return {field.path.rpartition("/")[2]: field for field in fields if field.kind not in _WITHOUT_ANSWER}


def all_steps(pack: Pack) -> dict[str, str]:
    """This function will give the form of each step, "" where it has none.

    Every form is a step of its own name; the tasks and events of procedures are steps by their ids.
    """
    steps = {form: form for form in pack.steps}
    for path in pack.paths("procedure"):
        steps = steps_of(pack.text(path)) | steps
    return steps


def steps_at(pack: Pack, path: str) -> dict[str, str]:
    """This function will give the steps that a table may speak of: those of its service, if it lies with one.

    A service has no forms. What was done there was logged elsewhere, with answers that nobody here can list.
    """
    folder = path.rpartition("/")[0]
    if not folder:
        return all_steps(pack)
    texts = (pack.text(f"{folder}/{name}.bpmn") for name in ("as-is", "to-be"))
    return {step: "" for text in texts for step in steps_of(text)}


def step_problems(
    pack: Pack, path: str, row: int, column: str, step: str, steps: Mapping[str, str]
) -> Iterator[Problem]:
    """This function will say that a step is not among those of the mechanism, where these are all known."""
    if step and step not in steps and not pack.form_faults:
        yield Problem(StepUnknown(step=step[:100], known=", ".join(steps)), path, row=row, column=column)
