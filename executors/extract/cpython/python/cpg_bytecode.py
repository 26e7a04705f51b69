"""Code objects of one file as tables; their instructions and positions stay the bytes that the compiler wrote."""

from cpg_pack import Pack, columns_of, literal

_SAFE = 2**53


def tables(source):
    """The tables of `source`, packed. Raises Rejected."""
    module = source.compile(0)
    facts = _Facts()
    # Parents before children, siblings in the order of the constants.
    stack = [(module, -1, "top", -1)]
    while stack:
        stack.extend(reversed(facts.unit(*stack.pop())))
    return facts.finish(source)


class _Facts:
    def __init__(self):
        self.units, self.names, self.qualpaths = [], [], []
        # What is of all units, one after the other: `units` says how many of each.
        self.words, self.constants, self.numbers, self.parts = [], [], [], []

    def unit(self, code, parent, qualpath, constant):
        """Notes the code object that is the one numbered `constant` of all constants; returns those in it."""
        unit, first = len(self.units), len(self.constants)
        constants, raw, lines, ranges = code.co_consts, code.co_code, code.co_linetable, code.co_exceptiontable
        locals_, free, cells, names = code.co_varnames, code.co_freevars, code.co_cellvars, code.co_names
        self.qualpaths.append(qualpath)
        self.names.append(code.co_name)
        self.units.append((
            parent, constant, code.co_firstlineno, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
            code.co_nlocals, code.co_flags, code.co_stacksize, len(raw), len(lines), len(ranges), len(constants),
            len(locals_), len(free), len(cells), len(names),
        ))  # fmt: skip
        self.words += locals_
        self.words += free
        self.words += cells
        self.words += names
        self.parts += (raw, lines, ranges)
        paths = _children(code, qualpath)
        self.constants += [paths[i] if i in paths else literal(value) for i, value in enumerate(constants)]
        self.numbers += [value if type(value) is int and -_SAFE < value < _SAFE else None for value in constants]
        return [(constants[i], unit, path, first + i) for i, path in paths.items()]

    def finish(self, source):
        pack = Pack()
        pack.table("units", [pack.texts(self.qualpaths), pack.texts(self.names), *columns_of(self.units, 17)])
        pack.table("words", [pack.texts(self.words)])
        pack.table("consts", [pack.texts(self.constants), pack.wide(self.numbers)])
        pack.bytes("code", self.parts)
        source.places(pack)
        return pack


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
