"""Starting a formal report."""

from __future__ import annotations

import pytest

from tests.rooms.reports.a_quarter import lived, narrative, published, started
from tirek import reports

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    lived()
    report = started()
    print(narrative(report))
    for e in report.excuses.all(): print(e.quote,'|',e.reason)
    frozen = published(report)
    assert reports.verify(frozen) == []
    import pathlib
    pathlib.Path("/tmp/shots").mkdir(exist_ok=True)
    pathlib.Path("/tmp/shots/q.pdf").write_bytes(reports.pdf(frozen))
    pathlib.Path("/tmp/shots/q.docx").write_bytes(reports.word(frozen))
