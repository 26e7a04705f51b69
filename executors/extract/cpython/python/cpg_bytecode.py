"""Code objects of one file as tables: units, instructions, constants, lines, exception ranges, control flow."""

import dis
import sys

from cpg_cfg import control_flow
from cpg_pack import Pack, columns_of, literal, wide

_KINDS = ("const", "name", "local", "free", "compare", "jump", "operator")
_PAIRS = frozenset(name for name in dis.opmap if name.count("_FAST") == 2)
_SHIFT = {"LOAD_GLOBAL": 1, "LOAD_ATTR": 1, "LOAD_SUPER_ATTR": 2}
_BACKWARD = frozenset(["JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"])
_SAFE = 2**53


def _argument_kind(op, name):
    """How the argument of an instruction is to be read, and by how many bits it is shifted."""
    if op in dis.hasconst:
        return "const", 0
    if name == "LOAD_SMALL_INT":
        return "small", 0
    if op in dis.hasname:
        return "name", _SHIFT.get(name, 0)
    if name in _PAIRS:
        return "pair", 0
    if op in dis.hasfree or name == "LOAD_DEREF":
        return "free", 0
    if op in dis.haslocal:
        return "local", 0
    if op in dis.hascompare:
        return "compare", 5
    if op in dis.hasjrel:
        # The argument of END_ASYNC_FOR says where its loop begins; it does not go there.
        return ("raw", 0) if name == "END_ASYNC_FOR" else ("back" if name in _BACKWARD else "forward", 0)
    if name == "BINARY_OP":
        return "operator", 0
    return ("raw" if op in dis.hasarg else None), 0


# Per opcode: name, inline cache entries, kind of argument, shift.
_OPS = [
    (name, dis._inline_cache_entries.get(name, 0), *_argument_kind(op, name)) for op, name in enumerate(dis.opname[:256])
]
_EXTENDED = dis.EXTENDED_ARG
_OPERATORS = [symbol for _, symbol in dis._nb_ops]
_VERSION = ".".join(map(str, sys.version_info[:3]))
_STRINGS = [*(name for name, *_ in _OPS), *_KINDS, _VERSION, "bytecode"]
_INDEX = {value: i for i, value in reversed(list(enumerate(_STRINGS)))}


def tables(source):
    """The tables of `source`, packed. Raises Rejected."""
    module = source.compile(0)
    pack = Pack(_STRINGS, _INDEX)
    facts = _Facts(source, pack)
    # Parents before children, siblings in the order in which their code is loaded.
    stack = [(module, -1, "top", (0, len(source.utf8)))]
    while stack:
        code, parent, qualpath, span = stack.pop()
        stack.extend(reversed(facts.unit(code, parent, qualpath, span)))
    facts.finish()
    return pack


