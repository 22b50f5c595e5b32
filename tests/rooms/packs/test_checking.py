"""Each kind of file has a checker that names file, row and what to do; a wrong mechanism installs nothing."""

from __future__ import annotations

import pytest

from tests.cast import ruslan
from tests.mechanism import MECHANISMS, SMALL
from tirek import packs
from tirek.packs import Mechanism, Pack, problems_of
from tirek.packs.checkers import CHECKERS
from tirek.packs.kinds import KINDS

SPOILT = {
    "step": ("who.csv", "notice,monitor", "other,monitor", "pack-step-unknown", 4, "step"),
    "role": ("who.csv", "notice,monitor", "notice,king", "pack-role-unknown", 4, "role"),
    "sight": ("who.csv", "nothing,fill", "everything,fill", "pack-sight-unknown", 4, "may see"),
    "mark": ("who.csv", "all but identity contact", "all but names", "pack-sight-unknown", 3, "may see"),
    "deed": ("who.csv", "read export", "read print", "pack-deed-unknown", 3, "may do"),
    "reads nothing": ("who.csv", "nothing,fill", "nothing,fill read", "pack-deed-without-sight", 4, "may do"),
    "sees, reads not": ("who.csv", "all,fill read correct", "all,fill", "pack-deed-without-sight", 2, "may do"),
    "administrator": (
        "who.csv",
        "administrator,nothing,,",
        "administrator,all,read,",
        "pack-answers-forbidden",
        5,
        "may see",
    ),
    "auditor": (
        "who.csv",
        "administrator,nothing,,",
        "auditor,all but identity,read,",
        "pack-answers-forbidden",
        5,
        "may see",
    ),
    "a house deed": ("who.csv", "administrator,nothing,,", "viewer,nothing,fill,", "pack-role-never", 5, "may do"),
    "basis": ("who.csv", "Needs no answer for it", "", "pack-cell-missing", 5, "legal basis"),
    "columns": ("who.csv", "legal basis", "law", "pack-columns-other", 1, ""),
    "twice": ("who.csv", "notice,monitor", "notice,officer", "pack-row-twice", 4, ""),
    "too long": ("who.csv", "answer for it", "answer,for,it", "pack-table-unreadable", 5, ""),
    "carriage": ("who.csv", "\n", "\r\n", "pack-table-untidy", 0, ""),
    "quotes": ("who.csv", "Needs no answer for it", '"Needs no answer for it"', "pack-table-untidy", 0, ""),
    "yaml": ("pack.yaml", "languages: [en", "languages: [[en", "pack-yaml-unreadable", 8, ""),
    "anchor": ("pack.yaml", "title:\n  en", "title: &t\n  en", "pack-yaml-not-plain", 3, ""),
    "tag": ("pack.yaml", "id: small", "id: !!python/name:os.system small", "pack-yaml-not-plain", 1, ""),
    "key twice": ("pack.yaml", "id: small", "id: small\nid: big", "pack-yaml-key-twice", 2, ""),
    "id": ("pack.yaml", "id: small", "id: Small one", "pack-code-odd", 1, ""),
    "key": ("pack.yaml", "id: small", "id: small\nrun: it", "pack-key-unknown", 2, ""),
    "no version": ("pack.yaml", 'version: "1.0"\n', "", "pack-key-missing", 0, ""),
    "title": ("pack.yaml", "  ru: Сообщения\n", "", "pack-text-missing", 3, ""),
    "form's title": ("pack.yaml", "      ru: Сообщение\n", "", "pack-text-missing", 10, ""),
    "no such form": ("pack.yaml", "  notice:", "  letter:", "pack-form-unknown", 10, ""),
    "secrecy": ("pack.yaml", "confidential\n", "secret\n", "pack-value-other", 8, ""),
    "language": ("pack.yaml", "[en, ru, kk]", "[en, ru, xx]", "pack-value-other", 7, ""),
    "link": ("README.md", "(who.csv)", "(whom.csv)", "pack-link-to-nothing", 4, ""),
    "link out": ("README.md", "(who.csv)", "(../who.csv)", "pack-link-outside", 4, ""),
    "hidden": ("README.md", "Somebody", "Some\u202ebody", "pack-hidden-letter", 3, ""),
    "no line end": ("README.md", "the answers.\n", "the answers.", "pack-text-untidy", 0, ""),
    "form id": ("forms/notice.md", "| notice | 1 |", "| letter | 1 |", "pack-form-id-odd", 0, ""),
}


