"""Tables of one file -> one bytes object: length of a JSON header, the header, then int32 columns."""

import json
from array import array

MAX_TEXT_BYTES = 1000


class Pack:
    """Collects tables of integer columns; text becomes an index into one list of strings, -1 stands for none."""

    def __init__(self, strings=(), index=None):
        self.strings = list(strings)
        self._index = dict(index) if index is not None else {}
        self._tables = {}
        self._columns = []
        self.lists = []

    def text(self, value):
        index = self._index
        found = index.get(value)
        if found is None:
            found = index[value] = len(self.strings)
            self.strings.append(value)
        return found

    def table(self, name, columns):
        self._tables[name] = [len(columns[0]), len(columns)]
        self._columns.extend(columns)

    def finish(self):
        header = json.dumps({"tables": self._tables, "strings": self.strings, "lists": self.lists}).encode("ascii")
        header += b" " * (-len(header) % 4)
        parts = [len(header).to_bytes(4, "little"), header]
        parts.extend(array("i", column).tobytes() for column in self._columns)
        return b"".join(parts)


def wide(values):
    """64-bit integers as two columns; None is the one value that no fact has."""
    low, high = array("i"), array("i")
    for value in values:
        if value is None:
            low.append(0)
            high.append(-(2**31))
        else:
            word = value & 0xFFFFFFFF
            low.append(word - 2**32 if word >= 2**31 else word)
            high.append(value >> 32)
    return low, high


def columns_of(rows, width):
    """Tuples, all of one width, as columns."""
    return list(zip(*rows)) if rows else [()] * width


def short(text):
    """Text of 1,000 bytes of UTF-8 at most, cut between characters."""
    if len(text) * 4 <= MAX_TEXT_BYTES:
        return text
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) <= MAX_TEXT_BYTES:
        return text
    return encoded[:MAX_TEXT_BYTES].decode("utf-8", "ignore")


def literal(value):
    """`repr` of a constant that is the same in every process."""
    if isinstance(value, str | bytes):
        return short(repr(value[: MAX_TEXT_BYTES + 1]))
    if isinstance(value, frozenset):
        return short(f"frozenset({{{', '.join(sorted(map(literal, value)))}}})")
    if isinstance(value, tuple):
        items = [literal(item) for item in value]
        return short(f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})")
    if isinstance(value, int) and value.bit_length() > 4096:
        return short(hex(value))
    return short(repr(value))
