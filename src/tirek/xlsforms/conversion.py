"""An XLSForm, as Markdown tables or as a workbook, to an XForm."""

from __future__ import annotations

from tirek.xlsforms.converted import ConvertedForm


def convert(name: str, content: bytes) -> ConvertedForm:
    """This function will convert an XLSForm (`.md`, `.xlsx` or `.xls`, by its name) in a bounded child process.

    Raises `FormRefused` with every fault that was found, `FileTooCostly`.
    """
    raise NotImplementedError
