"""Refusals for the tests of how refusals are shown."""

from tirek.refusals import Refusal


class NothingToRecord(Refusal):
    """One with a fact in its sentence, and no status of its own."""

    id = "nothing-to-record"
    sentence = "Nothing of %(name)s can be recorded."
    hint = "Look at the rows again."


def _named(name: str) -> type[Refusal]:
    return type("Named", (NothingToRecord,), {"id": name})


REFUSALS = {
    name: _named(name)
    for name in (
        "nothing-to-record",
        "not-permitted",
        "not-found",
        "no-such-report",
        "evidence-already-withdrawn",
        "report-written-meanwhile",
        "row-has-changed",
        "evidence-file-too-large",
        "report-too-long",
    )
}
