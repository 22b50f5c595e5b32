"""What is no readable plan is refused with a sentence, whatever it is called."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import docx
import pypdf
import pytest
import typst

from tests.rooms.plans.reading.made import PLAN, RESULTS, as_docx, as_pdf
from tirek.bounded import FileTooCostly
from tirek.plans import errors
from tirek.plans.reading import read, read_bounded, read_plan
from tirek.plans.reading.readers import archive
from tirek.refusals import Refusal

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 80


def zipped(members: dict[str, bytes], base: bytes | None = None) -> bytes:
    out = BytesIO(base or b"")
    with zipfile.ZipFile(out, "a" if base else "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def with_document_xml(xml: bytes) -> bytes:
    """This function will make a Word file with another inside."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(as_docx("Title: x"))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, xml if member == "word/document.xml" else old.read(member))
    return out.getvalue()


def locked_pdf(password: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.append(BytesIO(as_pdf(PLAN.read_text())))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_it_works() -> None:
    with pytest.raises(errors.WrongFileType) as refused:
        read(PNG, "plan.docx")
    assert str(refused.value) == "plan.docx is, by its content, PNG and not a document that can be read."
    assert refused.value.hint


@pytest.mark.parametrize("content", [b"", b"\n \t\r\n", b"\x00" * 10])
def test_refuses_an_empty_file(content: bytes) -> None:
    with pytest.raises(errors.EmptyFile):
        read(content, "plan.txt")


def test_refuses_a_hundred_megabytes() -> None:
    with pytest.raises(errors.FileTooLarge) as refused:
        read(b"x" * (100 * 1024 * 1024), "plan.txt")
    assert "100 MB" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (EXE, "EXE"),
        (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 20, "ELF"),
        (b"{\\rtf1\\ansi Plan}", "RTF"),
        (b"<!DOCTYPE html><html><body>Project Title: x</body></html>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "DOC/XLS/PPT"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "XLSX"),
        (zipped({"a.txt": b"a"}), "ZIP"),
        (random.Random(7).randbytes(4000), "binary"),
    ],
)
def test_refuses_a_wrong_type_by_its_content(content: bytes, found: str) -> None:
    with pytest.raises(errors.WrongFileType) as refused:
        read(content, "plan.docx")
    assert refused.value.facts["found"] == found


def test_refuses_an_encrypted_word_file() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(errors.EncryptedFile):
        read(content, "plan.docx")


def test_refuses_an_encrypted_pdf() -> None:
    with pytest.raises(errors.EncryptedFile):
        read(locked_pdf("secret"), "plan.pdf")


def test_reads_a_pdf_that_only_forbids_printing() -> None:
    plan = read(locked_pdf(""), "plan.pdf")
    assert plan.cover.award_id
    assert plan.cover.award_id.text == "00143776"


def test_refuses_a_results_page_as_no_plan() -> None:
    with pytest.raises(errors.NotAPlan):
        read(RESULTS.read_bytes(), RESULTS.name)


def test_refuses_a_letter_with_one_word_of_a_cover() -> None:
    with pytest.raises(errors.NotAPlan):
        read(b"Dear Sir,\n\nCountry: Kazakhstan\n\nWe thank you for your letter.\n", "letter.txt")


def test_refuses_a_pdf_of_pictures() -> None:
    with pytest.raises(errors.NoTextInFile):
        read(typst.compile(b"#rect(width: 5cm, height: 5cm)"), "scan.pdf")


def test_refuses_a_word_file_without_text() -> None:
    out = BytesIO()
    docx.Document().save(out)
    with pytest.raises(errors.NoTextInFile):
        read(out.getvalue(), "plan.docx")


@pytest.mark.parametrize("make", [as_docx, as_pdf])
def test_refuses_half_a_file(make: type[bytes]) -> None:
    content = make(PLAN.read_text())  # type: ignore[arg-type]
    with pytest.raises(errors.MalformedFile):
        read(content[: len(content) // 3], "plan")


def test_refuses_broken_xml_in_a_word_file() -> None:
    with pytest.raises(errors.MalformedFile):
        read(with_document_xml(b"<w:document><w:body>"), "plan.docx")


def test_refuses_a_bomb_by_what_it_declares() -> None:
    content = zipped({"word/media/picture.bin": b"\x00" * (archive.LARGEST_MEMBER + 1)}, as_docx("Title: x"))
    assert len(content) < 200_000
    with pytest.raises(errors.FileBomb):
        read(content, "plan.docx")


def test_refuses_a_bomb_of_many_members() -> None:
    part = b"\x00" * (10 * 1024 * 1024)
    content = zipped({f"word/media/{number}.bin": part for number in range(11)}, as_docx("Title: x"))
    with pytest.raises(errors.FileBomb):
        read(content, "plan.docx")


def test_refuses_a_small_file_that_grows_too_steeply() -> None:
    xml = b"<w:p>" * 2_000_000
    with pytest.raises(errors.FileBomb):
        read(with_document_xml(xml), "plan.docx")


def test_never_opens_an_archive_inside_the_archive() -> None:
    inner = zipped({"zeros": b"\x00" * (30 * 1024 * 1024)})
    outer = zipped({"word/embeddings/inner.zip": zipped({"inner.zip": inner})}, as_docx(PLAN.read_text()))
    assert read(outer, "plan.docx").work_plan


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refuses_xml_entities(encoding: str) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY l0 "lol">{lol}]><d>&l11;</d>'
    with pytest.raises(errors.FileBomb):
        read(with_document_xml(xml.encode(encoding)), "plan.docx")


def test_refuses_what_takes_too_much_memory_or_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_plan, "SECONDS", 1)
    paragraphs = b"<w:p><w:r><w:t>Output and activity</w:t></w:r></w:p>" * 700_000
    namespace = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    noise = random.Random(1).randbytes(2_000_000)  # so that it does not grow too steeply
    content = zipped(
        {"word/media/noise.bin": noise},
        with_document_xml(b"<w:document " + namespace + b"><w:body>" + paragraphs + b"</w:body></w:document>"),
    )
    with pytest.raises(FileTooCostly):
        read_bounded(content, "plan.docx")


def test_gives_the_same_refusal_out_of_the_child() -> None:
    with pytest.raises(errors.EncryptedFile) as refused:
        read_bounded(locked_pdf("secret"), "plan.pdf")
    assert refused.value.facts == {"name": "plan.pdf"}


@pytest.mark.parametrize("make", [as_docx, as_pdf])
def test_reads_the_same_in_the_child(make: type[bytes]) -> None:
    content = make(PLAN.read_text())  # type: ignore[arg-type]
    assert read_bounded(content, "plan") == read(content, "plan")


def test_every_refusal_has_a_sentence_a_hint_and_an_id_of_its_own() -> None:
    kinds = [kind for name in errors.__all__ if issubclass(kind := getattr(errors, name), Refusal)]
    assert len({kind.id for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert kind.sentence
        assert kind.hint
        assert kind.id == kind.id.lower()
