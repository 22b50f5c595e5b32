"""XML as a stream of UTF-8: decoded as it says, and without what says so.

Nothing is kept but one piece; decoding makes at most three bytes of one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import RawIOBase
from typing import Final

from tirek.mining.reading.xes.errors import EncodingUnknown, EncodingWrong, XesBroken

PIECE: Final = 1 << 20
HEAD: Final = 1024  # bytes in which the declaration of XML must end

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WITHOUT_MARK: Final = (("<?".encode("utf-16-le"), "utf-16-le"), ("<?".encode("utf-16-be"), "utf-16-be"))
READ: Final = re.compile(
    r"us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d|cp125\d|cp866|koi8-[rut]|gb18030|gbk|gb2312|big5|shift_jis"
    r"|euc-(jp|kr)",
    re.IGNORECASE,
)
DECLARATION: Final = re.compile(
    r"""<\?xml\s+version\s*=\s*(['"])[A-Za-z0-9_.:-]+\1
        (?:\s+encoding\s*=\s*(['"])(?P<encoding>[A-Za-z][A-Za-z0-9._-]*)\2)?
        (?:\s+standalone\s*=\s*(['"])(?:yes|no)\4)?\s*\?>""",
    re.VERBOSE | re.ASCII,
)


class Decoded:
    """The bytes of an XML file in UTF-8. `line` is that on which they begin, once the first piece was given."""

    def __init__(self, name: str, stream: RawIOBase) -> None:
        self.name, self._stream = name, stream
        self.line = 1

    def pieces(self) -> Iterator[bytes]:
        """This function will give the bytes piece by piece. Raises refusals that say what is wrong with the file."""
        raw = self._raw()
        head = b""
        for piece in raw:
            head += piece
            if len(head) >= HEAD:
                break
        head, encoding = self._declared(head)
        if encoding == "utf-8":
            yield head
            yield from raw
            return
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        line = self.line
        for piece, last in _with_last(head, raw):
            try:
                text = decoder.decode(piece, last)
            except UnicodeDecodeError as fault:
                line += fault.object[: fault.start].decode(encoding, "replace").count("\n")
                raise EncodingWrong(name=self.name, line=line, encoding=encoding) from fault
            line += text.count("\n")
            yield text.encode()

    def _raw(self) -> Iterator[bytes]:
        while piece := self._stream.read(PIECE):
            yield piece

    def _declared(self, head: bytes) -> tuple[bytes, str]:
        """This function will take mark and declaration from the head, and say how what follows is encoded."""
        encoding = None
        for mark, named in MARKS:
            if head.startswith(mark):
                head, encoding = head[len(mark) :], named
                break
        else:
            encoding = next((named for begins, named in WITHOUT_MARK if head.startswith(begins)), None)
        wide = encoding is not None and encoding != "utf-8"
        text = head[: HEAD - HEAD % 4].decode(encoding or "latin-1", "replace")
        found = DECLARATION.match(text)
        if found is None:
            if re.match(r"<\?xml\s", text):
                raise XesBroken(name=self.name, line=1)
            return head, encoding or "utf-8"
        declared = (found["encoding"] or "utf-8").lower()
        if encoding is None and declared not in ("utf-8", "utf8"):
            if not READ.fullmatch(declared) or not _is_known(declared):
                raise EncodingUnknown(name=self.name, encoding=declared)
            encoding = codecs.lookup(declared).name
        self.line += found[0].count("\n")
        size = len(found[0].encode(encoding)) if wide and encoding else len(found[0])
        return head[size:], encoding or "utf-8"


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _with_last(head: bytes, raw: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """This function will give the pieces, and an empty last one."""
    yield head, False
    for piece in raw:
        yield piece, False
    yield b"", True
