"""Keep a document of a case, sealed with its name, and open it again. Nothing in it is read by the house."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import DocumentEmpty, DocumentTooLarge
from tirek.cases.models import Case, Document
from tirek.cases.permissions import case_for, check_work_on
from tirek.cases.seals import case_key, seal, seal_told, told_in, unseal
from tirek.cases.visibility import sees_names, sight_of
from tirek.directory import Account, NotFound, NotPermitted
from tirek.ledger import entry
from tirek.sealing import KeyErased

MEGABYTES = 25
LONGEST_NAME = 200
LONGEST_SAID = 300


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document without its content. `name` and `said` are empty where the reader sees no names, or it was erased."""

    row: Document
    name: str
    said: str
    erased: bool


def keep_document(*, actor: Account, number: str, name: str, content: bytes, said: str = "") -> Document:
    """This function will keep a file in a case, and what it is in a line.

    Raises `NotFound`, `NotPermitted`, `DocumentEmpty`, `DocumentTooLarge`, `KeyMissing`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_work_on(actor, case)
        if not content:
            raise DocumentEmpty
        if len(content) > MEGABYTES * 1024 * 1024:
            raise DocumentTooLarge(limit=MEGABYTES)
        detail = {"case": case.number}
        with entry(event=events.DOCUMENT_KEPT, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            when = {"kept_by": actor, "kept_at": timezone.now(), "entered_position": trace.position}
            document, key = Document(case=case, size=len(content), **when), case_key(case)
            title = {"name": name.strip()[-LONGEST_NAME:] or "-", "said": said.strip()[:LONGEST_SAID]}
            document.title = seal_told(document, key, "title", title)
            document.content = seal(document, key, "content", content)
            return trace.store(document)


def documents_of(account: Account, case: Case) -> list[ListedDocument]:
    """This function will list the documents of a case as its reader may see them; ask it within `sight_of`.

    Their names are shown only to who sees names: a file is mostly called after a person.
    """
    rows = Document.objects.filter(Document.standing(), case=case).defer("content").select_related("kept_by__office")
    names = sees_names(account, case)
    try:
        key = case_key(case)
    except KeyErased:
        return [ListedDocument(row, "", "", erased=True) for row in rows]
    told = [(row, told_in(row, key, "title") if names else {}) for row in rows]
    return [ListedDocument(row, title.get("name", ""), title.get("said", ""), erased=False) for row, title in told]


def open_document(*, account: Account, number: str, document: UUID) -> tuple[str, bytes]:
    """This function will give the name and content of a document to who sees names in its case, and tell the ledger.

    Raises `NotFound`, `NotPermitted`, `KeyErased`.
    """
    with sight_of(account):
        case = case_for(account, number)
        row = Document.objects.filter(Document.standing(), case=case, pk=document).first()
        if row is None:
            raise NotFound
        if not sees_names(account, case):
            raise NotPermitted(deed="see cases")
        key = case_key(case)
        detail = {"case": case.number}
        with entry(event=events.DOCUMENT_OPENED, office=case.chain, by=str(account.pk), detail=detail):
            return told_in(row, key, "title")["name"], unseal(row, key, "content")
