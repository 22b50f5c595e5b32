"""The translations: gathered, kept free of noise, compiled with the right plurals, and checked."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts import messages


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small house with code, a template and no catalogues yet."""
    source = tmp_path / "src" / "tirek"
    (source / "web" / "templates").mkdir(parents=True)
    (source / "errors.py").write_text(
        "from django.utils.translation import gettext_noop as _, ngettext, pgettext\n"
        "sentence = _('The file %(name)s is empty.')\n"
        "count = ngettext('%(n)s person', '%(n)s people', 2)\n"
        "month = pgettext('month', 'May')\n"
    )
    (source / "web" / "templates" / "page.html").write_text(
        '{% load i18n %}\n  <p title="it\'s">{% translate "Sign in" %}</p>\n'
        " {% blocktranslate count n=rows %}One row of {{ all }}{% plural %}{{ n }} rows of {{ all }}"
        "{% endblocktranslate %}\n"
    )
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", source)
    monkeypatch.setattr(messages, "LOCALE", source / "web" / "locale")
    return tmp_path


RUSSIAN = {
    "The file %(name)s is empty.": "Файл %(name)s пуст.",
    "%(n)s person": ("%(n)s человек", "%(n)s человека", "%(n)s человек"),
    "May": "Май",
    "Sign in": "Войти",
    "One row of %(all)s": ("%(n)s строка из %(all)s", "%(n)s строки из %(all)s", "%(n)s строк из %(all)s"),
}


def translate(language: str, words: dict[str, str | tuple[str, ...]]) -> None:
    found: Catalog = messages.catalogue(language)
    for message in found:
        name = message.id[0] if message.pluralizable else message.id
        if name in words:
            message.string = words[str(name)]
    messages.path_of(language).write_bytes(messages.written(found))


def test_it_works(house: Path) -> None:
    assert messages.main(["extract"]) == 0
    translate("ru", RUSSIAN)
    assert messages.main(["compile"]) == 0
    with messages.path_of("ru").with_suffix(".mo").open("rb") as file:
        russian = gettext.GNUTranslations(file)
    assert russian.gettext("Sign in") == "Войти"
    assert russian.pgettext("month", "May") == "Май"
    said = [russian.ngettext("%(n)s person", "%(n)s people", n) % {"n": n} for n in (1, 2, 5, 11, 21, 112)]
    assert said == ["1 человек", "2 человека", "5 человек", "11 человек", "21 человек", "112 человек"]


def test_gathers_code_and_templates_with_their_kinds(house: Path) -> None:
    found = {message.id: message.context for message in messages.extracted() if message.id}
    assert found == {
        "The file %(name)s is empty.": None,
        ("%(n)s person", "%(n)s people"): None,
        "May": "month",
        "Sign in": None,
        ("One row of %(all)s", "%(n)s rows of %(all)s"): None,
    }


@pytest.mark.parametrize(("language", "forms"), [("ru", 3), ("kk", 2)])
def test_knows_how_many_forms_a_language_has(house: Path, language: str, forms: int) -> None:
    messages.update()
    assert messages.catalogue(language).num_plurals == forms
    assert f"nplurals={forms};" in messages.path_of(language).read_text()


def test_doing_it_again_changes_nothing(house: Path) -> None:
    messages.update()
    translate("ru", RUSSIAN)
    messages.update()
    before = messages.path_of("ru").read_bytes()
    (house / "src" / "tirek" / "errors.py").write_text(
        "\n\n# moved\n" + (house / "src" / "tirek" / "errors.py").read_text()
    )
    messages.update()
    assert messages.path_of("ru").read_bytes() == before
    assert b"Date" not in before
    assert messages.catalogue("ru").get("Sign in").string == "Войти"


def test_lists_what_is_missing_in_each_language(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages.update()
    translate("ru", RUSSIAN)
    assert messages.main(["check"]) == 1
    told = capsys.readouterr().out
    assert "kk: missing: “Sign in” (src/tirek/web/templates/page.html)" in told
    assert "ru:" not in told


@pytest.mark.parametrize(
    ("name", "wrong", "fault"),
    [
        ("The file %(name)s is empty.", "Файл %(file)s пуст.", "placeholders differ"),
        ("The file %(name)s is empty.", "Файл пуст.", "placeholders differ"),
        ("Sign in", "", "missing"),
        ("%(n)s person", ("%(n)s человек", "человека", "%(n)s человек"), "placeholders differ"),
        ("%(n)s person", ("%(n)s человек", "%(n)s человека", ""), "missing"),
    ],
)
def test_names_what_is_wrong(house: Path, name: str, wrong: str | tuple[str, ...], fault: str) -> None:
    messages.update()
    translate("ru", RUSSIAN | {name: wrong})
    russian = [each for each in messages.check() if each.startswith("ru")]
    assert len(russian) == 1
    assert fault in russian[0]
    assert name in russian[0]


def test_a_singular_may_leave_the_number_out(house: Path) -> None:
    messages.update()
    translate("ru", RUSSIAN | {"%(n)s person": ("один человек", "%(n)s человека", "%(n)s человек")})
    assert not [each for each in messages.check() if each.startswith("ru")]


def test_names_what_is_doubtful_and_what_the_code_no_longer_says(house: Path) -> None:
    messages.update()
    translate("ru", RUSSIAN)
    path = messages.path_of("ru")
    path.write_text(
        path.read_text().replace('msgid "Sign in"', '#, fuzzy\nmsgid "Sign in"') + '\nmsgid "Gone"\nmsgstr "Нет"\n'
    )
    russian = [each for each in messages.check() if each.startswith("ru")]
    assert ["fuzzy" in russian[0], "no longer in the code: “Gone”" in russian[1]] == [True, True]
    messages.update()
    assert "Gone" not in path.read_text()


def test_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main([]) == 2
    assert "extract|compile|check" in capsys.readouterr().err
