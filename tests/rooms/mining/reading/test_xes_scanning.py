"""The scanner of XES against a plain reader: on logs written in every odd way, cut at every byte, and broken."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.rooms.mining.reading.taken import Read, taken
from tests.rooms.mining.reading.xes_plainly import Refused, read_plainly
from tirek.mining.reading.xes.reading import read_xes
from tirek.refusals import Refusal

KEYS = ["concept:name", "time:timestamp", "org:resource", "lifecycle:transition", "cost", "ключ", "a&b"]
TEXTS = [
    "",
    "A",
    "B",
    "a \"b\" 'c'",
    "<&>",
    "дело № 5",
    "😀",
    "]]>",
    "  two  ",
    "line\nbreak\ttab",
    "50",
    "1.50",
    "abc",
]
TIMES = [
    "2020-02-29T23:59:59Z", "2020-01-01T00:00:00.1234567+05:00", "2019-12-31 23:00:00-0330", "2020-01-01T00:00:00",
    "2021-02-29T00:00:00Z", "soon", "", " 2020-01-01T00:00:00.5z ",
]  # fmt: skip
NUMBERS = [
    "1", "-7", "1.50", "0.30000000000000004", "1e3", "9007199254740993", "12345678901234567890", "NaN", "INF", "-0.0",
    "abc", "", " 5 ", "1_0", "1e400", "123456789012345678", "0.1e-30", ".5", "5.", "1e", "+3", "9007199254740992",
]  # fmt: skip


class Writer:
    """Writes XES as no program would, and as the standard allows."""

    def __init__(self, choice: random.Random) -> None:
        self.choice = choice
        self.prefix = choice.choice(["", "", "", "x:", "лог:"])

    def log(self) -> str:
        pick = self.choice
        declared = pick.choice(
            ["", '<?xml version="1.0"?>', "<?xml  version='1.0'\n encoding='utf-8' standalone='yes' ?>\n"]
        )
        inside = "".join(self.child() for _ in range(pick.randint(0, 5)))
        return f"{declared}{self.outside()}{self.element('log', {}, inside)}{self.outside()}"

    def child(self) -> str:
        pick = self.choice
        kind = pick.choice(["trace", "trace", "trace", "attribute", "global", "event", "other", "between"])
        if kind == "trace":
            names = [self.attribute("string", "concept:name", pick.choice(["1", "2", "дело"]))] * pick.choice(
                [0, 1, 1, 2]
            )
            others = [self.in_trace() for _ in range(pick.randint(0, 6))]
            parts = names + others
            if pick.random() < 0.4:
                pick.shuffle(parts)
            return self.element("trace", {}, "".join(parts))
        if kind == "global":
            return self.element("global", {"scope": "event"}, self.any_attribute() + self.any_attribute())
        return {"attribute": self.any_attribute, "event": self.event, "other": self.other, "between": self.between}[
            kind
        ]()

    def in_trace(self) -> str:
        return self.choice.choice([self.event, self.event, self.event, self.any_attribute, self.between, self.other])()

    def event(self) -> str:
        pick = self.choice
        parts = [self.attribute("string", "concept:name", pick.choice(["A", "B", "ы"]))] * (pick.random() < 0.9)
        parts += [self.attribute("date", "time:timestamp", pick.choice(TIMES[:4]))] * (pick.random() < 0.9)
        parts += [pick.choice([self.any_attribute, self.between, self.other])() for _ in range(pick.randint(0, 4))]
        pick.shuffle(parts)
        return self.element("event", {}, "".join(parts))

    def any_attribute(self) -> str:
        pick = self.choice
        kind = pick.choice(["string", "date", "int", "float", "boolean", "id", "list", "container"])
        value = pick.choice({"date": TIMES, "int": NUMBERS, "float": NUMBERS}.get(kind, TEXTS))
        key = pick.choice(KEYS)
        if key == "concept:name" and kind == "string" and pick.random() < 0.9:
            key = "note"
        return self.attribute(kind, key, None if kind in ("list", "container") or pick.random() < 0.05 else value)

    def attribute(self, kind: str, key: str, value: str | None) -> str:
        pick = self.choice
        given = {"key": key} if value is None else {"key": key, "value": value}
        if pick.random() < 0.05:
            given["xml:lang"] = "ru"
        if pick.random() < 0.03:
            del given["key"]
        inside = "".join(self.any_attribute() for _ in range(pick.randint(1, 2))) if pick.random() < 0.15 else ""
        return self.element(kind, given, inside)

    def other(self) -> str:
        foreign = self.choice.choice(["values", "trace", "y:event", "y:string", "log"])
        inside = self.any_attribute() if self.choice.random() < 0.5 else ""
        prefix = "" if ":" in foreign else self.prefix
        return f"<{prefix}{foreign}>{inside}</{prefix}{foreign}>"

    def between(self) -> str:
        return self.choice.choice(
            ["\n", " ", "<!-- <event/> - -->", "<?do it?>", "<![CDATA[<event/>]] ]]>", "text &amp; ]] >", "\r\n"]
        )

    def outside(self) -> str:
        return self.choice.choice(["", "\n", "<!--c-->", "<?p?>\n", " \t\r\n"])

    def element(self, name: str, given: dict[str, str], inside: str) -> str:
        pick = self.choice
        pairs = list(given.items())
        pick.shuffle(pairs)

        def blank() -> str:
            return pick.choice(["", " ", "\n\t"])

        said = "".join(
            f"{pick.choice([' ', '  ', chr(10)])}{key}{blank()}={blank()}{self.quoted(value)}" for key, value in pairs
        )
        if not inside and pick.random() < 0.6:
            return f"<{self.prefix}{name}{said}{blank()}/>{self.choice.choice(['', ' ', chr(10)])}"
        return f"<{self.prefix}{name}{said}{blank()}>{inside}</{self.prefix}{name}{blank()}>"

    def quoted(self, value: str) -> str:
        quote = self.choice.choice("\"'")
        return quote + "".join(self.sign(sign, quote) for sign in value) + quote

    def sign(self, sign: str, quote: str) -> str:
        named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
        if sign in "&<" or sign == quote or self.choice.random() < 0.1:
            ways = [f"&#{ord(sign)};", f"&#x{ord(sign):x};", f"&#x00{ord(sign):X};", named.get(sign, f"&#{ord(sign)};")]
            return self.choice.choice(ways)
        return sign


def scanned(content: bytes, window: int) -> Read:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "log.xes"
        file.write_bytes(content)
        return taken(read_xes, file, window=window)


def comparable(read: Read) -> tuple[object, ...]:
    """Of notices only counts: a line in one of them is looked at elsewhere."""
    notices: dict[str, int] = {}
    for name, facts in read.notices.items():
        notices[name] = facts["nested"] + 1000 * facts["lists"] if "nested" in facts else facts["count"]
    events = [(each.case, each.activity, each.time, each.zone, repr(sorted(each.said.items()))) for each in read.events]
    cases = {case: repr(sorted(said.items())) for case, said in read.cases.items()}
    return events, cases, read.faults, notices


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 2**32), st.integers(64, 200))
@example(3893, 77)  # a trace without a name begins in the window in which another one without gets its number
def test_any_log_is_read_as_the_plain_reader_reads_it(seed: int, window: int) -> None:
    content = Writer(random.Random(seed)).log().encode()
    assert comparable(scanned(content, window)) == comparable(read_plainly(content))


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 2**32), st.integers(64, 200), st.data())
@example(0, 64, None)
def test_what_is_broken_is_refused_where_the_plain_reader_refuses_it(
    seed: int, window: int, data: st.DataObject | None
) -> None:
    content = bytearray(Writer(random.Random(seed)).log().encode())
    for _ in range(data.draw(st.integers(1, 2)) if data else 0):
        first = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0  # expat knows fewer encodings by name
        at = data.draw(st.integers(first, len(content) - 1))  # type: ignore[union-attr]
        how = data.draw(st.sampled_from(["drop", "put", "cut", "swap"]))  # type: ignore[union-attr]
        sign = data.draw(st.sampled_from(b"<>&;'\"/!-]?= abc\x00\x80\xd0\xff\n:"))  # type: ignore[union-attr]
        if how == "drop":
            del content[at]
        elif how == "put":
            content.insert(at, sign)
        elif how == "swap":
            content[at] = sign
        else:
            del content[at + 1 :]
    try:
        expected = comparable(read_plainly(bytes(content)))
    except Refused:
        with pytest.raises(Refusal):
            scanned(bytes(content), window)
        return
    assert comparable(scanned(bytes(content), window)) == expected


def test_a_log_is_read_alike_wherever_a_window_ends() -> None:
    content = max((Writer(random.Random(seed)).log().encode() for seed in range(40)), key=len)
    expected = comparable(read_plainly(content))
    assert len(content) > 700
    for window in range(16, 700):
        assert comparable(scanned(content, window)) == expected