class _Facts:
    def __init__(self, source, pack):
        self.source, self.pack = source, pack
        self.units, self.consts, self.lines, self.exceptions, self.blocks, self.edges = [], [], [], [], [], []
        self.instructions = [[] for _ in range(13)]
        self.ints = []

    def unit(self, code, parent, qualpath, span):
        text, unit = self.pack.text, len(self.units)
        paths = _children(code, qualpath)
        size = len(code.co_code)
        names = []
        for values in (code.co_varnames, code.co_freevars, code.co_cellvars, code.co_names):
            names.append(len(self.pack.lists))
            self.pack.lists.append(values)
        flags = code.co_flags
        self.units.append((
            unit, parent, text(qualpath), text(code.co_name), max(code.co_firstlineno - 1, 0),
            code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, flags,
            code.co_stacksize, size, *names, text(_VERSION), *span,
        ))  # fmt: skip
        reprs = [text(paths[i] if i in paths else literal(value)) for i, value in enumerate(code.co_consts)]
        self.consts.extend((unit, i, value) for i, value in enumerate(reprs))
        self.line_table(code, unit)
        ranges = dis._parse_exception_table(code)
        self.exceptions.extend((unit, i, *entry) for i, entry in enumerate(ranges))
        found = self.decode(code, unit, reprs, ranges, size)
        blocks, edges = control_flow(found, ranges, size)
        self.blocks.extend((unit, i, *block) for i, block in enumerate(blocks))
        self.edges.extend((unit, *edge) for edge in edges)
        loads = found.loads
        return [(code.co_consts[i], unit, path, loads.get(i, (-1, -1))) for i, path in paths.items()]

    def line_table(self, code, unit):
        last = -1
        for offset, _, line in code.co_lines():
            line = -1 if line is None or line < 1 else line - 1
            if offset == 0 or line != last:
                self.lines.append((unit, offset, line))
                last = line

    def decode(self, code, unit, reprs, ranges, size):
        """Appends the instructions; an EXTENDED_ARG is part of the one after it."""
        (units, indexes, offsets, ends, opcodes, args, kinds, strings, targets, jumps, lines, starts, stops) = self.instructions
        text, small = self.pack.text, self.ints
        line_starts, utf8_size = self.source.starts, len(self.source.utf8)
        raw = code.co_code
        consts, names = code.co_consts, code.co_names
        positions = list(code.co_positions())
        first = len(offsets)
        label = {entry.target for entry in ranges}
        found = Found()
        extended, begin, at = 0, 0, 0
        while at < size:
            op = raw[at]
            name, caches, kind, shift = _OPS[op]
            arg = raw[at + 1] | extended
            if op == _EXTENDED:
                extended = arg << 8
                at += 2
                continue
            extended = 0
            after = at + 2 + 2 * caches
            target, said_kind, said, number = -1, -1, -1, None
            if kind is not None and kind != "raw":
                value = arg >> shift
                if kind == "const":
                    said_kind, said = text("const"), reprs[value]
                    constant = consts[value]
                    if constant.__class__ is int and -_SAFE < constant < _SAFE:
                        number = constant
                elif kind == "name":
                    said_kind, said = text("name"), text(names[value])
                elif kind == "local" or kind == "free":
                    said_kind, said = text(kind), text(code._varname_from_oparg(value))
                elif kind == "pair":
                    pair = f"{code._varname_from_oparg(value >> 4)}, {code._varname_from_oparg(value & 15)}"
                    said_kind, said = text("local"), text(pair)
                elif kind == "compare":
                    said_kind, said = text("compare"), text(dis.cmp_op[value])
                elif kind == "operator":
                    said_kind, said = text("operator"), text(_OPERATORS[value])
                elif kind == "small":
                    said_kind, said, number = text("const"), text(str(value)), value
                else:
                    target = after + 2 * value if kind == "forward" else after - 2 * value
                    said_kind, number = text("jump"), target
                    label.add(target)
            line, end_line, column, end_column = positions[at >> 1]
            start = stop = -1
            if line is not None and line > 0 and column is not None and end_column is not None:
                start, stop = line_starts[line] + column, line_starts[end_line] + end_column
                if stop < start or stop > utf8_size:
                    start = stop = -1
            if kind == "const" and value not in found.loads:
                found.loads[value] = (start, stop)
            units.append(unit)
            indexes.append(len(offsets) - first)
            offsets.append(begin)
            ends.append(after)
            opcodes.append(op)
            args.append(-1 if kind is None else arg)
            kinds.append(said_kind)
            strings.append(said)
            targets.append(0)
            jumps.append(target)
            lines.append(-1 if line is None or line < 1 else line - 1)
            starts.append(start)
            stops.append(stop)
            small.append(number)
            found.add(begin, after, name, target, start, stop)
            begin = at = after
        for i in range(first, len(offsets)):
            if offsets[i] in label:
                targets[i] = 1
        return found

    def finish(self):
        table, disk = self.pack.table, self.source.to_disk
        for name, rows, width, spans in (
            ("units", self.units, 19, 2),
            ("consts", self.consts, 3, 0),
            ("lines", self.lines, 3, 0),
            ("exceptions", self.exceptions, 7, 0),
            ("blocks", self.blocks, 7, 2),
            ("edges", self.edges, 4, 0),
        ):
            columns = columns_of(rows, width)
            table(name, [*columns[: width - spans], *map(disk, columns[width - spans :])])
        *columns, starts, stops = self.instructions
        table("instructions", [*columns, disk(starts), disk(stops), *wide(self.ints)])


class Found:
    """What the instructions of one unit say to the analysis of control flow."""

    def __init__(self):
        self.steps = []
        self.loads = {}

    def add(self, begin, after, name, target, start, stop):
        self.steps.append((begin, after, name, target, start, stop))


def _children(code, qualpath):
    """Place in the constants of each code object -> its qualified path; the second of a name is `name#2`."""
    seen = {}
    paths = {}
    for i, value in enumerate(code.co_consts):
        if value.__class__ is code.__class__:
            count = seen[value.co_name] = seen.get(value.co_name, 0) + 1
            # Without the decoration, as the scope of the same code is called.
            name = value.co_name.removeprefix("<generic parameters of ").strip("<>")
            paths[i] = f"{qualpath}::{name}" if count == 1 else f"{qualpath}::{name}#{count}"
    return paths
