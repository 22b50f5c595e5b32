from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.mining.reading.ordering import bounds_of, order_of
from tirek.mining.reading.word_table import WordTable

COMPILED = settings(deadline=None)  # the first call compiles
TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=40), st.sampled_from(["", "NA", "null", "a", "ә", "\0"])))


@COMPILED
@given(st.lists(TEXTS, max_size=4))
def test_each_text_gets_the_number_of_its_first_naming_whatever_the_blocks(blocks: list[list[str | None]]) -> None:
    table, plain = WordTable(), dict[str, int]()
    for block in blocks:
        expected = [-1 if text is None else plain.setdefault(text, len(plain)) for text in block]
        assert table.codes(pa.array(block, pa.string())).tolist() == expected
    assert table.words().to_pylist() == list(plain)


@COMPILED
@given(st.lists(TEXTS, max_size=4))
def test_texts_that_come_as_codes_of_a_dictionary_get_the_same_numbers(blocks: list[list[str | None]]) -> None:
    one, other = WordTable(), WordTable()
    for block in blocks:
        texts = pa.array(block, pa.large_string())
        coded = pa.DictionaryArray.from_arrays(
            pa.array(
                [None if t is None else sorted({*block} - {None}, reverse=True).index(t) for t in block], pa.int32()
            ),
            pa.array(["never said", *sorted({*block} - {None}, reverse=True)][1:], pa.large_string()),
        )
        assert one.codes(texts).tolist() == other.codes(coded).tolist()
    assert one.words().to_pylist() == other.words().to_pylist()


@pytest.mark.parametrize("count", [1023, 1024, 1025, 2047, 2048, 2049, 200_000])
def test_a_table_grows_at_every_size(count: int) -> None:
    texts = pa.array([f"{'x' * (i % 23)}{i}" for i in range(count)])
    table = WordTable()
    assert table.codes(texts).tolist() == list(range(count))
    assert table.codes(texts.take(pa.array(range(count - 1, -1, -1)))).tolist() == list(range(count - 1, -1, -1))
    assert table.words().to_pylist() == texts.to_pylist()
    assert len(table) == count


def test_spans_of_bytes_are_texts_and_a_start_below_zero_is_none() -> None:
    data = np.frombuffer("иск,иск,и".encode(), dtype=np.uint8)
    table = WordTable()
    codes = table.codes_of_spans(data, np.array([0, -1, 7, 14, 3]), np.array([6, 0, 13, 16, 3]))
    assert codes.tolist() == [0, -1, 0, 1, 2]
    assert table.words().to_pylist() == ["иск", "и", ""]
    assert table.code("и") == 1


@COMPILED
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-3, 3)), max_size=200))
def test_events_are_sorted_by_case_and_time_and_else_stay_as_they_were(events: list[tuple[int, int]]) -> None:
    case = np.array([each[0] for each in events], dtype=np.int32)
    time = np.array([each[1] for each in events], dtype=np.int64)
    order = order_of(case, time, bounds_of(case, 5))
    expected = sorted(range(len(events)), key=lambda i: events[i])
    assert (list(range(len(events))) if order is None else order.tolist()) == expected
    assert (order is None) == (expected == list(range(len(events))))


def test_a_long_case_out_of_order_is_sorted_stably() -> None:
    generator = np.random.default_rng(7)
    time = generator.integers(0, 1000, 300_000)
    case = np.zeros(len(time), dtype=np.int32)
    order = order_of(case, time, bounds_of(case, 1))
    assert order is not None
    assert (order == np.argsort(time, kind="stable")).all()
