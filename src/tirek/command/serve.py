"""`tirek serve` and `tirek worker`: the pages, and what runs in the background."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tirek.command.errors import PortTaken
from tirek.command.failures import FINE
from tirek.command.house import open_house
from tirek.command.verbs import Commands, verb

PATIENCE_SECONDS = 20


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    serving = verb(commands, "serve", serve, "Serve the pages, and run the background work beside them.", reading=False)
    serving.add_argument("--port", type=int, default=8000, help="default: 8000")
    serving.add_argument("--workers", type=int, default=2, help="processes; default: 2")
    verb(commands, "worker", worker, "Run the background work alone.", reading=False)


def serve(options: argparse.Namespace) -> int:
    """This function will serve the pages until it is told to stop."""
    open_house()
    with background():
        return pages(options.port, options.workers)


def worker(options: argparse.Namespace) -> int:
    """This function will run the background work until it is told to stop."""
    open_house()
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--concurrency=2", "--delete-jobs=successful", skip_checks=True)
    return FINE


def pages(port: int, workers: int, *, when_ready: Callable[[], None] = lambda: None) -> int:
    """This function will run the application server on this machine until it is told to stop. Raises PortTaken.

    `when_ready` is called once the port answers: who is told an address may follow it at once.
    """
    refuse_taken(port)
    command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "4", "--log-level", "warning", "--no-ws"]
    command += ["--workers-kill-timeout", "5"]  # one that is told to stop while it starts may not hear it
    command.append("tirek.web.wsgi:application")
    with running(command) as server:
        while server.poll() is None and not answers(port):
            time.sleep(0.1)
        if server.poll() is None:
            when_ready()
        return server.wait()


def refuse_taken(port: int) -> None:
    """This function will refuse a port on which something answers (`PortTaken`): the two would share its visitors."""
    if answers(port):
        raise PortTaken(port=port)


def answers(port: int) -> bool:
    """This function will tell whether something on this machine takes a connection at a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def background() -> Iterator[None]:
    """This function will run the background work beside what is done within, and end it with it, asked or told to."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(FINE))
    with running(["tirek.command", "worker"]):
        yield


@contextmanager
def running(module: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """This function will run a Python module beside what is done within, and end it with it, however that ends.

    It is asked first, and has time to end its own: a server that is killed leaves the processes that it started.
    """
    started = subprocess.Popen([sys.executable, "-m", *module], env=os.environ)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            started.kill()
