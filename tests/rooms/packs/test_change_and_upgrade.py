"""A change made here stands on the release; the next release is merged with it, and a person decides conflicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cast import aigul, asel, gulnara, ruslan
from tests.mechanism import SMALL, form, small
from tirek import packs
from tirek.directory import NotPermitted, SamePerson
from tirek.ledger import verify
from tirek.packs import Edition
from tirek.packs.policies import changes_access
from tirek.xlsforms import Field

pytestmark = pytest.mark.django_db
__all__ = ["small"]


def release(version: str = "2.0", **edits: Callable[[str], str]) -> dict[str, bytes]:
    """The next release of the small mechanism: each file named (its ending left out) edited."""
    files = packs.read_folder(SMALL)
    edits = {"pack": lambda text: text} | edits
    for path, content in list(files.items()):
        stem = path.rpartition("/")[2].rpartition(".")[0]
        if stem in edits:
            files[path] = edits[stem](content.decode()).encode()
    files["pack.yaml"] = files["pack.yaml"].replace(b'version: "1.0"', f'version: "{version}"'.encode())
    return files


def changed(small: Edition, **edits: Callable[[str], str]) -> Edition:
    files = release("1.0", **edits)
    before = packs.files_of(small)
    only = {path: content for path, content in files.items() if before[path] != content}
    return packs.change_pack(account=ruslan(), mechanism=small.mechanism, files=only, note="A reason")


def swap(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def said(upgrade: packs.Upgrade) -> list[str]:
    return [str(each) for each in upgrade.changes]


NEW_BASIS = swap("Rules of the tests, article 1", "Rules of the tests, article 7")
ASKED = swap(
    "|  | select_one kind |",
    "|  | text | since | Since when | С каких пор | Қашаннан бері |  |  |  |  |  |  |  |\n|  | select_one kind |",
)
VERSION_2 = swap("| notice | 1 |", "| notice | 2 |")


def both(*edits: Callable[[str], str]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def test_a_change_is_an_edition_that_stands_on_the_release(small: Edition) -> None:
    made = changed(small, who=NEW_BASIS)
    assert (made.number, made.version, made.release, made.in_force, made.waits) == (2, "1.0", small, True, False)
    assert packs.edition_in_force("small") == made
    assert packs.access_of(form("notice"), frozenset({"officer"}))[0].legal_basis.endswith("article 7")
    assert packs.files_of(small)["who.csv"] == (SMALL / "who.csv").read_bytes()
    assert verify().ok


def test_what_began_keeps_its_form(small: Edition) -> None:
    before = form("notice")
    changed(small, notice=both(ASKED, VERSION_2))
    before.refresh_from_db()
    assert before.edition == small
    assert b"since" not in bytes(before.xform)
    assert b"since" in bytes(form("notice").xform)


def test_a_changed_form_needs_another_version(small: Edition) -> None:
    with pytest.raises(packs.PackRefused) as refused:
        changed(small, notice=ASKED)
    (problem,) = refused.value.problems
    assert (problem.refusal.id, problem.file) == ("pack-form-version-known", "forms/notice.md")
    assert packs.edition_in_force("small") == small


def test_a_change_leaves_the_version_of_the_release(small: Edition) -> None:
    with pytest.raises(packs.PackRefused) as refused:
        changed(small, pack=swap('version: "1.0"', 'version: "1.1"'))
    assert [each.refusal.id for each in refused.value.problems] == ["pack-version-of-the-release"]


def test_refuses_a_change_that_changes_nothing_and_one_by_whoever_may_not(small: Edition) -> None:
    with pytest.raises(packs.NothingChanged):
        changed(small)
    with pytest.raises(NotPermitted):
        packs.change_pack(account=asel(), mechanism=small.mechanism, files={"who.csv": None}, note="")


def test_refuses_a_change_of_an_edition_that_was_not_seen(small: Edition) -> None:
    changed(small, who=NEW_BASIS)
    with pytest.raises(packs.ChangedMeanwhile):
        packs.change_pack(account=ruslan(), mechanism=small.mechanism, files={"who.csv": b""}, note="", base=1)


def test_who_sees_what_waits_for_a_second_person(small: Edition) -> None:
    made = changed(small, who=swap("all but identity contact", "all but identity"))
    assert made.waits
    assert packs.edition_in_force("small") == small
    assert packs.access_of(form("notice"), frozenset({"supervisor"}))[0].hidden == ["identity", "contact"]
    assert not made.forms.exists()  # nobody's answers can be taken for answers to a form that nobody approved
    assert packs.PackForm.objects.filter(form_id="notice", version="1").get().edition == small
    with pytest.raises(packs.EditionWaits):
        changed(small, who=NEW_BASIS)
    packs.review_edition(account=gulnara(), edition=made, verdict="approved")
    assert packs.edition_in_force("small") == made
    assert packs.access_of(form("notice"), frozenset({"supervisor"}))[0].hidden == ["identity"]
    assert verify().ok


def test_what_was_sent_back_never_comes_into_force(small: Edition) -> None:
    made = changed(small, who=swap("notice,monitor,nothing,fill", "notice,monitor,all,fill read"))
    with pytest.raises(packs.SentBackWithoutReason):
        packs.review_edition(account=aigul(), edition=made, verdict="returned")
    packs.review_edition(account=aigul(), edition=made, verdict="returned", reason="Not by this law")
    assert not made.forms.exists()
    assert packs.edition_in_force("small") == small
    with pytest.raises(packs.EditionReviewedAlready):
        packs.review_edition(account=aigul(), edition=made, verdict="approved")
    assert changed(small, who=NEW_BASIS).number == 3


def test_nobody_approves_an_edition_of_their_own(small: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    made = changed(small, who=swap("all but identity contact", "all but identity"))
    with pytest.raises(NotPermitted):
        packs.review_edition(account=ruslan(), edition=made, verdict="approved")
    monkeypatch.setattr("tirek.packs.operations.review_edition.check_review", lambda account: None)
    with pytest.raises(SamePerson):
        packs.review_edition(account=ruslan(), edition=made, verdict="approved")


def test_a_mark_taken_off_a_question_waits_too(small: Edition) -> None:
    made = changed(
        small, notice=both(VERSION_2, swap("|  | yes |  |  |  |  | identity |", "|  | yes |  |  |  |  |  |"))
    )
    assert made.waits


def test_a_marked_question_that_is_gone_may_stand_there_under_another_name() -> None:
    def pack(*fields: Field) -> Any:
        return SimpleNamespace(access=(), forms={"a": SimpleNamespace(form_id="a", fields=fields)})

    name, age = Field("name", "text", {}, mark="identity"), Field("age", "integer", {})
    assert changes_access(pack(name, age), pack(Field("name_2", "text", {}), age))
    assert not changes_access(pack(name, age), pack(name))
    assert not changes_access(pack(name), pack(name, Field("more", "text", {}, mark="contact")))


def test_an_upgrade_says_in_plain_words_what_changes(small: Edition) -> None:
    files = release(
        who=both(NEW_BASIS, swap("all but identity contact,read export", "all but contact identity statement,read")),
        notice=both(VERSION_2, ASKED, swap("|  | text | phone | Telephone |", "|  | text | phone | Phone |")),
    )
    upgrade = packs.plan_upgrade(account=ruslan(), name="small", files=files)
    assert said(upgrade) == [
        "The legal basis for the role officer in the form notice: “Rules of the tests, article 1” → “Rules of the"
        " tests, article 7”.",
        "The role supervisor no longer sees answers that are secret (statement) in the form notice.",
        "The role supervisor may no longer export in the form notice.",
        "pack.yaml: version: “1.0” → “2.0”.",
        "Form notice: version 1 → 2.",
        "Form notice: “who/phone” is asked in other words (en): “Telephone” → “Phone”.",
        "Form notice: “since” is new: “Since when”.",
    ]
    assert upgrade.waits
    assert packs.edition_in_force("small") == small


def test_an_upgrade_where_nothing_was_changed_here_is_the_release(small: Edition) -> None:
    files = release(notice=both(VERSION_2, ASKED))
    made = packs.upgrade_files(account=ruslan(), name="small", files=files)
    assert (made.number, made.version, made.is_release) == (2, "2.0", True)
    assert packs.files_of(made) == files


def test_an_upgrade_keeps_what_was_changed_here(small: Edition) -> None:
    changed(small, who=NEW_BASIS, README=swap("# Notices", "# Our notices"))
    files = release(who=swap("article 2", "article 2, part 3"), README=swap("reads the answers.", "reads them."))
    made = packs.upgrade_files(account=ruslan(), name="small", files=files)
    assert made.release is not None
    assert (made.number, made.version, made.release.number, made.release.in_force) == (4, "2.0", 3, False)
    merged = packs.files_of(made)
    assert b"article 7" in merged["who.csv"]
    assert b"article 2, part 3" in merged["who.csv"]
    assert b"# Our notices" in merged["README.md"]
    assert packs.files_of(made.release) == files
    again = release("3.0", who=swap("article 2", "article 2, part 4"))
    third = packs.upgrade_files(account=ruslan(), name="small", files=again)
    assert b"article 7" in packs.files_of(third)["who.csv"]
    assert b"part 4" in packs.files_of(third)["who.csv"]
    assert verify().ok


def test_conflicts_are_listed_and_never_guessed(small: Edition) -> None:
    mine = changed(small, who=NEW_BASIS, README=swap("# Notices", "# Our notices"))
    files = release(who=swap("article 1", "article 8"), README=swap("# Notices", "# Their notices"))
    with pytest.raises(packs.MergeConflicts) as refused:
        packs.upgrade_files(account=ruslan(), name="small", files=files)
    found = [(each.file, each.row, each.column, each.ours, each.theirs) for each in refused.value.conflicts]
    assert found == [
        ("README.md", 1, "", "# Our notices\n", "# Their notices\n"),
        ("who.csv", 2, "legal basis", "Rules of the tests, article 7", "Rules of the tests, article 8"),
    ]
    assert packs.edition_in_force("small") == mine
    taken: packs.Taken = {("who.csv", 2): "theirs", ("README.md", 0): "ours"}
    made = packs.upgrade_files(account=ruslan(), name="small", files=files, taken=taken)
    assert b"article 8" in packs.files_of(made)["who.csv"]
    assert packs.files_of(made)["README.md"].startswith(b"# Our notices")


def test_a_file_taken_away_here_and_changed_there_is_a_conflict(small: Edition) -> None:
    packs.change_pack(
        account=ruslan(), mechanism=small.mechanism, files={"README.ru.md": "# Сообщения\n".encode()}, note=""
    )
    files = release() | {"README.ru.md": "# Другое\n".encode()}
    with pytest.raises(packs.MergeConflicts) as refused:
        packs.upgrade_files(account=ruslan(), name="small", files=files)
    assert [(each.file, each.ours) for each in refused.value.conflicts] == [("README.ru.md", "# Сообщения\n")]


def test_refuses_a_version_that_was_something_else(small: Edition) -> None:
    files = release("1.0", who=NEW_BASIS)
    with pytest.raises(packs.PackRefused) as refused:
        packs.upgrade_files(account=ruslan(), name="small", files=files)
    assert [each.refusal.id for each in refused.value.problems] == ["pack-version-known"]


def test_refuses_to_upgrade_to_what_is_there_and_what_is_not_installed(small: Edition) -> None:
    with pytest.raises(packs.NothingChanged):
        packs.upgrade_pack(account=ruslan(), folder=SMALL)
    files = release()
    files["pack.yaml"] = files["pack.yaml"].replace(b"id: small", b"id: other")
    with pytest.raises(packs.NoSuchMechanism):
        packs.upgrade_files(account=ruslan(), name="other", files=files)
    with pytest.raises(NotPermitted):
        packs.upgrade_pack(account=asel(), folder=Path("/nowhere"))


def test_another_mechanism_cannot_take_a_form_that_is_there(small: Edition) -> None:
    files = release()
    files["pack.yaml"] = files["pack.yaml"].replace(b"id: small", b"id: other")
    with pytest.raises(packs.PackRefused) as refused:
        packs.install_files(account=ruslan(), name="other", files=files)
    assert [each.refusal.id for each in refused.value.problems] == ["pack-form-of-another"]
