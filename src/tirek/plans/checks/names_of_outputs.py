"""Are the outputs of the narrative and of the work plan the same, and named the same?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.words import likeness
from tirek.plans.reading.plan import Plan

NAMED_TWO_WAYS = Kind(
    code="output-named-two-ways",
    severity="question",
    looks_for="an output whose title in the narrative is not its title in the work plan",
    message=gettext_noop("Output %(number)s is “%(narrated)s” in the text and “%(planned)s” in the work plan."),
    advice=gettext_noop("Ask which title was agreed: reports are written against it."),
    example={
        "number": "1",
        "narrated": "Stronger office of the Commissioner",
        "planned": "Better laws on human rights",
    },
)
NOT_NARRATED = Kind(
    code="output-not-narrated",
    severity="note",
    looks_for="an output of the work plan that the narrative does not name",
    message=gettext_noop("Output %(number)s (“%(planned)s”) has a budget, but the text does not name it."),
    advice=gettext_noop("If it is project management, say so in the text; otherwise describe the output."),
    example={"number": "3", "planned": "Project management"},
)
NOT_BUDGETED = Kind(
    code="output-not-budgeted",
    severity="error",
    looks_for="an output of the narrative that the work plan lacks",
    message=gettext_noop("Output %(number)s (“%(narrated)s”) is described in the text, but the work plan lacks it."),
    advice=gettext_noop("Ask with which activities and money it is to be reached."),
    example={"number": "3", "narrated": "Free legal aid within reach"},
)
KINDS = (NAMED_TWO_WAYS, NOT_NARRATED, NOT_BUDGETED)

ALIKE = 0.75


def check(plan: Plan) -> Iterator[Finding]:
    """This function will pair outputs by number and compare their titles by the words that carry meaning."""
    if plan.work_plan is None or not plan.narrated_outputs or not plan.work_plan.outputs:
        return
    narrated = {output.number: output for output in plan.narrated_outputs}
    planned = {output.number: output for output in plan.work_plan.outputs}
    for number, output in planned.items():
        facts = {"number": number or "", "planned": output.title.text}
        if number not in narrated:
            yield NOT_NARRATED.at(output.title.line, output.title.text, None, **facts)
        elif likeness(output.title.text, narrated[number].title.text) < ALIKE:
            title = narrated[number].title
            where = (title.line, output.title.line)
            yield NAMED_TWO_WAYS.at(where, title.text, output.title.text, narrated=title.text, **facts)
    for number, told in narrated.items():
        if number not in planned:
            facts = {"number": number or "", "narrated": told.title.text}
            yield NOT_BUDGETED.at(told.title.line, told.title.text, None, **facts)
