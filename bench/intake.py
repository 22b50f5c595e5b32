"""How many answered forms come in: real server, real database that waits for its disk, clients that send without pause.

`python -m bench.intake` measures this house. `--peer URL` measures another server by the same clients, at the address
to which OpenRosa clients post (of ODK Central: …/v1/key/TOKEN/projects/1/submission); the form to publish there first
is written by `--form-to FILE`.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import hashlib
import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from bench.database import fresh
from bench.measuring import _stat, machine

PORT = 8765
BOUNDARY = "----bench"
PROMISES = {250: (50, 1.0), 5000: (12, None)}
"""By number of questions: how many a second are promised, and the seconds within which 95 of 100 are answered."""


@dataclass
class Target:
    """Where to send, and how to sign."""

    url: str
    key: str = ""
    secret: str = ""

    def headers(self) -> dict[str, str]:
        """This method will give what each post carries."""
        found = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "X-OpenRosa-Version": "1.0"}
        if self.key:
            found["Authorization"] = "Basic " + base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()
        return found


@dataclass
class Sent:
    """What happened: the digest of each acknowledged form by its number, the seconds of each post, what failed."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def run() -> None:
    """This function will measure this house with forms of 250 and of 5,000 questions."""
    measure((250, 5000), seconds=60, clients=8)


def main() -> None:
    """This function will measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, action="append", help="of the form; default: 250 and 5000")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--clients", type=int, default=8, help="that send at once; default: 8")
    parser.add_argument("--peer", metavar="URL", help="send there instead; the form must be published there")
    parser.add_argument("--peer-user", default="", help="for HTTP Basic; the password is read from PEER_PASSWORD")
    parser.add_argument("--form-to", type=Path, metavar="FILE", help="write the form as an XForm, and do nothing else")
    options = parser.parse_args()
    asked = tuple(options.questions or (250, 5000))
    print(f"# Intake, measured on {machine()}")
    if options.form_to:
        options.form_to.write_bytes(xform(asked[0]))
    elif options.peer:
        target = Target(options.peer, options.peer_user, os.environ.get("PEER_PASSWORD", ""))
        for questions in asked:
            tell(questions, send(target, questions, options.seconds, options.clients), options.seconds)
    else:
        measure(asked, options.seconds, options.clients)


def measure(asked: tuple[int, ...], seconds: int, clients: int) -> None:
    """This function will serve the house from a database of its own, send to it, and look for all that it promised."""
    with fresh(), contextlib.ExitStack() as stack:
        _say_how_it_commits()
        issued = furnish(asked)
        server = stack.enter_context(serving())
        target = Target(f"http://127.0.0.1:{PORT}/collect/submission", str(issued.device.pk), issued.secret)
        for questions in asked:
            spent, began = _spent(server), time.process_time()
            sent = send(target, questions, seconds, clients)
            spent, own = _spent(server) - spent, time.process_time() - began
            tell(questions, sent, seconds)
            each = 1000 / max(len(sent.acknowledged), 1)
            print(f"processors: {spent * each:.1f} ms a form for the house, {own * each:.1f} ms for its clients")
            find(sent)


def furnish(asked: tuple[int, ...]) -> Any:
    """This function will install a form for each number of questions, and issue a device."""
    from django.utils import timezone

    from tirek import forms
    from tirek.command.places import country_folder
    from tirek.directory import Account, Office, Role, load_country, open_account
    from tirek.ledger import Event, entry
    from tirek.packs import Access, Edition, Mechanism, PackForm, fields_as_json
    from tirek.xlsforms import Field

    load_country(folder=country_folder("kazakhstan"))
    office = Office.objects.get(pk="HRC-15")
    roles = frozenset({Role.SUPERVISOR})
    open_account(username="head", password="a-password-of-the-bench", office=office, roles=roles, language="en")
    head = Account.objects.select_related("office").get(username="head")
    with entry(event=Event("bench-installed", "Installed."), office=office.pk, by=str(head.pk)) as trace:
        mechanism = trace.store(Mechanism(code="bench"))
        titles = {f"title_{language}": "Bench" for language in ("en", "ru", "kk")}
        edition = Edition(mechanism=mechanism, number=1, version="1", installed_by=head, installed_at=timezone.now())
        vars(edition).update(titles, entered_position=trace.position)
        trace.store(edition)
        for questions in asked:
            fields = [Field(f"q{number}", "text", {"en": f"Question {number}"}) for number in range(questions)]
            named = {"form_id": form_id(questions), "version": "1", "path": f"forms/{form_id(questions)}.md"}
            shown: dict[str, Any] = {"titles": {"en": "Bench"}, "languages": ["en"], "media": []}
            compiled = {"xform": xform(questions), "fields": fields_as_json(fields)}
            form = trace.store(PackForm(edition=edition, **named, **shown, **compiled))
            trace.store(Access(form=form, role="officer", sees=True, does=["fill", "read"]))
    return forms.issue_device(account=head, office=office, name="Bench")


@contextlib.contextmanager
def serving() -> Iterator[int]:
    """This function will serve the house as `tirek serve` does: two processes, and the reading beside them."""
    command = [sys.executable, "-m", "tirek.command", "serve", "--port", str(PORT), "--workers", "2"]
    server = subprocess.Popen(command, env=os.environ, start_new_session=True)
    try:
        _wait()
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def _spent(server: int) -> float:
    """The seconds that processors spent on the house: its server with all that it started, and its database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    database = _stat(backend)[PARENT]
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            found = _stat(int(process.name))
            ours = database in (int(process.name), found[PARENT])
            if ours or found[SESSION] == server:
                ticks += sum(found[SPENT]) + (sum(found[OF_CHILDREN]) if int(process.name) == database else 0)
    return ticks / os.sysconf("SC_CLK_TCK")


