"""Bytes of a Python file -> the text that CPython compiles, and the way from its positions back to bytes of the file."""

import codecs
import re
import tokenize
from array import array
from itertools import accumulate

BOM = b"\xef\xbb\xbf"
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_DETERMINED = (SyntaxError, ValueError, LookupError, OverflowError, MemoryError, RecursionError)


class Rejected(Exception):
    """A file that has no facts: error_type, message, and a half-open span in bytes of the file or -1, -1."""

    def __init__(self, error_type, message, start=-1, end=-1):
        super().__init__(message)
        self.row = (error_type, message, start, end)


class Source:
    """A decoded file. CPython counts lines from 1 and columns in bytes of `utf8`, which has no byte order mark."""

    __slots__ = ("text", "utf8", "starts", "size", "_shift", "_map", "recoded")

    def __init__(self, data):
        self.size = len(data)
        self._shift = len(BOM) if data.startswith(BOM) else 0
        self._map = None
        body = data[self._shift :]
        if b"\0" in body:
            raise Rejected("syntax_error", "source code cannot contain null bytes")
        try:
            encoding = _encoding_of(data)
            self.text = body.decode(encoding)
            self.recoded = encoding != "utf-8"
            self.utf8 = self.text.encode("utf-8") if self.recoded else body
        except _DETERMINED as error:
            raise _undecodable(data, error) from None
        if self.recoded and self.utf8 != body:
            self._map = _byte_map(body, encoding, self.text)
        # Line n begins at starts[n]; a position after the last line is at the end.
        lines = self.utf8.splitlines(True)
        self.starts = [0, *accumulate(map(len, lines), initial=0), len(self.utf8)]

    def to_disk(self, offsets):
        """Offsets into `utf8` (-1 for none) as offsets into the file."""
        if self._map is not None:
            table = self._map
            return [table[o] if o >= 0 else -1 for o in offsets]
        if self._shift:
            shift = self._shift
            return [o + shift if o >= 0 else -1 for o in offsets]
        return offsets

    def places(self, pack):
        """What one needs to find positions in the file: `starts`, the shift and size of `utf8`, and its way to the file."""
        pack.table("line_starts", [self.starts])
        pack.table("source", [[self._shift], [len(self.utf8)]])
        pack.table("byte_map", [self._map or ()])
        # Otherwise the file has it.
        pack.bytes("utf8", [self.utf8] if self._map else [])

    def compile(self, flags):
        """`compile` of the whole text; raises Rejected for what is not Python."""
        try:
            return compile(self.text, "<source>", "exec", flags, True, 0)
        except _DETERMINED as error:
            raise self.rejection(error) from None

    def rejection(self, error):
        """Why the compiler refuses this text."""
        if not isinstance(error, SyntaxError):
            return Rejected(_type_of(error), str(error) or type(error).__name__)
        start = self._position(error, error.lineno, error.offset)
        end = self._position(error, error.end_lineno, error.end_offset)
        if start is None:
            return Rejected("syntax_error", error.msg)
        start, end = self.to_disk([start, start if end is None else max(start, end)])
        return Rejected("syntax_error", error.msg, start, end)

    def _position(self, error, line, column):
        """The parser counts columns in characters from 1, the passes after it in bytes from 1."""
        if line is None or column is None or line < 1 or column < 1 or line >= len(self.starts) - 1:
            return None
        start, end = self.starts[line], self.starts[line + 1]
        content = self.utf8[start:end].rstrip(b"\r\n")
        if self._parses():
            return start + min(column - 1, len(content))
        return start + len(content.decode("utf-8")[: column - 1].encode("utf-8"))

    def _parses(self):
        try:
            compile(self.text, "<source>", "exec", 0x400, True, 0)
            return True
        except _DETERMINED:
            return False


def _type_of(error):
    words = re.findall("[A-Z][a-z]+", type(error).__name__)
    return "_".join(words).lower()


def _encoding_of(data):
    """The encoding that a byte order mark or a comment in the first two lines names."""
    if b"coding" not in data:
        return "utf-8"
    lines = iter([m.group().rstrip(b"\r\n") + b"\n" for m, _ in zip(_LINE.finditer(data), range(2))])
    encoding = tokenize.detect_encoding(lambda: next(lines, b""))[0]
    return "utf-8" if encoding in ("utf-8", "utf-8-sig") else encoding


def _undecodable(data, error):
    """CPython's own words about bytes that it cannot decode."""
    try:
        compile(data, "<source>", "exec", 0x400, True, 0)
    except _DETERMINED as own:
        error = own
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return Rejected("encoding_error", message)


def _byte_map(body, encoding, text):
    """Offset into the UTF-8 of `text` -> offset into `body`, by decoding byte after byte."""
    ends = range(1, len(body) + 1)
    if len(text) != len(body) or codecs.lookup(encoding).incrementaldecoder is None:
        ends = _character_ends(body, encoding, text)
    table = array("i", [0])
    start = 0
    for character, end in zip(text, ends):
        # Offsets inside a character do not occur; they are where it begins.
        table.extend([start] * (len(character.encode("utf-8")) - 1))
        table.append(end)
        start = end
    table[-1] = len(body)
    return table


def _character_ends(body, encoding, text):
    """How many bytes have been read when each character is complete."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        ends = []
        parts = []
        for at in range(len(body)):
            part = decoder.decode(body[at : at + 1])
            parts.append(part)
            ends.extend([at + 1] * len(part))
        part = decoder.decode(b"", True)
        ends.extend([len(body)] * len(part))
        if "".join([*parts, part]) == text:
            return ends
    except _DETERMINED:
        pass
    raise Rejected("encoding_error", f"positions in the encoding {encoding} are not known")
