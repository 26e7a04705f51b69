"""Code objects of one file as tables: units, instructions, constants, lines, exception ranges, control flow."""

import dis
import sys

from cpg_cfg import control_flow
from cpg_pack import Pack, columns_of, literal

# What the argument of an instruction is: nothing, a number, a place in one of the lists of its unit, and others.
_NONE, _RAW, _CONST, _NAME, _LOCAL, _COMPARE, _OPERATOR, _PAIR, _SMALL, _FORWARD, _BACKWARD = range(11)
_LISTED = _OPERATOR
_JUMPS = _FORWARD
_PAIRS = frozenset(name for name in dis.opmap if name.count("_FAST") == 2)
_SHIFT = {"LOAD_GLOBAL": 1, "LOAD_ATTR": 1, "LOAD_SUPER_ATTR": 2}
_BACK = frozenset(["JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"])
_SAFE = 2**53


def _argument(op, name):
    """What the argument is, by how many bits it is shifted, and what we call it; None for what has no text."""
    if op in dis.hasconst:
        return _CONST, 0, "const"
    if name == "LOAD_SMALL_INT":
        return _SMALL, 0, "const"
    if op in dis.hasname:
        return _NAME, _SHIFT.get(name, 0), "name"
    if name in _PAIRS:
        return _PAIR, 0, "local"
    if op in dis.hasfree or name == "LOAD_DEREF":
        return _LOCAL, 0, "free"
    if op in dis.haslocal:
        return _LOCAL, 0, "local"
    if op in dis.hascompare:
        return _COMPARE, 5, "compare"
    if op in dis.hasjrel:
        # The argument of END_ASYNC_FOR says where its loop begins; it does not go there.
        return (_RAW, 0, None) if name == "END_ASYNC_FOR" else (_BACKWARD if name in _BACK else _FORWARD, 0, "jump")
    if name == "BINARY_OP":
        return _OPERATOR, 0, "operator"
    return (_RAW if op in dis.hasarg else _NONE), 0, None


_ARGUMENTS = [_argument(op, name) for op, name in enumerate(dis.opname[:256])]
# Per opcode: bytes with inline caches, and the argument.
_OPS = [
    (2 + 2 * dis._inline_cache_entries.get(name, 0), kind, shift)
    for name, (kind, shift, _) in zip(dis.opname[:256], _ARGUMENTS)
]
_CACHE = dis.opmap["CACHE"]
_EXTENDED = dis.EXTENDED_ARG
_OPERATORS = [symbol for _, symbol in dis._nb_ops]
_SMALL_TEXTS = [str(number) for number in range(256)]
_VERSION = ".".join(map(str, sys.version_info[:3]))
# The names of opcodes come first: an opcode is the place of its name.
_STRINGS = list(dis.opname[:256])
_INDEX = {value: i for i, value in reversed(list(enumerate(_STRINGS)))}


def tables(source):
    """The tables of `source`, packed. Raises Rejected."""
    module = source.compile(0)
    facts = _Facts(source, Pack(_STRINGS, _INDEX))
    # Parents before children, siblings in the order in which their code is loaded.
    stack = [(module, -1, "top", (0, len(source.utf8)))]
    while stack:
        code, parent, qualpath, span = stack.pop()
        stack.extend(reversed(facts.unit(code, parent, qualpath, span)))
    return facts.finish()


