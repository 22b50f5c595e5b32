"""Templates: those of the house, those of an office, and the Word templates by kind."""

from __future__ import annotations

import io

import pytest
from docx import Document

from tests.cast import aigul, bolat, dana, gulnara, marat, office, somebody, viktor
from tests.programme import programme
from tests.rooms.reports.a_quarter import narrative, published, started
from tirek import ledger, reports
from tirek.directory import NotPermitted, Role
from tirek.reports import NoSuchKind
from tirek.reports.errors import (
    InsertUnknown,
    NarrativeTemplateTooLarge,
    NoSuchLanguage,
    NothingWritten,
    TemplateNotWord,
)
from tirek.reports.filling import check_inserts

pytestmark = pytest.mark.django_db
KINDS, LANGUAGES = ("quarterly", "annual", "final"), ("en", "ru", "kk")


def kept(content: str = "Own words.\n", *, kind: str = "quarterly", language: str = "en", by=aigul):
    return reports.keep_narrative_template(account=by(), kind=kind, language=language, content=content)


def test_it_works() -> None:
    programme()
    kept()
    assert narrative(started()) == "Own words.\n"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_house_has_a_template_of_every_kind_in_every_language(kind: str, language: str) -> None:
    content = reports.built_in_template(kind, language)
    check_inserts(content)
    assert content.count("{{") > 10
    assert content.startswith("## ")
    assert not [line for line in content.splitlines() if any(digit in line for digit in "0123456789")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_templates_of_a_kind_say_the_same_in_every_language(kind: str) -> None:
    def inserted(language: str) -> list[str]:
        return [line for line in reports.built_in_template(kind, language).splitlines() if line.startswith("{{")]

    assert inserted("en") == inserted("ru") == inserted("kk")


def test_the_newest_of_the_office_kind_and_language_is_used() -> None:
    programme()
    kept("First.\n")
    kept("Second.\n")
    kept("Russian.\n", language="ru")
    kept("Annual.\n", kind="annual")
    assert narrative(started()) == "Second.\n"
    assert narrative(started(language="ru")) == "Russian.\n"
    assert narrative(started(kind="annual", period="2022")) == "Annual.\n"
    assert narrative(started(language="kk")).startswith("## ")


def test_the_template_of_another_office_is_not_used() -> None:
    programme()
    kept("Of Aktobe.\n", by=lambda: somebody("aktobe-coordinator", Role.COORDINATOR, "HRC-15"))
    assert narrative(started()).startswith("## ")


def test_the_office_s_templates_are_listed_in_a_few_questions(django_assert_max_num_queries) -> None:
    kept("First.\n")
    newest, ours = kept("Second.\n"), office()
    with django_assert_max_num_queries(2):  # the templates, and the roles of who kept them
        rows = reports.templates_of(ours)
        found = {(row.kind.value, row.language): row.kept and row.kept.kept_by for row in rows}
    assert len(rows) == 9
    assert found["quarterly", "en"] == newest.kept_by
    assert found["annual", "kk"] is None


@pytest.mark.parametrize("name", ["no-such", "risk", "RISKS", "risks()", "", "__class__", "summary_figures"])
def test_refuses_an_insert_that_there_is_not_and_names_its_line(name: str) -> None:
    with pytest.raises(InsertUnknown) as refused:
        kept(f"## Risks\n\n{{{{ risks }}}}\n\n{{{{ {name} }}}}\n")
    assert refused.value.facts == {"name": name, "line": 5}


def test_an_insert_may_stand_close_to_its_braces() -> None:
    kept("{{risks}} {{  lessons  }}\n")


@pytest.mark.parametrize("kind", ["page", "weekly", ""])
def test_refuses_a_kind_that_has_no_template(kind: str) -> None:
    with pytest.raises(NoSuchKind):
        kept(kind=kind)
    with pytest.raises(NoSuchKind):
        reports.built_in_template(kind, "en")


def test_refuses_a_language_that_reports_are_not_written_in() -> None:
    with pytest.raises(NoSuchLanguage):
        kept(language="de")


def test_refuses_an_empty_template() -> None:
    with pytest.raises(NothingWritten):
        kept("  \n")


def test_refuses_a_template_that_is_too_large() -> None:
    with pytest.raises(NarrativeTemplateTooLarge):
        kept("x" * 50_001)


@pytest.mark.parametrize("somebody_else", [marat, gulnara, viktor, bolat, dana])
def test_refuses_whoever_publishes_no_reports(somebody_else) -> None:
    with pytest.raises(NotPermitted):
        kept(by=somebody_else)


def test_keeping_is_one_entry() -> None:
    aigul()
    before = ledger.heads().get("HRC", 0)
    kept()
    assert ledger.heads()["HRC"] == before + 1


def restyled(word: str) -> bytes:
    """The Word template of the house with a paragraph more, by which it is known."""
    document = Document(io.BytesIO(reports.default_word_template()))
    document.paragraphs[0].insert_paragraph_before(word)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def word_kept(word: str, kind: str = "") -> None:
    reports.keep_word_template(account=aigul(), name="template.docx", content=restyled(word), kind=kind)


def test_a_report_is_written_in_the_word_template_of_its_kind() -> None:
    programme()
    word_kept("OF QUARTERS", "quarterly")
    word_kept("OF ALL")
    assert "OF QUARTERS" in text_of(reports.word(published(started())))
    assert "OF ALL" in text_of(reports.word(published(started(kind="annual", period="2022"))))


def test_the_newest_word_template_of_a_kind_counts() -> None:
    word_kept("FIRST", "final")
    word_kept("SECOND", "final")
    found = reports.word_template(office(), "final")
    assert found is not None
    assert "SECOND" in text_of(bytes(found.content))
    assert reports.word_template(office(), "annual") is None


def test_refuses_a_word_template_of_a_kind_that_there_is_not() -> None:
    with pytest.raises(NoSuchKind):
        word_kept("X", "weekly")


def test_refuses_what_is_no_word_template_for_a_kind() -> None:
    with pytest.raises(TemplateNotWord):
        reports.keep_word_template(account=aigul(), name="x.docx", content=b"no", kind="annual")
