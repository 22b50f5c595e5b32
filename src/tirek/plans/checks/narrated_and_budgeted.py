"""Is there money for what the narrative commits to, and a word in the narrative for what has money?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.abbreviations import abbreviations, expanded
from tirek.plans.checks.beside import rows_of, word_list
from tirek.plans.checks.commitments import commitments
from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.money import has_money
from tirek.plans.checks.numerals import named, shortened
from tirek.plans.checks.prose import sentences
from tirek.plans.checks.words import STOP_WORDS, stem, words
from tirek.plans.reading.plan import BudgetRow, Plan, Value

NOT_BUDGETED = Kind(
    code="narrated-without-budget",
    severity="question",
    looks_for="a thing that the narrative commits the project to and no row of the budget seems to pay for",
    message=gettext_noop("The text commits the project to “%(item)s”; no row of the work plan seems to pay for it."),
    advice=gettext_noop("Ask which activity it belongs to, who else pays for it, or whether it was given up."),
    example={"item": "an online register of complaints"},
)
NOT_NARRATED = Kind(
    code="budgeted-without-narrative",
    severity="note",
    looks_for="an activity with money that no sentence of the narrative speaks of",
    message=gettext_noop("“%(row)s” has money, but the text does not speak of it."),
    advice=gettext_noop("Say in the text what it is for."),
    example={"row": "1.2 Survey of 20 offices"},
)
KINDS = (NOT_BUDGETED, NOT_NARRATED)

FEWEST_STEMS = 2
"""An item with fewer words of its own than this is too vague to be looked for."""
COVERED = 0.5
"""The share of an item's own stems that one row must have to pay for it."""
SPOKEN_OF = 0.34
"""The share of a row's own stems that one sentence must have to speak of it."""
SAME_THING = 0.5
"""The share of the shorter item's stems that two items must have in common to be one."""

Stems = frozenset[str]


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare, by the words that carry meaning, the commitments of the text with the budget rows."""
    if plan.work_plan is None or not plan.sections:
        return
    known = abbreviations(plan)
    ignored = _ignored() | {stem(word) for word in words(plan.cover.country.text if plan.cover.country else "")}
    rows = [row for row in plan.work_plan.activities if has_money(row)]
    budgeted = [_own(row.title.text, known, ignored) for row in rows]
    for item, lines in _merged(_uncovered(plan, known, ignored, budgeted)):
        yield NOT_BUDGETED.at(lines, item.text, None, item=shortened(item.text, 110))
    told = [_own(sentence.text, known, ignored) for sentence in sentences(plan)]
    for row, own in zip(rows, budgeted, strict=True):
        if (
            own
            and told
            and not _runs_the_project(row, plan)
            and max(len(own & each) for each in told) < SPOKEN_OF * len(own)
        ):
            yield NOT_NARRATED.at(row.line, row.title.text, None, row=named(row))


def _uncovered(
    plan: Plan, known: dict[str, Stems], ignored: Stems, budgeted: list[Stems]
) -> Iterator[tuple[Value, Stems]]:
    for commitment in commitments(plan):
        for items in (commitment.items, commitment.otherwise):
            owned = [(Value(item, commitment.line), _own(item, known, ignored)) for item in items]
            telling = [(item, own) for item, own in owned if len(own) >= FEWEST_STEMS]
            if telling:
                yield from (each for each in telling if not any(_pays_for(row, each[1]) for row in budgeted))
                break


def _pays_for(row: Stems, item: Stems) -> bool:
    return len(item & row) >= COVERED * len(item)


def _merged(items: Iterator[tuple[Value, Stems]]) -> list[tuple[Value, list[int]]]:
    """This function will put together items that name one thing in several places, under its first name."""
    merged: list[tuple[Value, Stems, list[int]]] = []
    for item, own in items:
        same = next((each for each in merged if _is_same(own, each[1])), None)
        if same is None:
            merged.append((item, own, [item.line]))
        else:
            same[2].append(item.line)
    return [(item, lines) for item, _, lines in merged]


def _is_same(one: Stems, other: Stems) -> bool:
    return len(one & other) >= max(FEWEST_STEMS, SAME_THING * min(len(one), len(other)))


def _own(text: str, known: dict[str, Stems], ignored: Stems) -> Stems:
    """This function will give the stems that are a text's own: not those of every plan, synonyms made one."""
    found = [word for word in words(text.replace("-", " ")) if word.lower() not in STOP_WORDS]
    return frozenset(_same_meaning().get(each, each) for each in expanded(found, known)) - ignored


def _runs_the_project(row: BudgetRow, plan: Plan) -> bool:
    outputs = plan.work_plan.outputs if plan.work_plan else ()
    return any(row in output.activities and "management" in output.title.text.lower() for output in outputs)


@cache
def _ignored() -> Stems:
    """This function will give the words that any plan uses and that tell nothing."""
    return frozenset(stem(word) for word in word_list("any plan"))


@cache
def _same_meaning() -> dict[str, str]:
    """This function will give which words mean the same in a plan."""
    return {stem(word): row["meaning"] for row in rows_of("same_meaning") for word in row["words"].split()}
