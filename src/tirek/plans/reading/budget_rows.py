"""Makes of the work plan's rows what they are: an activity, a sub-total, the fee, the total, or the rest of a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tirek.plans.reading import reasons
from tirek.plans.reading.alignment import CODE, align, nature
from tirek.plans.reading.amounts import amount
from tirek.plans.reading.columns import Cells, Column
from tirek.plans.reading.document import Claims
from tirek.plans.reading.plan import Amount, BudgetRow, PlannedOutput, RowKind, Value
from tirek.plans.reading.table_headings import Kind

SUBTOTAL = re.compile(
    r"\W*(?:sub[\s\-–]*total|total (?:for |of )?(?:the )?(?:output|component|activity|result)|итого по|подытог)", re.I
)
TOTAL = re.compile(r"\W*(?:grand |project |overall )?(?:total|итого|всего)\b[\w\s:()$€/.,&+-]{0,40}", re.I)
FEE = re.compile(
    r"\bGMS\b|general management|management fee|indirect (?:support )?costs?|programme support costs?|\bPSC\b|"
    r"overheads\b|overhead c|facilities and administration|\bF&A\b|накладные расходы",
    re.I,
)
NUMBERED_OUTPUT = re.compile(
    r"(?:(?:expected|project|cpd?)\s+)*(?:output|component|outcome|result|результат|компонент)\W{0,2}(?:no\.? ?)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\s*[:.)–—-]*\s*(?P<title>.*)",
    re.I | re.S,
)
NUMBERED_ACTIVITY = re.compile(
    r"(?:activity\W{0,2}|мероприятие\W{0,2})?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\s*[:.)–—-]*\s*(?P<title>.*)|"
    r"activity\W{0,2}(?P<single>\d{1,2})\s*[:.)–—-]*\s*(?P<rest>.*)",
    re.I | re.S,
)
WORDS: tuple[Kind, ...] = ("output", "activity", "party", "fund", "description", "account")
MOST_CELLS = 200
LONGEST = 50  # rows that one cell may go on over


def output_title(text: str) -> tuple[str | None, str]:
    """This function will part "Output 2. Police" into its number and its title."""
    found = NUMBERED_OUTPUT.fullmatch(text)
    return (found["number"], found["title"].strip(" :") or text) if found else (None, text)


def activity_title(text: str) -> tuple[str | None, str]:
    """This function will part "1.2. Trainings" into its number and its title."""
    found = NUMBERED_ACTIVITY.fullmatch(text)
    if not found:
        return None, text
    return found["number"] or found["single"], found["title"] or found["rest"] or text


@dataclass(slots=True)
class _Output:
    number: str | None
    title: Value
    activities: list[BudgetRow] = field(default_factory=list)
    subtotal: BudgetRow | None = None


@dataclass(slots=True)
class _Row:
    """A row under its headings: the text by kind of column, the marks, the amounts."""

    line: int
    cells: Cells
    shift: int
    words: dict[Kind, str]
    marks: tuple[int, ...]
    amounts: dict[int, Amount]
    total: Amount | None

    @property
    def has_money(self) -> bool:
        return bool(self.amounts) or self.total is not None


@dataclass(slots=True)
class Rows:
    """The rows of a work plan as they come; what each adds to is the output that was named last."""

    columns: tuple[Column, ...]
    claims: Claims
    fee: BudgetRow | None = None
    total: BudgetRow | None = None
    _outputs: list[_Output] = field(default_factory=list)

    def outputs(self) -> tuple[PlannedOutput, ...]:
        """This method will give the outputs with their activities and sub-totals."""
        return tuple(
            PlannedOutput(output.number, output.title, tuple(sorted(output.activities, key=_line)), output.subtotal)
            for output in self._outputs
        )

    def add(self, line: int, cells: Cells) -> None:
        """This method will put one row where it belongs, or among the unread."""
        row = self._placed(line, cells) if len(cells) <= MOST_CELLS else None
        kind = _kind_of(row) if row else None
        if row is None or not (row.words or row.marks or row.has_money):
            self.claims.unread[line] = reasons.NO_TITLE
        elif kind == "activity":
            self._add_activity(row)
        elif kind:
            self._add_sum(row, kind)

    def _placed(self, line: int, cells: Cells) -> _Row:
        places, shift = align(cells, [column.kind for column in self.columns])
        periods = [at for at, column in enumerate(self.columns) if column.kind == "period"]
        row = _Row(line, cells, shift, {}, (), {}, None)
        for cell, at in places.items():
            column, text = self.columns[at], cells[cell]
            if column.kind == "period" and nature(text) == "mark":
                row.marks += (periods.index(at),)
            elif column.kind == "amount" and column.year:
                if found := amount(text, line):
                    row.amounts[column.year] = found
            elif column.kind in ("amount", "total"):
                row.total = amount(text, line)
            elif column.kind in WORDS:
                row.words[column.kind] = text
        return row

    def _add_sum(self, row: _Row, kind: RowKind) -> None:
        made = _budget_row(row, kind, None, Value(_sum_title(row), row.line))
        current = self._outputs[-1] if self._outputs else None
        before: BudgetRow | None = None
        if kind == "fee":
            if self.fee and current:  # a fee for each output: the last one is the plan's
                current.activities.append(self.fee)
                self.fee = None
            before, self.fee = self.fee, made
        elif kind == "total":
            before, self.total = self.total, made
        elif current:
            before, current.subtotal = current.subtotal, made
        else:
            self.claims.unread[row.line] = reasons.NO_TITLE
            return
        self.claims.used.add(row.line)
        if before:
            self.claims.used.discard(before.line)
            self.claims.unread[before.line] = reasons.SECOND_SUM

    def _add_activity(self, row: _Row) -> None:
        if self._is_rest(row):
            return self._continue(row)
        title = row.words.get("activity")
        named = row.words.get("output")
        if not named and title and nature(title) == "output" and not row.marks:
            named, title = title, None
        began = self._begin(named, row.line) if named else False
        self.claims.used.add(row.line)
        if began and not title and set(row.words) <= {"output", "activity"} and not row.marks:
            if row.has_money:
                self._outputs[-1].subtotal = _budget_row(row, "subtotal", None, self._outputs[-1].title)
            return None
        number, text = activity_title(title) if title else (None, "")
        if not self._outputs or (not self._has_outputs() and number and _prefix(number) != self._outputs[-1].number):
            self._outputs.append(_Output(_prefix(number) if number else None, Value("", row.line)))
        current = self._outputs[-1]
        value = Value(text, row.line)
        if not title:
            last = current.activities[-1] if current.activities and not began else None
            number, value = (last.number, last.title) if last else (None, Value(current.title.text, row.line))
        current.activities.append(_budget_row(row, "activity", number, value))
        return None

    def _has_outputs(self) -> bool:
        return any(output.title.text for output in self._outputs)

    def _begin(self, text: str, line: int) -> bool:
        """This method will begin a new output, unless the cell only repeats the name of the current one."""
        number, title = output_title(text)
        current = self._outputs[-1] if self._outputs else None
        if current and (current.number, current.title.text) == (number, title):
            return False
        self._outputs.append(_Output(number, Value(title, line)))
        return True

    def _is_rest(self, row: _Row) -> bool:
        """This method will say whether a row is only the rest of the cells above: words that begin in lower case."""
        if not self._outputs or row.marks or row.has_money:
            return False
        current = self._outputs[-1]
        above = [current.title, *(row.title for row in current.activities[-1:])]
        if max(len(title.continued) for title in above) > LONGEST:
            return False
        titles = [text for kind, text in row.words.items() if kind in ("activity", "output")]
        return bool(titles) and all(text[0].islower() and nature(text) in ("text", "coded") for text in titles)

    def _continue(self, row: _Row) -> None:
        current = self._outputs[-1]
        self.claims.used.add(row.line)
        if "output" in row.words or not current.activities:
            text = row.words.get("output") or row.words.get("activity")
            current.title = _longer(current.title, text, row.line) or current.title
        if current.activities:
            last = current.activities[-1]
            current.activities[-1] = replace(
                last,
                title=_longer(last.title, row.words.get("activity"), row.line) or last.title,
                responsible_party=_longer(last.responsible_party, row.words.get("party"), row.line),
                fund=_longer(last.fund, row.words.get("fund"), row.line),
                description=_longer(last.description, row.words.get("description"), row.line),
            )


def _longer(value: Value | None, text: str | None, line: int) -> Value | None:
    if not text:
        return value
    if value is None:
        return Value(text, line)
    return replace(value, text=f"{value.text} {text}".strip(), continued=(*value.continued, line))


def _line(row: BudgetRow) -> int:
    return row.line


def _prefix(number: str) -> str:
    return number.partition(".")[0]


def _texts(row: _Row) -> list[str]:
    return [cell for cell in row.cells if nature(cell) in ("text", "coded", "output", "activity")]


def _kind_of(row: _Row) -> RowKind:
    texts = _texts(row)
    if any(SUBTOTAL.match(text) for text in texts):
        return "subtotal"
    if not row.marks and any(TOTAL.fullmatch(text) for text in texts):
        return "total"
    titles = [row.words[kind] for kind in ("activity", "output") if kind in row.words]
    return "fee" if any(FEE.search(text) for text in titles or texts) else "activity"


def _sum_title(row: _Row) -> str:
    texts = _texts(row)
    named = (text for pattern in (SUBTOTAL.match, TOTAL.fullmatch, FEE.search) for text in texts if pattern(text))
    return next(named, texts[0] if texts else "")


def _budget_row(row: _Row, kind: RowKind, number: str | None, title: Value) -> BudgetRow:
    description, account = row.words.get("description"), row.words.get("account")
    code = CODE.search(account or "") or CODE.search(description or "")
    if description is None and account and not CODE.fullmatch(account):
        description = account
    printed = code[0] if code else account
    is_sum = kind in ("subtotal", "total")  # the word "Sub-total" may stand in any column
    return BudgetRow(
        kind=kind,
        line=row.line,
        number=number,
        title=title,
        marks=row.marks,
        responsible_party=_value(None if is_sum else row.words.get("party"), row.line),
        fund=_value(None if is_sum else row.words.get("fund"), row.line),
        description=_value(None if is_sum else description, row.line),
        account=_value(None if is_sum else printed, row.line),
        amounts=row.amounts,
        total=row.total,
        shift=row.shift,
        cells=row.cells,
    )


def _value(text: str | None, line: int) -> Value | None:
    return Value(text, line) if text else None
