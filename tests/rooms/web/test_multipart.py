"""A post of several parts is taken whole or not at all: cut at any byte, it is refused."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.forms.posts import BOUNDARY, TYPE, a_file, part, the_answers, whole
from tirek.web.errors import AnswersMissing, PostTooLarge, PostUnreadable
from tirek.web.multipart import LARGEST, Part, answers_and_files, parts_of, read_parts

XML = b"<data/>"


def test_it_works() -> None:
    body = whole(the_answers(XML), a_file("a.jpg", b"\xff"), part('form-data; name="*isIncomplete*"', b"yes"))
    assert parts_of(body, BOUNDARY) == [
        Part("xml_submission_file", "visit.xml", "text/xml", XML),
        Part("a.jpg", "a.jpg", "image/jpeg", b"\xff"),
        Part("*isIncomplete*", None, "", b"yes"),
    ]


@given(content=st.binary(max_size=300), other=st.binary(max_size=30))
def test_whatever_a_file_holds_comes_as_it_was(content: bytes, other: bytes) -> None:
    body = whole(a_file("a", content), a_file("b", other))
    if f"\r\n--{BOUNDARY}".encode() not in b"\r\n" + content + b"\r\n" + other:
        assert [each.content for each in parts_of(body, BOUNDARY)] == [content, other]


@pytest.mark.parametrize("content", [b"", b"\r\n", b"--", f"\n--{BOUNDARY}--".encode(), b"\r", b"a\r\n\r\nb"])
def test_what_looks_like_an_end_and_is_none_is_content(content: bytes) -> None:
    (found,) = parts_of(whole(a_file("a", content)), BOUNDARY)
    assert found.content == content


def test_cut_off_at_any_byte_it_is_refused() -> None:
    body = whole(the_answers(XML), a_file("a.jpg", b"\xff\x00"), part('form-data; name="*isIncomplete*"', b"yes"))
    end = len(body) - len("\r\n")  # the line's end behind the last boundary is not needed
    for cut in range(end):
        with pytest.raises(PostUnreadable):
            parts_of(body[:cut], BOUNDARY)
    assert len(parts_of(body[:end], BOUNDARY)) == 3


@given(body=st.binary(max_size=200))
def test_nothing_else_than_a_refusal_comes_of_noise(body: bytes) -> None:
    for content in (body, b"--" + BOUNDARY.encode() + body, whole(body), whole(part("form-data", body))):
        try:
            parts_of(content, BOUNDARY)
        except PostUnreadable:
            continue


@pytest.mark.parametrize(
    ("disposition", "name", "filename"),
    [
        ('form-data; name="a"; filename="b"', "a", "b"),
        ('form-data; filename="b"; name="a"', "a", "b"),
        ("form-data; name=a; filename=b", "a", "b"),
        ('FORM-DATA; NAME="a"; FILENAME="b"', "a", "b"),
        ('form-data; name="a"; filename="Қамау орны.jpg"', "a", "Қамау орны.jpg"),
        ("form-data; name=\"a\"; filename*=UTF-8''%D2%9A.jpg", "a", "Қ.jpg"),
        ('form-data; name="a"; filename="say \\"b\\".jpg"', "a", 'say "b".jpg'),
        ('form-data; name="a"; filename="a;b.jpg"', "a", "a;b.jpg"),
        ('form-data; name="a"; filename="a&amp;b.jpg"', "a", "a&amp;b.jpg"),
        ('form-data; name="a"; filename=""', "a", ""),
        ('form-data; name="a"', "a", None),
        ('form-data; name="a"; filename="../b"', "a", "../b"),
    ],
)
def test_names_are_read_in_any_order_and_script(disposition: str, name: str, filename: str | None) -> None:
    (found,) = parts_of(whole(part(disposition, b"x")), BOUNDARY)
    assert (found.name, found.filename) == (name, filename)


@pytest.mark.parametrize(
    "wrong",
    [
        a_file("a", f"--{BOUNDARY}x".encode()),  # whoever writes posts takes a boundary that is not in what they hold
        part("attachment; name=a", b""),
        part("form-data", b""),
        part('form-data; name=""', b""),
        part("form-data; name=\"a\"; filename*=no-such-set''x", b""),
        part('form-data; name="a"', b"eA==", "Content-Transfer-Encoding: base64"),
        part('form-data; name="a"', b"x", "no colon"),
        part('form-data; name="a"', b"x", "X-Long: " + "x" * 9000),
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=a\r\nx\r\n".encode(),
        f"--{BOUNDARY}\r\nContent-Type: text/xml\r\n\r\nx\r\n".encode(),
        f'--{BOUNDARY}\nContent-Disposition: form-data; name="a"\n\nx\n'.encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="\xff"\r\n\r\nx\r\n'.encode("latin-1"),
        b"before\r\n",
    ],
)
def test_a_part_that_is_not_understood_is_not_passed_over(wrong: bytes) -> None:
    if wrong == b"before\r\n":  # what stands before the first boundary is no part (RFC 2046)
        assert len(parts_of(wrong + whole(a_file("a", b"")), BOUNDARY)) == 1
        return
    with pytest.raises(PostUnreadable):
        parts_of(whole(the_answers(XML), wrong, a_file("a", b"")), BOUNDARY)


def test_what_follows_the_end_is_refused() -> None:
    body = whole(the_answers(XML))
    for behind in (b"x", body, a_file("a", b"")):
        with pytest.raises(PostUnreadable):
            parts_of(body + behind, BOUNDARY)


@pytest.mark.parametrize("boundary", ["", "x" * 71, "Қ", "a ", "a\n"])
def test_refuses_a_boundary_that_is_none(boundary: str) -> None:
    with pytest.raises(PostUnreadable):
        parts_of(whole(the_answers(XML)), boundary)


def request(body: bytes, kind: str = TYPE, **meta: Any) -> Any:
    found = RequestFactory().post("/collect/submission", data=body, content_type=kind)
    found.META.update(meta)
    return found


def test_reads_the_parts_of_a_request() -> None:
    assert [each.content for each in read_parts(request(whole(the_answers(XML))))] == [XML]


@pytest.mark.parametrize("kind", ["", "text/xml", "multipart/mixed; boundary=x", "multipart/form-data"])
def test_refuses_what_is_no_post_of_parts(kind: str) -> None:
    with pytest.raises(PostUnreadable):
        read_parts(request(whole(the_answers(XML)), kind))


@pytest.mark.parametrize("told", ["-1", "x", "1e3", " ", "+5"])
def test_refuses_a_length_that_is_none(told: str) -> None:
    with pytest.raises(PostUnreadable):
        read_parts(request(whole(the_answers(XML)), CONTENT_LENGTH=told))


@pytest.mark.parametrize("more", [-40, -5, -3])
def test_a_length_that_says_less_than_was_sent_cuts_it_off(more: int) -> None:
    body = whole(the_answers(XML))
    with pytest.raises(PostUnreadable):
        read_parts(_limited(body, len(body) + more))


def test_a_length_that_says_more_than_was_sent_is_refused() -> None:
    body = whole(the_answers(XML))
    with pytest.raises(PostUnreadable):
        read_parts(_limited(body, len(body) + 5))


def _limited(body: bytes, length: int) -> Any:
    """A request as the application server gives it, which reads no more than was told."""
    import io

    from django.core.handlers.wsgi import WSGIRequest

    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST", CONTENT_TYPE=TYPE, CONTENT_LENGTH=str(length), **{"wsgi.input": io.BytesIO(body)}
    )
    return WSGIRequest(environ)


def test_a_body_in_chunks_ends_where_it_ends() -> None:
    body = whole(the_answers(XML))
    chunked = _limited(body, 0)
    chunked.META.update(CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert [each.content for each in read_parts(chunked)] == [XML]
    unsaid = _limited(body, 0)
    unsaid.META.update(CONTENT_LENGTH="")
    with pytest.raises(PostUnreadable):
        read_parts(unsaid)


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(PostTooLarge):
        read_parts(_limited(b"", LARGEST + 1))


def test_the_answers_and_the_files_among_the_parts() -> None:
    parts = [
        Part("csrfmiddlewaretoken", None, "", b"x"),
        Part("xml_submission_file", None, "", XML),
        Part("a.jpg", "b.jpg", "image/jpeg", b"1"),
        Part("c.jpg", None, "image/jpeg", b"2"),
        Part("empty", "", "application/octet-stream", b""),
    ]
    assert answers_and_files(parts) == (XML, [("b.jpg", "image/jpeg", b"1"), ("c.jpg", "image/jpeg", b"2")])


@pytest.mark.parametrize("times", [0, 2])
def test_answers_come_once(times: int) -> None:
    with pytest.raises(AnswersMissing):
        answers_and_files([Part("xml_submission_file", "a", "", XML)] * times)


def test_a_file_of_many_bytes_is_taken_apart_at_once() -> None:
    content = os.urandom(8 * 1024 * 1024)
    (found,) = parts_of(whole(a_file("film.mp4", content)), BOUNDARY)
    assert found.content == content
