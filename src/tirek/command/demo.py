"""`tirek demo`: a database of our own, the programme taken in as a document, pages served, logins printed."""

from __future__ import annotations

import argparse
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from tirek.command.failures import FINE
from tirek.command.house import open_house
from tirek.command.serve import background, pages, refuse_taken
from tirek.command.verbs import Commands, verb

if TYPE_CHECKING:
    from tirek.command.programme_year import Hands

LOGINS = {
    "coordinator": ("HRC", "coordinator"),
    "monitoring": ("HRC", "monitoring-officer"),
    "finance": ("HRC", "finance-officer"),
    "viewer": ("HRC", "viewer"),
    "auditor": ("HRC", "auditor"),
    "reviewer": ("HRC", "reviewer"),
    "donor": ("HRC", "donor"),
    "aktobe": ("HRC-15", "monitoring-officer"),
    "officer": ("HRC-15", "officer"),
    "supervisor": ("HRC-15", "supervisor"),
    "monitor": ("HRC", "monitor"),
    "administrator": ("HRC", "administrator"),
    "analyst": ("HRC", "analyst"),
}
MECHANISMS = ("complaints", "preventive-visits", "police-services")


def add_to(commands: Commands) -> None:
    """This function will add the verb."""
    about = "Start a demonstration: its own database, the Kazakhstan programme taken in, pages at a printed address."
    demo_verb = verb(commands, "demo", demo, about, reading=False)
    demo_verb.add_argument("--plan", type=Path, metavar="FILE", help="take in this plan in place of the one retold")
    demo_verb.add_argument("--port", type=int, default=8000, help="default: 8000")
    demo_verb.add_argument("--load-only", action="store_true", help="make ready, and serve nothing")
    demo_verb.add_argument(
        "--fill", action="store_true", help="fill the database that DATABASE_URL names, and do nothing else"
    )


def demo(options: argparse.Namespace) -> int:
    """This function will make the demonstration ready, serve it, and stop all of it at the end."""
    from tirek import embedded

    if options.fill:
        open_house()
        _fill(options.plan)
        return FINE
    if not options.load_only:
        refuse_taken(options.port)
    server = embedded.serving()
    os.environ.update(server.environment() | {"TIREK_DEMO": "1"})
    os.environ.setdefault("TIREK_PUBLIC_URL", f"http://127.0.0.1:{options.port}")
    try:
        _make_ready(options.plan)
        return FINE if options.load_only else _serve(options.port)
    except KeyboardInterrupt:
        return FINE
    finally:
        if server.started_here:
            embedded.stop()
            print("Stopped.")


def _make_ready(plan: Path | None) -> None:
    _migrate()
    import django

    django.setup()
    from tirek.directory import Account

    if not Account.objects.exists():
        _fill(plan)
    elif plan:
        _take_in(plan)


def _migrate() -> None:
    """In a process of its own: this one must only ever know the role that may not change tables."""
    import subprocess
    import sys

    from tirek.command.errors import DatabaseNotReady

    done = subprocess.run(
        [sys.executable, "-m", "tirek.command", "migrate"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DatabaseNotReady(reason=done.stderr.strip())


def _fill(plan: Path | None) -> None:
    from django.db import transaction

    from tirek.command import programme_folder, programme_year
    from tirek.command.places import country_folder, mechanism_folder, programme_folder_of
    from tirek.directory import Account, Office, Role, load_country, open_account
    from tirek.packs import install_pack

    folder = programme_folder_of("kazakhstan-2022")
    with transaction.atomic():
        load_country(folder=country_folder("kazakhstan"), with_synthetic=True)
        for username, (office, role) in LOGINS.items():
            open_account(
                username=username,
                password=_password(),
                office=Office.objects.get(pk=office),
                roles=frozenset({Role(role)}),
                language="en",
            )
        administrator = Account.objects.get(username="administrator")
        for name in MECHANISMS:
            made = install_pack(account=administrator, folder=mechanism_folder(name))
            print(f"Mechanism {made.mechanism.code}, version {made.version}")
        coordinator = Account.objects.get(username="coordinator")
        programme = programme_folder.take_in(
            account=coordinator, plan=plan or folder / "plan.md", synthetic=True, say=print
        )
        if programme.code == "00143776":  # the evidence that was made up is for this programme's activities
            programme_folder.load(account=coordinator, programme=programme, folder=folder, say=print)
            year = programme_year.Year(programme, folder / "year", _hands())
            programme_year.live_through(year, say=print)
            programme_year.report(year, say=print)
            programme_folder.publish(account=coordinator, programme=programme, folder=folder, say=print)
    _answer(folder / "answers.yaml")


def _answer(answers: Path) -> None:
    """Each answered form is on disk before the next: none of them is part of a larger transaction."""
    from tirek.command import synthetic_answers, synthetic_cases, synthetic_studies
    from tirek.directory import Account

    senders = Account.objects.select_related("office").filter(username__in=("officer", "monitor")).order_by("-username")
    print(f"Answered forms: {synthetic_answers.send(answers, list(senders))}")
    supervisor = Account.objects.select_related("office").get(username="supervisor")
    print(f"Cases opened: {synthetic_cases.open_cases(senders.get(username='officer'), supervisor)}")
    analyst = Account.objects.select_related("office").get(username="analyst")
    print(f"Study begun: {synthetic_studies.study_service(analyst).name}")


def _hands() -> Hands:
    """Those of the demonstration, as a request would find them."""
    from tirek.command.programme_year import Hands
    from tirek.directory import Account

    accounts = {each.username: each for each in Account.objects.select_related("office")}
    return Hands(**{name: accounts[name] for name in ("coordinator", "monitoring", "finance", "reviewer", "donor")})


def _take_in(plan: Path) -> None:
    from tirek.command import programme_folder
    from tirek.directory import Account

    account = Account.objects.get(username="coordinator")
    programme_folder.take_in(account=account, plan=plan, synthetic=True, say=print)


def _password() -> str:
    """The password of the demonstration, the same for all logins, kept beside its database."""
    from tirek import embedded

    if given := os.environ.get("TIREK_DEMO_PASSWORD"):
        return given
    path = embedded.data_directory() / "demo-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"tirek-{secrets.token_hex(4)}")
    return path.read_text()


def _serve(port: int) -> int:
    with background():
        return pages(port, 2, when_ready=_tell_where)


def _tell_where() -> None:
    print(f"\nTirek is at {os.environ['TIREK_PUBLIC_URL']}")
    print(f"Sign in as one of: {', '.join(LOGINS)}. Password of each: {_password()}")
    print("Everything in it is synthetic. Ctrl-C stops it.\n", flush=True)
