"""The definitions that application and verifier share."""

from __future__ import annotations

import hashlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from tirek_verifier.hashing import (
    MerkleTree,
    canonical,
    commitment,
    entry_hash,
    header,
    merkle_root,
    national_root,
    payload_content,
    row_leaf,
)

# The test vectors of Certificate Transparency, for the trees of RFC 6962 (and RFC 9162): leaves, then root by size.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HEADER = {
    "chain": "KZ-AKT",
    "position": 7,
    "at": "2026-11-03T09:15:00.000000Z",
    "event": "plan-adopted",
    "payload": "a" * 64,
    "rows": 2,
    "rows_root": "b" * 64,
    "previous": "c" * 64,
}


def test_it_works() -> None:
    assert canonical({"b": [1, None], "a": "қ"}) == '{"a":"қ","b":[1,null]}'.encode()


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_tree_gives_the_published_vectors(size: int) -> None:
    assert merkle_root(LEAVES[:size]) == ROOTS[size]


@given(leaves=st.lists(st.binary(max_size=40), max_size=70))
def test_the_tree_gives_what_pymerkle_gives(leaves: list[bytes]) -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        oracle.append_entry(leaf)
    assert merkle_root(leaves) == oracle.get_root().hex()


@pytest.mark.parametrize("size", range(71))
def test_the_tree_gives_what_pymerkle_gives_for_every_size(size: int) -> None:
    oracle, ours = InmemoryTree(algorithm="sha256"), MerkleTree()
    for number in range(size):
        leaf = b"leaf %d" % number
        oracle.append_entry(leaf)
        ours.add(leaf)
    assert (ours.size, ours.root()) == (size, oracle.get_root().hex())


@given(leaves=st.lists(st.binary(max_size=8), min_size=1, max_size=20), data=st.data())
def test_one_other_leaf_gives_another_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    others = [*leaves[:place], leaves[place] + b"!", *leaves[place + 1 :]]
    assert merkle_root(others) != merkle_root(leaves)
    assert merkle_root(leaves[:-1]) != merkle_root(leaves)


def test_a_node_is_not_taken_for_a_leaf() -> None:
    left, right = (hashlib.sha256(b"\x00" + leaf).digest() for leaf in (b"one", b"two"))
    assert merkle_root([left + right]) != merkle_root([b"one", b"two"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
)


@given(JSON)
def test_canonical_text_survives_being_read_again(value: object) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(), max_size=8))
def test_the_order_in_which_keys_came_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_refuses_numbers_that_json_has_not(value: float) -> None:
    with pytest.raises(ValueError):
        canonical([value])


def test_refuses_what_is_not_json() -> None:
    with pytest.raises(TypeError):
        canonical({"value": object()})


def test_the_hash_of_an_entry_is_that_of_its_canonical_header() -> None:
    text = (
        '{"at":"2026-11-03T09:15:00.000000Z","chain":"KZ-AKT","event":"plan-adopted",'
        f'"payload":"{"a" * 64}","position":7,"previous":"{"c" * 64}","rows":2,"rows_root":"{"b" * 64}","version":1}}'
    )
    assert entry_hash(header(**HEADER)) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("name", HEADER)
def test_everything_in_the_header_is_hashed(name: str) -> None:
    other = HEADER[name] + 1 if isinstance(HEADER[name], int) else f"{HEADER[name]}0"
    assert entry_hash(header(**{**HEADER, name: other})) != entry_hash(header(**HEADER))


def test_the_same_content_under_two_salts_has_two_commitments() -> None:
    content = payload_content(by="officer", sentence="Read it.", detail={})
    assert commitment(b"1" * 32, content) != commitment(b"2" * 32, content)
    assert commitment(b"1" * 32, content) == hashlib.sha256(b"1" * 32 + content).hexdigest()


def test_a_row_leaf_says_where_the_row_was_before() -> None:
    row = {"table": "plans_output", "key": "k", "digest": "d"}
    assert row_leaf(**row, replaces=("KZ-AKT", 7)) == row_leaf(**row, replaces=["KZ-AKT", 7])
    assert b'"replaces":["KZ-AKT",7]' in row_leaf(**row, replaces=("KZ-AKT", 7))
    assert b'"replaces":null' in row_leaf(**row, replaces=None)


def test_the_national_root_does_not_depend_on_the_order_of_the_chains() -> None:
    heads = [("KZ-AKT", 3, "a" * 64), ("KZ-ALA", 1, "b" * 64), ("KZ-NATIONAL", 9, "c" * 64)]
    assert national_root(heads) == national_root(reversed(heads))
    assert national_root(heads) != national_root(heads[1:])
    assert national_root([]) == ROOTS[0]
