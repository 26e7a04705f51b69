"""What this CPython's opcodes are: what one needs to read instructions, and nothing of any file."""

import dis
import sys

from cpg_pack import Pack

# What the argument of an instruction is: nothing, a number, a place in one of the lists of its unit, and others.
_NONE, _RAW, _CONST, _NAME, _LOCAL, _COMPARE, _OPERATOR, _PAIR, _SMALL, _FORWARD, _BACKWARD = range(11)
_PAIRS = frozenset(name for name in dis.opmap if name.count("_FAST") == 2)
_SHIFT = {"LOAD_GLOBAL": 1, "LOAD_ATTR": 1, "LOAD_SUPER_ATTR": 2}
_BACK = frozenset(["JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"])
_VERSION = ".".join(map(str, sys.version_info[:3]))


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


def tables():
    """The tables, packed: of each opcode its name, its bytes with inline caches, and its argument; and other lists."""
    names = dis.opname[:256]
    kinds, shifts, called = zip(*[_argument(op, name) for op, name in enumerate(names)])
    widths = [2 + 2 * dis._inline_cache_entries.get(name, 0) for name in names]
    pack = Pack()
    pack.table("opcodes", [pack.texts(names), widths, kinds, shifts, pack.texts(called)])
    pack.table("comparisons", [pack.texts(dis.cmp_op)])
    pack.table("operators", [pack.texts([symbol for _, symbol in dis._nb_ops])])
    pack.table("version", [[pack.text(_VERSION)]])
    return pack
