"""Drafts: sealed, for who began them alone, and never overwritten unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import asel, olga, viktor
from tests.rooms.forms.filled import a_form
from tirek import forms
from tirek.directory import NotFound, NotPermitted
from tirek.forms import Draft, DraftChangedMeanwhile, DraftTooLarge
from tirek.forms.operations import drafting
from tirek.ledger.models import Entry
from tirek.sealing import SealBroken

pytestmark = pytest.mark.django_db
KEY = UUID("7d3f0c7e-61f7-4d0e-9a8c-0f1f6a3f9f11")
SAID = b"content-type: x\nPlanted words"


def keep(**given: Any) -> Draft:
    wanted = {"actor": asel(), "key": KEY, "form": None, "content": SAID, "since": None} | given
    return forms.keep_draft(**wanted | {"form": wanted["form"] or a_form()})


def test_it_works() -> None:
    kept = keep()
    found = forms.open_draft(actor=asel(), key=KEY)
    assert (found.content, found.draft.changed_at) == (SAID, kept.changed_at)
    assert [each.pk for each in forms.drafts_of(asel())] == [KEY]


def test_what_is_kept_is_sealed_under_a_key_of_its_own() -> None:
    first, second = keep(), keep(key=uuid4())
    for each in (first, second):
        assert b"Planted" not in bytes(Draft.objects.get(pk=each.pk).content)
    Draft.objects.filter(pk=first.pk).update(content=second.content)
    with pytest.raises(SealBroken):
        forms.open_draft(actor=asel(), key=KEY)


def test_it_is_kept_anew_by_who_has_seen_the_last() -> None:
    form = a_form()
    first = keep(form=form)
    second = keep(form=form, content=b"more", since=first.changed_at)
    assert second.changed_at > first.changed_at
    assert forms.open_draft(actor=asel(), key=KEY).content == b"more"
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("seen", [None, timedelta(seconds=-1), timedelta(microseconds=1)])
def test_refuses_who_has_not_seen_the_last(seen: timedelta | None) -> None:
    form = a_form()
    first = keep(form=form)
    with pytest.raises(DraftChangedMeanwhile):
        keep(form=form, content=b"other", since=seen and first.changed_at + seen)
    assert forms.open_draft(actor=asel(), key=KEY).content == SAID


def test_a_draft_of_somebody_else_is_not_there() -> None:
    form = a_form()
    kept = keep(form=form)
    with pytest.raises(NotFound):
        forms.open_draft(actor=olga(), key=KEY)
    with pytest.raises(NotFound):
        keep(actor=olga(), form=form, since=kept.changed_at)
    forms.discard_draft(actor=olga(), key=KEY)
    assert list(forms.drafts_of(olga())) == []
    assert forms.open_draft(actor=asel(), key=KEY).content == SAID


def test_refuses_who_may_not_fill_the_form() -> None:
    with pytest.raises(NotPermitted):
        keep(actor=viktor())
    with pytest.raises(NotPermitted):
        keep(form=a_form("other", access={"supervisor": "fill"}))
    assert not Draft.objects.exists()


def test_refuses_more_than_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "MOST_BYTES", len(SAID) - 1)
    with pytest.raises(DraftTooLarge):
        keep()


def test_it_is_gone_when_it_is_discarded_and_leaves_no_trace() -> None:
    form, _somebody = a_form(), asel()
    before = Entry.objects.count()
    keep(form=form)
    forms.discard_draft(actor=asel(), key=KEY)
    forms.discard_draft(actor=asel(), key=KEY)
    assert not Draft.objects.exists()
    assert Entry.objects.count() == before


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(asel())
    return client


def post(client: Client, form_id: str = "visit", version: str = "2026-1", since: str = "") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"form": form_id, "version": version, "since": since, "content": SimpleUploadedFile("draft", SAID)}
    return client.post(f"/forms/drafts/{KEY}/keep/", sent)


def test_the_page_keeps_and_gives_a_draft(officer: Client) -> None:
    a_form()
    changed = post(officer).json()["changed"]
    told = officer.get(f"/forms/drafts/{KEY}/")
    assert told.content == SAID
    assert (told["Tirek-Changed"], told["Tirek-Form"], told["Tirek-Version"]) == (changed, "visit", "2026-1")
    assert "no-store" in told["Cache-Control"]
    assert post(officer, since=changed).status_code == 200
    refused = post(officer, since=changed)
    assert (refused.status_code, refused.json()["refusal"]["id"]) == (409, "draft-changed-meanwhile")
    assert post(officer, since="no moment").status_code == 409


def test_a_draft_of_an_older_version_is_kept_on(officer: Client) -> None:
    first = a_form()
    a_form(version="2026-2", of=first.edition.mechanism)
    assert post(officer, version="2026-1").status_code == 200
    assert Draft.objects.get().form == first
    assert post(officer, version="2025-9").status_code == 404


def test_who_may_fill_no_more_keeps_no_older_version_either(officer: Client) -> None:
    first = a_form()
    a_form(version="2026-2", of=first.edition.mechanism, access={"supervisor": "fill"})
    assert post(officer, version="2026-1").status_code == 404
    assert officer.get("/forms/visit/fill/").status_code == 404


def test_the_list_shows_forms_of_the_role_and_own_drafts(officer: Client) -> None:
    a_form()
    a_form("head", access={"supervisor": "fill"})
    post(officer)
    page = officer.get("/forms/").content.decode()
    assert "/forms/visit/fill/" in page
    assert "/forms/head/fill/" not in page
    assert f"draft={KEY}" in page
    officer.force_login(olga())
    assert f"draft={KEY}" not in officer.get("/forms/").content.decode()


def test_definition_and_media_are_given_to_who_fills(officer: Client) -> None:
    form = a_form(media={"fish.png": b"\x89PNG"})
    assert officer.get("/forms/visit/2026-1/definition.xml").content == bytes(form.xform)
    picture = officer.get("/forms/visit/2026-1/media/fish.png")
    assert (picture.content, picture["Content-Type"]) == (b"\x89PNG", "image/png")
    assert "sandbox" in picture["Content-Security-Policy"]
    assert officer.get("/forms/visit/2026-1/media/other.png").status_code == 404
    officer.force_login(viktor())
    assert officer.get("/forms/visit/2026-1/definition.xml").status_code == 403


def test_the_words_of_the_script_are_there_in_every_language(officer: Client) -> None:
    from tirek.web.forms.filling_words import WORDS, words_of

    told = words_of()
    assert set(told) == {"en", "ru", "kk"}
    assert all(set(words) == set(WORDS) for words in told.values())
    for key, words in WORDS.items():
        placed = {each for each in words.split("{") if "}" in each}
        names = {each.partition("}")[0] for each in placed}
        assert all(f"{{{name}}}" in told[code][key] for code in told for name in names), key


def test_every_word_that_the_script_asks_for_is_in_the_table_and_every_word_is_asked_for() -> None:
    import re
    from pathlib import Path

    from tirek.web.forms.filling_words import WORDS

    script = "\n".join(each.read_text() for each in (Path(__file__).parents[3] / "front/src/filling").rglob("*.ts"))
    quoted = set(re.findall(r"[\"'`]([a-z]+(?:-[a-z]+)*)[\"'`]", script)) | {"constraint", "required"}
    asked = set(re.findall(r"\bsay\(\s*\"([a-z-]+)\"", script)) | set(
        re.findall(r"notice\(\"([a-z-]+)\", [^f]", script)
    )
    assert asked <= set(WORDS), asked - set(WORDS)
    built = {f"waiting-{why}" for why in ("unreachable", "signed-out", "other-account")}
    assert set(WORDS) <= quoted | built, set(WORDS) - quoted - built
