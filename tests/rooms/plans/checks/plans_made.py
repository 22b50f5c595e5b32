"""Plans made for tests: a sound one, and small changes to it. Its rows stand on lines 41, 42, … as in a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tirek.plans.checks import Finding
from tirek.plans.reading.dates import find_days
from tirek.plans.reading.plan import (
    Amount,
    BudgetRow,
    Cover,
    Day,
    Line,
    MonitoringRow,
    NarratedOutput,
    Period,
    Plan,
    PlannedOutput,
    Resource,
    RowKind,
    Section,
    Value,
    WorkPlan,
)

YEARS = (2030, 2031)
QUARTERS = ((2030, 2), (2030, 3), (2030, 4), (2031, 1))
HEADINGS_LINE = 40

Style = Literal["space", "comma", "dot", "plain"]


def style_of(text: str) -> Style:
    """This function will say how a printed amount sets thousands apart."""
    bare = text.strip("$ ")
    return "space" if " " in bare else "comma" if "," in bare else "dot" if "." in bare else "plain"


def amount(text: str, line: int) -> Amount:
    """This function will read an amount as the tests print it: 10 000, 10,000, 10.000 or 500, with or without $."""
    digits = "".join(letter for letter in text if letter.isdigit() or letter == "-")
    number = Decimal(digits) if digits and not any(letter.isalpha() for letter in text) else None
    return Amount(text, line, number=number, style=style_of(text), currency="USD" if "$" in text else None)


def row(line: int, title: str, *money: str | None, kind: RowKind = "activity", **changed: Any) -> BudgetRow:
    """This function will make a row; `money` is its amounts in the order of YEARS, then its total."""
    years = {year: amount(text, line) for year, text in zip(YEARS, money, strict=False) if text is not None}
    number = title.split(" ", 1)[0] if title[0].isdigit() else None
    made = BudgetRow(
        kind=kind,
        line=line,
        number=number,
        title=Value(title, line),
        marks=tuple(at for at, (year, _) in enumerate(QUARTERS) if year in years) if kind != "total" else (),
        responsible_party=Value("UNDP", line),
        fund=Value("GP", line),
        description=Value("Local consultant 71300", line),
        account=Value("71300", line),
        amounts=years,
        total=amount(money[-1], line) if money[-1] is not None else None,
        shift=0,
        cells=(),
    )
    return replace(made, **changed)


def subtotal(line: int, *money: str | None) -> BudgetRow:
    """This function will make a sub-total row."""
    return row(line, "Sub-total", *money, kind="subtotal", marks=())


def periods(quarters: tuple[tuple[int, int], ...] = QUARTERS) -> tuple[Period, ...]:
    """This function will make schedule headings."""
    return tuple(
        Period(f"Q{quarter}", quarter, year, column, HEADINGS_LINE)
        for column, (year, quarter) in enumerate(quarters, start=2)
    )


OUTPUTS = (
    PlannedOutput(
        "1",
        Value("Inspectors trained to visit prisons", 41),
        (
            row(41, "1.1 Manual on visits to prisons", "10 000", None, "10 000"),
            row(42, "1.2 Survey of visited prisoners", "20 000", "15 000", "35 000"),
        ),
        subtotal(43, "30 000", "15 000", "45 000"),
    ),
    PlannedOutput(
        "2",
        Value("Complaints of detainees answered in time", 44),
        (
            row(44, "2.1 Register of complaints of detainees", "30 000", "15 000", "45 000"),
            row(45, "2.2 Guide on answering complaints", None, "10 000", "10 000"),
        ),
        subtotal(46, "30 000", "25 000", "55 000"),
    ),
)
FEE = row(
    47,
    "GMS (8%)",
    "4 800",
    "3 200",
    "8 000",
    kind="fee",
    account=Value("75100", 47),
    description=Value("GMS 75100", 47),
)
TOTAL = row(48, "Total", "64 800", "43 200", "108 000", kind="total")
WORK_PLAN = WorkPlan(
    line=39,
    printed_period=Value("Period: April 2030 – March 2031", 38),
    columns=(
        "Outputs", "Activities", "2030 Q2", "2030 Q3", "2030 Q4", "2031 Q1", "Responsible party", "Source of funds",
        "Budget description", "Amount 2030", "Amount 2031", "Total",
    ),
    periods=periods(),
    amount_years=YEARS,
    outputs=OUTPUTS,
    fee=FEE,
    total=TOTAL,
)  # fmt: skip
PROSE = {
    20: "Inspectors will receive a manual on visits to prisons. A survey will be made of the prisoners they visited.",
    21: "A register will be set up for complaints of detainees, with a guide on how to answer them.",
    24: "Implementing partner is UNDP Ruritania. Its progress is measured against targets and indicators.",
}
TEXT = {
    1: "Initiation Plan",
    10: "Agreed by the Government: A. Minister",
    11: "Agreed by UNDP: A. Signatory",
    19: "I. Purpose",
    23: "II. Management arrangements",
    30: "III. Monitoring",
    32: "Project reports",
    36: "Results framework",
    37: "Indicator 1: visits made. Target: 40",
}


def day(text: str, line: int) -> Day:
    """This function will read one date."""
    return replace(find_days(text, line)[0], text=text)


COVER = Cover(
    title=Value("Places of detention in Ruritania", 2),
    country=Value("Ruritania", 3),
    start=day("April 2030", 4),
    end=day("March 2031", 4),
    partner=Value("UNDP Ruritania", 5),
    programme_period=Value("2028 - 2032", 6),
    resources_required=amount("$108 000", 7),
    resources_allocated=amount("$108 000", 8),
    resources=(Resource(Value("GP", 9), amount("$108 000", 9)),),
    signatory=Value("A. Signatory", 11),
    signed_on=Day("1 March 2030", 12, date(2030, 3, 1), date(2030, 3, 1)),
)
MONITORING = (
    MonitoringRow(
        32,
        Value("Project reports", 32),
        Value("To show what was achieved", 32),
        Value("Quarterly", 32),
        Value("Reports are shared", 32),
    ),
)


def with_text(plan: Plan, text: Mapping[int, str]) -> Plan:
    """This function will set lines of the document: paragraphs where the line lies under a heading, else bare lines."""
    lines = {line.number: line for line in plan.lines} | {at: Line(at, each) for at, each in text.items()}
    last = max(lines)
    return replace(plan, lines=tuple(lines.get(at, Line(at, "")) for at in range(1, last + 1)))


def made(
    *,
    cover: Mapping[str, Any] | None = None,
    work_plan: Mapping[str, Any] | None = None,
    rows: Mapping[int, Mapping[str, Any]] | None = None,
    money: Mapping[tuple[int, int | None], str] | None = None,
    prose: Mapping[int, str] | None = None,
    text: Mapping[int, str] | None = None,
    **plan: Any,
) -> Plan:
    """This function will make the sound plan with changes: fields of the cover, the work plan, rows by line, cells.

    `money` is keyed by line and year (None: the row's total); `prose` adds paragraphs, `text` other lines.
    """
    changed = _changed_rows(replace(WORK_PLAN, **(work_plan or {})), rows or {}, money or {})
    told = PROSE | dict(prose or {})
    every_line = TEXT | told | dict(text or {})
    table = {each.line: each.title.text for each in changed.rows}
    sections = _sections(every_line, told)
    made_plan = Plan(
        name="plan.txt",
        media_type="text/plain",
        sha256="0" * 64,
        lines=(),
        cover=replace(COVER, **(cover or {})),
        narrated_outputs=(
            NarratedOutput("1", Value("Inspectors trained to visit prisons", 18), ()),
            NarratedOutput("2", Value("Complaints of detainees answered in time", 18), ()),
        ),
        work_plan=changed,
        monitoring=MONITORING,
        sections=sections,
    )
    with_lines = with_text(made_plan, every_line | dict.fromkeys(range(38, 41), ""))
    lines = [Line(each.number, each.text) for each in with_lines.lines]
    lines += [Line(at, title, cells=(title,)) for at, title in sorted(table.items()) if at > len(lines)]
    return replace(with_lines, lines=tuple(lines), **plan)


HEADINGS = {19: ("I", "Purpose"), 23: ("II", "Management arrangements"), 30: ("III", "Monitoring")}


def _sections(lines: Mapping[int, str], told: Mapping[int, str]) -> tuple[Section, ...]:
    starts = sorted([*HEADINGS, 36])
    found = []
    for at, after in zip(starts, [*starts[1:], 38], strict=True):
        number, heading = HEADINGS.get(at, (None, lines[36]))
        inside = tuple(Value(text, line) for line, text in sorted(told.items()) if at < line < after)
        found.append(Section(number, Value(heading, at), 1, inside))
    return tuple(found)


def _changed_rows(
    plan: WorkPlan, rows: Mapping[int, Mapping[str, Any]], money: Mapping[tuple[int, int | None], str]
) -> WorkPlan:
    def change(each: BudgetRow | None) -> BudgetRow | None:
        if each is None:
            return None
        for (line, year), text in money.items():
            if line == each.line and year is None:
                each = replace(each, total=amount(text, line))
            elif line == each.line and year is not None:
                each = replace(each, amounts={**each.amounts, year: amount(text, line)})
        return replace(each, **rows.get(each.line, {}))

    outputs = tuple(
        replace(
            output,
            activities=tuple(changed for each in output.activities if (changed := change(each))),
            subtotal=change(output.subtotal),
        )
        for output in plan.outputs
    )
    return replace(plan, outputs=outputs, fee=change(plan.fee), total=change(plan.total))


def codes(findings: list[Finding]) -> list[str]:
    """This function will give the codes of findings, in their order."""
    return [finding.code for finding in findings]


def only(check: Callable[[Plan], Any], plan: Plan) -> Finding:
    """This function will run one rule and give its finding, of which there must be exactly one."""
    (finding,) = check(plan)
    assert isinstance(finding, Finding)
    return finding
