"""The pages of mechanisms: a booklet for everybody, changes for the administrator, a verdict by a second person."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import aigul, asel, dana, gulnara, ruslan
from tests.mechanism import SMALL, small, visits
from tirek import packs
from tirek.directory import Account
from tirek.packs import Edition
from tirek.packs.workbook import write_workbook

pytestmark = pytest.mark.django_db
__all__ = ["small", "visits"]


def client(account: Account) -> Client:
    made = Client()
    made.force_login(account)
    return made


def page(account: Account, name: str, *args: object, status: int = 200) -> str:
    response = client(account).get(reverse(f"mechanisms:{name}", args=args))
    assert response.status_code == status
    return unescape(response.content.decode())


def shown_change(account: Account, path: str, content: str, note: str = "A reason") -> str:
    response = client(account).post(
        reverse("mechanisms:change-file", args=("small", path)),
        {"content": content.replace("\n", "\r\n"), "note": note},
    )
    return unescape(response.content.decode())


def kept(account: Account, shown: str) -> str:
    """What the page that shows a change sends on; gives the address that it leads to."""
    fields = dict(re.findall(r'name="(carried|base|note)" value="([^"]*)"', shown))
    assert set(fields) == {"carried", "base", "note"}
    response = client(account).post(reverse("mechanisms:keep", args=("small",)), fields)
    return response["Location"] if response.status_code == 302 else f"{response.status_code}"


def who() -> str:
    return (SMALL / "who.csv").read_text("utf-8")


def test_the_list_is_empty_at_first_and_then_leads_to_each(db: None) -> None:
    assert "No mechanism is installed yet" in page(aigul(), "index")
    packs.install_pack(account=ruslan(), folder=SMALL)
    assert 'href="/mechanisms/small/"' in page(aigul(), "index")


def test_a_booklet_says_who_sees_what_in_the_language_of_the_page(small: Edition) -> None:
    told = page(asel(), "mechanism", "small")
    assert "Хабарламалар" in told  # she reads Kazakh
    told = page(aigul(), "mechanism", "small")
    assert "Every answer but: who somebody is, how to reach somebody" in told
    assert "Fill in and send, read, correct" in told
    assert "The mechanism lists nothing." in told
    assert 'href="/mechanisms/small/editions/1/files/forms/notice.md"' in told


def test_a_real_booklet_is_whole(visits: Edition) -> None:
    told = page(dana(), "mechanism", "preventive-visits")
    assert 'id="clocks"' in told
    assert 'id="ready"' in told
    asked = page(aigul(), "form", "preventive-visits", 1, "visit-checklist")
    assert "Day of the visit, the first if there were several" in asked


def test_what_facts_are_not_verified_is_said_and_counted(visits: Edition) -> None:
    facts = packs.booklet(packs.pack_of(visits), "en").facts
    assert facts
    assert f"{len(facts)} facts that this mechanism rests on have not been verified" in page(
        aigul(), "mechanism", "preventive-visits"
    )


def test_a_file_is_shown_and_given(small: Edition) -> None:
    assert "Rules of the tests, article 2" in page(aigul(), "file", "small", 1, "who.csv")
    assert page(aigul(), "file", "small", 1, "secrets.txt", status=404)
    given = client(aigul()).get(reverse("mechanisms:file", args=("small", 1, "who.csv")), {"download": ""})
    assert given.content == (SMALL / "who.csv").read_bytes()
    assert given["Content-Disposition"].startswith("attachment")


def test_nothing_in_a_text_becomes_html_of_the_page(small: Edition) -> None:
    text = "# Notices\n\n<script>alert(1)</script> [go](javascript:alert(1)) ![x](https://example.org/x.png)\n"
    kept(ruslan(), shown_change(ruslan(), "README.md", text))
    told = client(aigul()).get(reverse("mechanisms:mechanism", args=("small",))).content.decode()
    assert "&lt;script&gt;alert(1)" in told
    assert 'href="javascript' not in told
    assert "<img" not in told.partition("<main")[2]


def test_a_file_is_changed_after_it_was_shown_what_that_changes(small: Edition) -> None:
    shown = shown_change(ruslan(), "who.csv", who().replace("article 1", "article 9"))
    assert "The legal basis for the role officer in the form notice" in shown
    assert packs.edition_in_force("small") == small
    assert kept(ruslan(), shown) == "/mechanisms/small/editions/2/"
    made = packs.edition_in_force("small")
    assert (made.number, made.note) == (2, "A reason")
    assert b"\r" not in packs.files_of(made)["who.csv"]
    assert "The legal basis for the role officer" in page(aigul(), "edition", "small", 2)


def test_two_who_change_at_once_do_not_overwrite_each_other(small: Edition) -> None:
    first = shown_change(ruslan(), "who.csv", who().replace("article 1", "article 9"))
    kept(ruslan(), shown_change(ruslan(), "who.csv", who().replace("article 2", "article 8")))
    assert kept(ruslan(), first) == "409"


def test_every_fault_is_shown_by_file_and_row(small: Edition) -> None:
    told = shown_change(ruslan(), "who.csv", who() + "notice,auditor,all,read,x\nnotice,nobody,all,read,x\n")
    assert "who.csv, row 6, may see" in told
    assert "The role auditor never sees answers, in any mechanism." in told
    assert "There is no role “nobody”." in told
    assert packs.edition_in_force("small") == small


def test_a_table_saved_by_excel_is_taken(small: Edition) -> None:
    saved = "\ufeff" + who().replace("article 1", "article 9").replace("\n", "\r\n")
    file = SimpleUploadedFile("who.csv", saved.encode())
    response = client(ruslan()).post(
        reverse("mechanisms:change-file", args=("small", "who.csv")), {"file": file, "note": "x", "content": ""}
    )
    assert kept(ruslan(), unescape(response.content.decode())) == "/mechanisms/small/editions/2/"
    assert (
        packs.files_of(packs.edition_in_force("small"))["who.csv"] == who().replace("article 1", "article 9").encode()
    )


def test_a_workbook_comes_back_changed(small: Edition) -> None:
    book = client(aigul()).get(reverse("mechanisms:workbook", args=("small", 1)))
    assert book.content[:2] == b"PK"
    files = packs.files_of(small) | {"who.csv": who().replace("article 1", "article 9").encode()}
    file = SimpleUploadedFile("small.xlsx", write_workbook(files))
    response = client(ruslan()).post(reverse("mechanisms:change", args=("small",)), {"workbook": file, "note": "x"})
    shown = unescape(response.content.decode())
    assert "article 9" in shown
    assert kept(ruslan(), shown) == "/mechanisms/small/editions/2/"


def test_refuses_a_file_that_is_no_workbook_of_a_mechanism(small: Edition) -> None:
    file = SimpleUploadedFile("small.xlsx", b"PK\x03\x04")
    response = client(ruslan()).post(reverse("mechanisms:change", args=("small",)), {"workbook": file, "note": "x"})
    assert response.status_code == 422
    assert "cannot be read back" in response.content.decode()


@pytest.mark.parametrize("carried", ["", "x", "eJw=", "eJyLjgUAARUAuQ=="])
def test_refuses_a_change_that_was_never_shown(small: Edition, carried: str) -> None:
    response = client(ruslan()).post(reverse("mechanisms:keep", args=("small",)), {"carried": carried, "base": "1"})
    assert response.status_code == 422
    assert packs.edition_in_force("small") == small


def test_who_sees_what_comes_into_force_by_a_second_person(small: Edition) -> None:
    shown = shown_change(ruslan(), "who.csv", who().replace("all but identity contact", "all but identity"))
    assert "now sees answers that are secret (how to reach somebody)" in shown
    assert "when a coordinator or a reviewer has approved it" in shown
    kept(ruslan(), shown)
    assert "edition 2 waits for a second person" in page(aigul(), "index")
    assert "Your verdict" not in page(ruslan(), "edition", "small", 2)
    assert "verdict" in page(aigul(), "edition", "small", 2)
    address = reverse("mechanisms:review", args=("small", 2))
    assert client(ruslan()).post(address, {"verdict": "approved"}).status_code == 403
    assert client(gulnara()).post(address, {"verdict": "approved"}).status_code == 302
    assert packs.edition_in_force("small").number == 2


def test_whoever_may_not_change_is_offered_nothing_to_change(small: Edition) -> None:
    assert "/mechanisms/small/change/" not in page(aigul(), "mechanism", "small")
    assert "/mechanisms/small/change/" in page(ruslan(), "mechanism", "small")
    page(aigul(), "change", "small", status=403)
