"""What is said of a form that cannot be converted."""

from __future__ import annotations

from tirek.refusals import Problem, Refusal


def gettext_noop(text: str) -> str:
    """This function will mark a text for translators, as Django's own does, without Django's import in each child."""
    return text


class FormRefused(Refusal):
    """A form with faults; `problems` names each."""

    id = "form-refused"
    sentence = gettext_noop("The form %(name)s cannot be used: %(count)s things are wrong with it.")
    hint = gettext_noop("Each is named with its sheet and row. Correct them and try again.")

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(name=name, count=len(problems))
        self.problems = problems
