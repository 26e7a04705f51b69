"""Tables of one file -> one bytes object: length of a JSON header, the header, int32 columns, then bytes as they are."""

import json
import struct

MAX_TEXT_BYTES = 1000
_SURELY_SHORT = MAX_TEXT_BYTES // 4


class Pack:
    """
    Collects tables of integer columns; text becomes an index into one list of strings, -1 stands for none.

    Everything here, and in what calls it, is done for whole lists where it can be: an interpreter in WebAssembly leaves it
    and comes back whenever it calls a function written in C that its own instructions do not cover.
    """

    def __init__(self, strings=(), index=None):
        self.strings = list(strings)
        self._index = {} if index is None else dict(index)
        self._index[None] = -1
        self._tables = {}
        self._columns = []
        self._bytes = {}
        self.numbers = []

    def text(self, value):
        index = self._index
        found = index.get(value)
        if found is None:
            found = index[value] = len(self.strings)
            self.strings.append(value)
        return found

    def texts(self, values):
        """`text` of each, where None is none."""
        index = self._index
        for value in dict.fromkeys(values):
            if value not in index:
                index[value] = len(self.strings)
                self.strings.append(value)
        return [index[value] for value in values]

    def wide(self, values):
        """Indexes into one list of integers that JSON can hold, -1 where a value is None."""
        index = {None: -1}
        for value in dict.fromkeys(values):
            if value is not None:
                index[value] = len(self.numbers)
                self.numbers.append(value)
        return [index[value] for value in values]

    def table(self, name, columns):
        self._tables[name] = [len(columns[0]), len(columns)]
        self._columns.extend(columns)

    def bytes(self, name, parts):
        self._bytes[name] = b"".join(parts)

    def finish(self):
        lengths = {name: len(data) for name, data in self._bytes.items()}
        header = {"tables": self._tables, "bytes": lengths, "strings": self.strings, "numbers": self.numbers}
        header = json.dumps(header).encode("ascii")
        header += b" " * (-len(header) % 4)
        parts = [len(header).to_bytes(4, "little"), header]
        # Four times as fast as array("i", column); WebAssembly is little-endian everywhere.
        parts.extend([struct.pack(f"{len(column)}i", *column) for column in self._columns])
        parts.extend(self._bytes.values())
        return b"".join(parts)


def columns_of(rows, width):
    """Tuples, all of one width, as columns."""
    return list(zip(*rows)) if rows else [()] * width


def short(text):
    """Text of 1,000 bytes of UTF-8 at most, cut between characters."""
    if len(text) <= _SURELY_SHORT:
        return text
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) <= MAX_TEXT_BYTES:
        return text
    return encoded[:MAX_TEXT_BYTES].decode("utf-8", "ignore")


def literal(value):
    """`repr` of a constant that is the same in every process."""
    kind = type(value)
    if kind is str or kind is bytes:
        text = repr(value[: MAX_TEXT_BYTES + 1])
    elif kind is frozenset:
        text = f"frozenset({{{', '.join(sorted(map(literal, value)))}}})"
    elif kind is tuple:
        items = [literal(item) for item in value]
        text = f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
    elif kind is int and value.bit_length() > 4096:
        text = hex(value)
    else:
        text = repr(value)
    return text if len(text) <= _SURELY_SHORT else short(text)