class _Facts:
    def __init__(self, source, pack):
        self.source, self.pack = source, pack
        self.units, self.consts, self.lines, self.exceptions, self.blocks, self.edges = [], [], [], [], [], []
        self.instructions = [[] for _ in range(8)]
        self.numbers = []
        self.compare, self.operators = pack.texts(dis.cmp_op), pack.texts(_OPERATORS)

    def unit(self, code, parent, qualpath, span):
        pack, unit = self.pack, len(self.units)
        text = pack.text
        paths = _children(code, qualpath)
        size = len(code.co_code)
        names, words = pack.texts(code.co_names), _local_names(code)
        spaces = [pack.texts(code.co_varnames), pack.texts(code.co_freevars), pack.texts(code.co_cellvars), names]
        self.units.append((
            unit, parent, text(qualpath), text(code.co_name), max(code.co_firstlineno - 1, 0),
            code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_flags,
            code.co_stacksize, size, *pack.text_lists(spaces), text(_VERSION), *span,
        ))  # fmt: skip
        reprs = pack.texts([paths[i] if i in paths else literal(value) for i, value in enumerate(code.co_consts)])
        self.consts.extend([(unit, i, value) for i, value in enumerate(reprs)])
        self.line_table(code, unit)
        ranges = dis._parse_exception_table(code)
        self.exceptions.extend([(unit, i, *entry) for i, entry in enumerate(ranges)])
        lists = [None, None, reprs, names, pack.texts(words), self.compare, self.operators]
        loads = self.decode(code, unit, lists, words, ranges, size)
        return [(code.co_consts[i], unit, path, loads.get(i, (-1, -1))) for i, path in paths.items()]

    def line_table(self, code, unit):
        last = -1
        for offset, _, line in code.co_lines():
            line = -1 if line is None or line < 1 else line - 1
            if offset == 0 or line != last:
                self.lines.append((unit, offset, line))
                last = line

    def decode(self, code, unit, lists, words, ranges, size):
        """
        Appends the instructions; an EXTENDED_ARG is part of the one after it. Returns where constants are loaded.

        Left to whoever reads the table: an instruction at offset 0 is the first of the next unit, and each goes on to
        where the next one begins; what kind of argument it has follows from its opcode.
        """
        offsets, ends, opcodes, args, strings, targets, lines, starts, stops, numbers = [[] for _ in range(10)]
        line_starts, utf8_size = self.source.starts, len(self.source.utf8)
        text, consts, raw, infos = self.pack.text, code.co_consts, code.co_code, _OPS
        loads = {}
        extended, begin, at = 0, 0, -2
        for op, arg, (line, end_line, column, end_column) in zip(raw[::2], raw[1::2], code.co_positions()):
            at += 2
            if op == _CACHE:
                continue
            arg |= extended
            if op == _EXTENDED:
                extended = arg << 8
                continue
            extended = 0
            width, kind, shift = infos[op]
            after = at + width
            start = stop = -1
            if line is not None and line > 0 and column is not None and end_column is not None:
                start, stop = line_starts[line] + column, line_starts[end_line] + end_column
                if stop < start or stop > utf8_size:
                    start = stop = -1
            target, said, number = -1, -1, None
            if kind > _RAW:
                value = arg >> shift
                if kind <= _LISTED:
                    said = lists[kind][value]
                    if kind == _CONST:
                        if value not in loads:
                            loads[value] = (start, stop)
                        constant = consts[value]
                        if type(constant) is int and -_SAFE < constant < _SAFE:
                            number = constant
                elif kind >= _JUMPS:
                    number = target = after + 2 * value if kind == _FORWARD else after - 2 * value
                elif kind == _PAIR:
                    said = text(f"{words[value >> 4]}, {words[value & 15]}")
                else:
                    said, number = text(_SMALL_TEXTS[value]), value
            offsets.append(begin)
            ends.append(after)
            opcodes.append(op)
            args.append(-1 if kind == _NONE else arg)
            strings.append(said)
            targets.append(target)
            lines.append(-1 if line is None or line < 1 else line - 1)
            starts.append(start)
            stops.append(stop)
            numbers.append(number)
            begin = after
        for column, own in zip(self.instructions, (offsets, opcodes, args, strings, targets, lines, starts, stops)):
            column.extend(own)
        self.numbers.extend(numbers)
        blocks, edges = control_flow(offsets, ends, opcodes, targets, starts, stops, ranges, size)
        self.blocks.extend([(unit, i, *block) for i, block in enumerate(blocks)])
        self.edges.extend([(unit, *edge) for edge in edges])
        return loads

    def finish(self):
        pack, disk = self.pack, self.source.to_disk
        for name, rows, width, spans in (
            ("units", self.units, 19, 2),
            ("consts", self.consts, 3, 0),
            ("lines", self.lines, 3, 0),
            ("exceptions", self.exceptions, 7, 0),
            ("blocks", self.blocks, 7, 2),
            ("edges", self.edges, 4, 0),
        ):
            columns = columns_of(rows, width)
            pack.table(name, [*columns[: width - spans], *map(disk, columns[width - spans :])])
        *columns, starts, stops = self.instructions
        pack.table("instructions", [*columns, disk(starts), disk(stops), pack.wide(self.numbers)])
        pack.table("argument_kinds", [pack.texts([name for _, _, name in _ARGUMENTS])])
        return pack


def _local_names(code):
    """Names by the number that instructions have for them: locals, cells that are no arguments, free variables."""
    names = code.co_varnames
    return [*names, *[name for name in code.co_cellvars if name not in names], *code.co_freevars]


def _children(code, qualpath):
    """Place in the constants of each code object -> its qualified path; the second of a name is `name#2`."""
    seen = {}
    paths = {}
    cls = type(code)
    for i, value in enumerate(code.co_consts):
        if type(value) is cls:
            count = seen[value.co_name] = seen.get(value.co_name, 0) + 1
            # Without the decoration, as the scope of the same code is called.
            name = value.co_name.removeprefix("<generic parameters of ").strip("<>")
            paths[i] = f"{qualpath}::{name}" if count == 1 else f"{qualpath}::{name}#{count}"
    return paths