PARENT, SESSION, SPENT, OF_CHILDREN = 1, 3, slice(11, 13), slice(13, 15)
"""Where /proc/…/stat has them behind the state, as `bench.measuring` reads it."""


def _wait() -> None:
    for _attempt in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5):
            return
        time.sleep(0.2)
    raise SystemExit("The server did not start.")


def send(target: Target, questions: int, seconds: int, clients: int) -> Sent:
    """This function will send answered forms from many clients, each the next as soon as the last is answered."""
    sent, lock = Sent(), threading.Lock()
    until = time.perf_counter() + seconds

    def client() -> None:
        parts = urlsplit(target.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.netloc, timeout=60)
        path, headers = parts.path + (f"?{parts.query}" if parts.query else ""), target.headers()
        while time.perf_counter() < until:
            number = f"uuid:{uuid4()}"
            xml = answers(questions, number)
            began = time.perf_counter()
            try:
                connection.request("POST", path, body=post(xml), headers=headers)
                response = connection.getresponse()
                said, status = response.read(), response.status
            except (OSError, http.client.HTTPException) as fault:
                said, status = repr(fault).encode(), 0
                connection.close()
            with lock:
                sent.seconds.append(time.perf_counter() - began)
                if status in (201, 202):
                    sent.acknowledged[number] = hashlib.sha256(xml).hexdigest()
                else:
                    sent.failed.append(f"{status} {said[:200]!r}")

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sent


def find(sent: Sent) -> None:
    """This function will look in the database for each acknowledged form, byte for byte by its SHA-256."""
    from tirek import forms
    from tirek.forms.seals import content_of, key_of

    found = {}
    wanted = forms.Submission.objects.filter(instance_id__in=list(sent.acknowledged))
    for submission in wanted.iterator(chunk_size=200):
        content = content_of(submission, key_of(submission))
        found[submission.instance_id] = hashlib.sha256(content).hexdigest()
    lost = [number for number, digest in sent.acknowledged.items() if found.get(number) != digest]
    there, all_of_them = len(sent.acknowledged) - len(lost), len(sent.acknowledged)
    print(f"found afterwards, byte for byte: {there:,} of {all_of_them:,}  {_verdict(not lost)}")


def tell(questions: int, sent: Sent, seconds: int) -> None:
    """This function will print what was measured beside what is promised."""
    rate = len(sent.acknowledged) / seconds
    times = sorted(sent.seconds)
    p95 = times[int(len(times) * 0.95)]
    promised, within = PROMISES.get(questions, (0, None))
    size = len(answers(questions, f"uuid:{uuid4()}"))
    print(f"\n## {questions:,} questions ({size / 1024:.0f} KB), {seconds} s")
    print(f"acknowledged a second: {rate:.1f} (promised {promised})  {_verdict(rate >= promised)}")
    print(f"not acknowledged: {len(sent.failed)}  {_verdict(not sent.failed)}  {' '.join(sent.failed[:3])}")
    limit = "" if within is None else f" (limit {within:.0f} s)  {_verdict(p95 <= within)}"
    middle, worst = statistics.median(times) * 1000, times[-1] * 1000
    print(f"answered after: median {middle:.0f} ms, p95 {p95 * 1000:.0f} ms, worst {worst:.0f} ms{limit}")


def _verdict(fine: bool) -> str:
    return "ok" if fine else "MISSED"


def _say_how_it_commits() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for name in ("server_version", "fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            print(f"{name} {cursor.fetchone()[0]}", end="  ")
    print()


def form_id(questions: int) -> str:
    """This function will name the form of so many questions."""
    return f"bench-{questions}"


def answers(questions: int, number: str) -> bytes:
    """This function will fill a form."""
    told = "".join(f"<q{each}>answer {each} of a person</q{each}>" for each in range(questions))
    head = f'<data id="{form_id(questions)}" version="1" xmlns:orx="http://openrosa.org/xforms">'
    return f"{head}{told}<orx:meta><orx:instanceID>{number}</orx:instanceID></orx:meta></data>".encode()


def post(xml: bytes) -> bytes:
    """This function will write the post of an answered form."""
    disposition = 'Content-Disposition: form-data; name="xml_submission_file"; filename="answers.xml"'
    head = f"--{BOUNDARY}\r\n{disposition}\r\nContent-Type: text/xml\r\n\r\n".encode()
    return head + xml + f"\r\n--{BOUNDARY}--\r\n".encode()


def xform(questions: int) -> bytes:
    """This function will write the form."""
    nodes = "".join(f"<q{each}/>" for each in range(questions))
    binds = "".join(f'<bind nodeset="/data/q{each}" type="string"/>' for each in range(questions))
    asked = "".join(f'<input ref="/data/q{each}"><label>Question {each}</label></input>' for each in range(questions))
    return (
        '<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Bench</h:title><model><instance>'
        f'<data id="{form_id(questions)}" version="1">{nodes}<orx:meta><orx:instanceID/></orx:meta></data></instance>'
        f'{binds}<bind nodeset="/data/orx:meta/orx:instanceID" type="string" preload="uid"/></model></h:head>'
        f"<h:body>{asked}</h:body></h:html>"
    ).encode()


if __name__ == "__main__":
    main()
