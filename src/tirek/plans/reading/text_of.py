"""The text alone of any document that can be read: for a narrative that is no plan."""

from __future__ import annotations

from tirek.bounded import Progress, run_bounded
from tirek.plans.errors import WrongFileType
from tirek.plans.reading.encoding import decoded
from tirek.plans.reading.read_plan import MEGABYTES, SECONDS, written
from tirek.plans.reading.recognise import MARKDOWN, TEXT, recognise


def text_of(content: bytes, name: str) -> str:
    """This function will give the lines of a text, a Word document or a PDF, a foreign file in a bounded process.

    Raises the refusals of `recognise`, `MalformedFile`, `NoTextInFile`, `FileTooCostly`.
    """
    if recognise(content, name) in (TEXT, MARKDOWN):
        text = decoded(content)
        if text is None:
            raise WrongFileType(name=name, found="binary")
        return text
    there = run_bounded(f"{__name__}:text_there", content, seconds=SECONDS, megabytes=MEGABYTES, name=name)
    return there.decode()


def text_there(content: bytes, *, name: str, progress: Progress) -> bytes:
    """This function will be `text_of` for another process."""
    found = written(recognise(content, name), content, name, progress)
    return "\n".join(line.text for line in found.lines).encode()
