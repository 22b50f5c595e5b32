"""The plan as it was read: every value with the text the document prints and the line it stands on.

Nothing here knows Django or a database, so that a plan can be read and checked anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document, numbered from 1 as a text editor would number it.

    `cells` holds the line's table cells where the document has a table there (tabs, a Markdown table, a Word or PDF
    table); None for running text. For .docx and .pdf the lines are those of the text the reader made.
    """

    number: int
    text: str
    cells: tuple[str, ...] | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What the document prints, and the line it prints it on.

    `continued` are further lines that belong to it: those a broken paragraph or a wrapped cell goes on over, a label
    that stands above its value.
    """

    text: str
    line: int
    continued: tuple[int, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Amount(Value):
    """An amount of money as printed (`text`) and as a number; `number` is None where it cannot be read.

    `style` says how thousands are set apart: "space" (10 000), "comma" (10,000), "dot" (10.000) or "plain" (500).
    """

    number: Decimal | None
    style: Literal["space", "comma", "dot", "plain"]
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Day(Value):
    """A date as printed; `first` and `last` are the first and last day that it can mean (May 2022: 1 to 31 May)."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """One schedule column: its printed label, the quarter it names, the year of the heading it stands under.

    `column` is the cell index of the heading in the header row, once the year headings are spread over their columns.
    """

    label: str
    quarter: int | None
    year: int | None
    column: int
    line: int


RowKind = Literal["activity", "subtotal", "fee", "total"]


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One row of the work plan, put under the headings that its content fits.

    `marks` are indices into `WorkPlan.periods` counted from the row's first schedule cell; `shift` is how many
    columns the row's cells had to be moved to the right to stand under their headings (0: as printed).
    `amounts` are keyed by the year of the amount heading. `account` is the code alone ("71300"), `description`
    the whole budget description ("Consultancy 71300"). `cells` are the raw cells.
    """

    kind: RowKind
    line: int
    number: str | None
    title: Value
    marks: tuple[int, ...]
    responsible_party: Value | None
    fund: Value | None
    description: Value | None
    account: Value | None
    amounts: Mapping[int, Amount]
    total: Amount | None
    shift: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedOutput:
    """An output as the work plan names it, with its activities and the sub-total printed under them."""

    number: str | None
    title: Value
    activities: tuple[BudgetRow, ...]
    subtotal: BudgetRow | None


@dataclass(frozen=True, slots=True)
class NarratedOutput:
    """An output as the narrative names and describes it."""

    number: str | None
    title: Value
    paragraphs: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """The work plan table: headings, outputs, the fee row (GMS) and the total row.

    `amount_years` are the years of the amount headings, in order. `columns` are the header cells once spread.
    """

    line: int
    printed_period: Value | None
    columns: tuple[str, ...]
    periods: tuple[Period, ...]
    amount_years: tuple[int, ...]
    outputs: tuple[PlannedOutput, ...]
    fee: BudgetRow | None
    total: BudgetRow | None

    @property
    def rows(self) -> tuple[BudgetRow, ...]:
        """This property will give every row in the order of the document, sub-totals, fee and total included."""
        found = [row for output in self.outputs for row in (*output.activities, output.subtotal) if row]
        return tuple(sorted([*found, *(row for row in (self.fee, self.total) if row)], key=lambda row: row.line))

    @property
    def activities(self) -> tuple[BudgetRow, ...]:
        """This property will give the activity rows of all outputs."""
        return tuple(row for output in self.outputs for row in output.activities)


@dataclass(frozen=True, slots=True)
class Resource:
    """What one source brings, as the cover says; `group` is the heading it is listed under, such as "Other"."""

    source: Value
    amount: Amount
    group: Value | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover fields; None where the document prints none. `outputs` are the expected (CPD) outputs."""

    title: Value | None = None
    country: Value | None = None
    outcome: Value | None = None
    outputs: tuple[Value, ...] = ()
    start: Day | None = None
    end: Day | None = None
    partner: Value | None = None
    programme_period: Value | None = None
    award_id: Value | None = None
    output_id: Value | None = None
    gender_marker: Value | None = None
    resources_required: Amount | None = None
    resources_allocated: Amount | None = None
    resources: tuple[Resource, ...] = ()
    signatory: Value | None = None
    signatory_role: Value | None = None
    signed_on: Day | None = None


@dataclass(frozen=True, slots=True)
class MonitoringRow:
    """One row of the monitoring plan."""

    line: int
    activity: Value
    purpose: Value | None
    frequency: Value | None
    expected_action: Value | None


@dataclass(frozen=True, slots=True)
class Section:
    """A narrative section: its heading, its level (1 is the outermost) and its paragraphs, up to the next heading."""

    number: str | None
    heading: Value
    level: int
    paragraphs: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that could not be put anywhere, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan as read. `lines` is the document; every `Value.line` is a number in it.

    `table_headings` are the lines that hold the headings of the tables, those printed again on a new page included.
    """

    name: str
    media_type: str
    sha256: str
    lines: tuple[Line, ...]
    cover: Cover
    narrated_outputs: tuple[NarratedOutput, ...]
    work_plan: WorkPlan | None
    monitoring: tuple[MonitoringRow, ...]
    sections: tuple[Section, ...]
    unread: tuple[Unread, ...] = field(default=())
    table_headings: tuple[int, ...] = field(default=())