def spoilt(path: str, old: str, new: str) -> dict[str, bytes]:
    files = packs.read_folder(SMALL)
    text = files[path].decode()
    assert old in text
    return files | {path: text.replace(old, new).encode()}


@pytest.mark.parametrize("folder", [SMALL, MECHANISMS / "complaints", MECHANISMS / "preventive-visits"], ids=str)
def test_it_works(folder) -> None:
    assert problems_of(Pack(packs.read_folder(folder))) == []


def test_what_one_begins_with_has_no_fault() -> None:
    assert problems_of(Pack(packs.begun_pack("my-mechanism"))) == []


@pytest.mark.parametrize("name", sorted({kind for kind, _pattern in KINDS}))
def test_each_kind_of_file_has_its_checker(name: str) -> None:
    assert name in CHECKERS


@pytest.mark.parametrize(("path", "old", "new", "code", "row", "column"), SPOILT.values(), ids=SPOILT)
def test_a_fault_is_named_by_file_and_row(path: str, old: str, new: str, code: str, row: int, column: str) -> None:
    found = problems_of(Pack(spoilt(path, old, new)))
    assert (code, path, row, column) in [(each.refusal.id, each.file, each.row, each.column) for each in found]
    for each in found:
        assert str(each.refusal)
        assert type(each.refusal).hint % each.refusal.facts


def test_all_faults_are_said_at_once() -> None:
    files = spoilt("who.csv", "notice,monitor", "notice,king") | {"README.md": b"\xff", "words/ru.csv": b"key\n"}
    found = {(each.refusal.id, each.file) for each in problems_of(Pack(files))}
    assert found >= {
        ("pack-role-unknown", "who.csv"),
        ("pack-text-not-utf8", "README.md"),
        ("pack-columns-other", "words/ru.csv"),
    }


@pytest.mark.parametrize("path", ["pack.yaml", "README.md", "who.csv", "forms/notice.md"])
def test_a_file_that_no_mechanism_is_without_is_missed(path: str) -> None:
    files = packs.read_folder(SMALL)
    del files[path]
    found = [each.file for each in problems_of(Pack(files)) if each.refusal.id == "pack-file-missing"]
    assert found == ["forms/" if path.startswith("forms") else path]


def test_facts_to_be_verified_point_at_places_that_are_there() -> None:
    said = "to be verified by the institution:\n  one: {{claims: a, known: b, used in: [{place}], fact: {fact}}}\n"
    fact = "{en: a, ru: b, kk: c}"

    def found(place: str) -> list[tuple[str, int]]:
        ready = said.format(place=place, fact=fact).encode()
        problems = problems_of(Pack(packs.read_folder(SMALL) | {"ready.yaml": ready}))
        return [(each.refusal.id, each.row) for each in problems]

    assert found("who.csv") == []
    assert found("forms/notice.md kind") == []
    assert found("clocks.csv") == [("pack-ready-points-nowhere", 2)]
    assert found("forms/notice.md nothing-of-it") == [("pack-ready-points-nowhere", 2)]


def test_refuses_more_forms_than_a_mechanism_has_and_converts_none() -> None:
    files = packs.read_folder(SMALL) | {f"forms/a{number}.md": b"no form" for number in range(60)}
    assert [each.refusal.id for each in problems_of(Pack(files))] == ["pack-forms-too-many"]


def test_a_file_for_a_form_is_there_and_is_shown() -> None:
    files = packs.read_folder(SMALL) | {"forms/media/plan.png": b"x"}
    assert [each.refusal.id for each in problems_of(Pack(files))] == ["pack-media-unused"]


@pytest.mark.django_db
def test_a_wrong_mechanism_installs_nothing() -> None:
    with pytest.raises(packs.PackRefused) as refused:
        packs.install_files(account=ruslan(), name="small", files=spoilt("who.csv", "notice,monitor", "notice,king"))
    assert [each.refusal.id for each in refused.value.problems] == ["pack-role-unknown"]
    assert not Mechanism.objects.exists()


def test_nothing_in_a_mechanism_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    for name in ("eval", "exec"):
        called = getattr(builtins, name)

        def refused(source: object, *given: object, _called=called) -> object:
            assert not isinstance(source, str), source
            return _called(source, *given)

        monkeypatch.setattr(builtins, name, refused)
    files = spoilt("pack.yaml", "id: small", "id: !!python/object/apply:os.system ['touch /tmp/never']")
    assert problems_of(Pack(files))
