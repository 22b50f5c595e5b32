"""Run a function on a foreign file in a child process that can be neither slow, nor greedy, nor curious.

The child gets the bytes by pipe, an environment without secrets, and limits on memory and processor time set by
itself before it imports anything that reads files; the parent ends it when the wall clock runs out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import IO, Any

from tirek.refusals import Refusal

Progress = Callable[[int, int, str], None]

KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "TZ")
WALL = 3  # a busy machine may take this many times the processor time
SPOKEN = 1000  # characters of the child's last words that are worth repeating


def gettext_noop(text: str) -> str:
    """This function will mark a text for translators, as Django's own does, without Django's import in each child."""
    return text


class FileTooCostly(Refusal):
    """A file that takes more time or memory to read than anyone is given."""

    id = "file-too-costly"
    sentence = gettext_noop("%(name)s takes more time or memory to read than is allowed.")
    hint = gettext_noop("Save it again with fewer pages or pictures, or as plain text.")


class ChildError(RuntimeError):
    """The child ended on a mistake of ours, not of the file."""


def run_bounded(
    function: str,
    payload: bytes,
    *,
    seconds: float,
    megabytes: int,
    disk: int = 0,
    progress: Progress | None = None,
    **arguments: Any,
) -> bytes:
    """This function will run `function` ("package.module:name") on `payload` in a fresh, limited interpreter.

    It is called as `function(payload, progress=…, **arguments)` and gives bytes; `arguments` must survive JSON.
    `seconds` bounds the processor time (the wall clock three times that), `megabytes` the address space, `disk` what
    it may write, in megabytes: nothing, if it is not said. What `progress` raises ends the child. A `Refusal` raised
    inside is raised here again; too much time or memory is `FileTooCostly`, anything else `ChildError`.
    """
    order = {"function": function, "seconds": seconds, "megabytes": megabytes, "disk": disk, "arguments": arguments}
    name = str(arguments.get("name", function))
    with _child(json.dumps(order).encode() + b"\n" + payload, seconds * WALL) as (child, spoken):
        result = _listen(child, progress)
        status = child.wait()
    if result is not None:
        return result
    if status < 0 or not spoken:  # a signal, or not even a traceback: there was no memory left for one
        raise FileTooCostly(name=name)
    raise ChildError(b"".join(spoken).decode(errors="replace")[-SPOKEN:])


@contextmanager
def _child(sent: bytes, wall: float) -> Iterator[tuple[subprocess.Popen[bytes], list[bytes]]]:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # what reads sheets loads it, and it takes room for each thread
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "tirek.bounded"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    spoken: list[bytes] = []
    clock = threading.Timer(wall, child.kill)
    threads = [
        threading.Thread(target=_write, args=(child.stdin, sent), daemon=True),
        threading.Thread(target=_collect, args=(child.stderr, spoken), daemon=True),
    ]
    for thread in (clock, *threads):
        thread.start()
    try:
        yield child, spoken
        threads[1].join()
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        for thread in threads:
            thread.join()
        for pipe in (child.stdout, child.stderr):
            if pipe:
                pipe.close()


def _write(pipe: IO[bytes], sent: bytes) -> None:
    with suppress(BrokenPipeError), pipe:
        pipe.write(sent)


def _collect(pipe: IO[bytes], spoken: list[bytes]) -> None:
    for line in pipe:
        spoken[:] = [*spoken[-20:], line]


def _listen(child: subprocess.Popen[bytes], progress: Progress | None) -> bytes | None:
    assert child.stdout
    for line in child.stdout:
        said = json.loads(line)
        if "progress" in said and progress:
            progress(*said["progress"])
        if "refusal" in said:
            raise _refusal(**said)
        if "bytes" in said:
            result = child.stdout.read(said["bytes"])
            return result if len(result) == said["bytes"] else None
    return None


def _refusal(*, refusal: str, module: str, facts: dict[str, Any]) -> Refusal:
    """This function will find the refusal class by its id, importing the module of ours that defines it."""
    if module.startswith("tirek."):
        import_module(module)
    waiting: list[type[Refusal]] = [Refusal]
    while waiting:
        kind = waiting.pop()
        if getattr(kind, "id", None) == refusal:
            return kind(**facts)
        waiting += kind.__subclasses__()
    raise ChildError(f"unknown refusal {refusal}")


def _main() -> int:
    """This function will be the child: read the order, set the limits, do the work, say what came of it."""
    order = json.loads(sys.stdin.buffer.readline())
    payload = sys.stdin.buffer.read()
    _limit(order["seconds"], order["megabytes"], order["disk"])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with what we say

    def say(said: dict[str, Any], rest: bytes = b"") -> None:
        out.write(json.dumps(said, default=str).encode() + b"\n" + rest)
        out.flush()

    module, _, name = order["function"].partition(":")
    try:
        work = getattr(import_module(module), name)
        result = work(payload, progress=lambda *step: say({"progress": step}), **order["arguments"])
        say({"bytes": len(result)}, result)
    except Refusal as refusal:
        say({"refusal": refusal.id, "module": type(refusal).__module__, "facts": refusal.facts})
    except MemoryError:
        os._exit(1)  # in silence: the parent takes it for what it is
    return 0


def _limit(seconds: float, megabytes: int, disk: int) -> None:
    import resource

    memory, written = megabytes * 1024 * 1024, disk * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (max(1, round(seconds)), max(1, round(seconds)) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))


if __name__ == "__main__":
    sys.exit(_main())
