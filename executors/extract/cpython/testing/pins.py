"""Compares what we read off private parts of CPython with what its public modules say. Prints nothing when they agree."""

import ast
import dis
import io
import symtable

import _symtable as st
import cpg_ast
import cpg_bytecode
import cpg_symtable
from cpg_source import Source


def rows(pack, name):
    """Rows of a table with integers only."""
    at = 0
    for table, (_, width) in pack._tables.items():
        if table == name:
            return list(zip(*pack._columns[at : at + width]))
        at += width
    return []


def same(what, ours, theirs):
    if ours != theirs:
        raise AssertionError(f"{what}\n  ours:   {ours}\n  theirs: {theirs}")


def check_ast(data):
    source = Source(data)
    pack = cpg_ast.tables(source)
    text = lambda i: None if i < 0 else pack.strings[i]
    theirs = []

    def visit(node, parent, slot, index):
        ident = len(theirs)
        theirs.append((parent, type(node).__name__, slot, index, getattr(node, "lineno", None) if not isinstance(node, ast.TypeIgnore) else None))
        ignores = []
        for field, value in ast.iter_fields(node):
            for i, child in enumerate(value) if isinstance(value, list) else [(-1, value)]:
                if isinstance(child, ast.AST):
                    visit(child, ident, field, i)

    visit(ast.parse(data, type_comments=True), -1, None, -1)
    ours = []
    for parent, kind, name, value, slot, index, start, end in rows(pack, "nodes"):
        line = source.utf8[:start].count(b"\n") + 1 if start >= 0 and text(kind) not in ("Module", "TypeIgnore") else None
        ours.append((parent, text(kind), text(slot), index, line))
    same("nodes", ours, theirs)


def check_symtable(data):
    source = Source(data)
    pack = cpg_symtable.tables(source)
    text = pack.strings.__getitem__
    symbols, named = {}, {}
    for ident, name, flags, count in rows(pack, "symbols"):
        symbols.setdefault(ident, {})[text(name)] = [*(flags >> i & 1 for i in range(11)), int(count > 0), count]
    for ident, role, name, _ in rows(pack, "named"):
        named.setdefault(ident, {}).setdefault(text(role), []).append(text(name))
    ident = 0
    stack = [symtable.symtable(source.text, "s", "exec")]
    while stack:
        table = stack.pop()
        theirs = {}
        for s in table.get_symbols():
            theirs[s.get_name()] = [int(f) for f in (
                s.is_referenced(), s.is_imported(), s.is_parameter(), s.is_type_parameter(), s.is_global(),
                s.is_nonlocal(), s.is_declared_global(), s.is_local(), s.is_annotated(), s.is_free(), s.is_assigned(),
                s.is_namespace(), len(s.get_namespaces()),
            )]  # fmt: skip
        same(f"symbols of {table}", symbols.get(ident, {}), theirs)
        ours = named.get(ident, {})
        if isinstance(table, symtable.Function):
            same(f"parameters of {table}", sorted(ours.get("parameters", [])), sorted(table.get_parameters()))
            for role, bit in (("locals", 7), ("globals", 4), ("nonlocals", 5), ("frees", 9)):
                with_bit = sorted(name for name, flags in symbols.get(ident, {}).items() if flags[bit])
                same(f"{role} of {table}", with_bit, sorted(getattr(table, f"get_{role}")()))
        elif isinstance(table, symtable.Class):
            same(f"methods of {table}", ours.get("methods", []), list(table.get_methods()))
        stack.extend(reversed(table.get_children()))
        ident += 1
    same("scopes", len(rows(pack, "scopes")), ident)


def check_bytecode(data):
    source = Source(data)
    pack = cpg_bytecode.tables(source)
    text = lambda i: None if i < 0 else pack.strings[i]
    kinds = [text(kind) for (kind,) in rows(pack, "argument_kinds")]
    ours, exceptions = [], {}
    for offset, op, arg, said, target, line, *_ in rows(pack, "instructions"):
        if offset == 0:
            ours.append([])
        ours[-1].append((offset, text(op), None if arg < 0 else arg, kinds[op], text(said), target, line))
    for unit, _, *entry in rows(pack, "exceptions"):
        exceptions.setdefault(unit, []).append(tuple(entry))
    unit = 0
    stack = [compile(source.text, "s", "exec", 0, True, 0)]
    while stack:
        code = stack.pop()
        bytecode = dis.Bytecode(code)
        theirs = []
        found = [i for i in bytecode if i.opname != "EXTENDED_ARG"]
        for i in found:
            kind = said = None
            jump = -1
            if i.opname == "END_ASYNC_FOR":
                pass
            elif i.jump_target is not None:
                kind, jump = "jump", i.jump_target
            elif i.opcode in dis.hasconst or i.opname == "LOAD_SMALL_INT":
                kind = "const"
            elif i.opcode in dis.hasname:
                kind, said = "name", i.argval
            elif i.opcode in dis.hasfree or i.opname == "LOAD_DEREF":
                kind, said = "free", i.argval
            elif i.opcode in dis.haslocal:
                kind, said = "local", ", ".join(i.argval) if isinstance(i.argval, tuple) else i.argval
            elif i.opcode in dis.hascompare:
                kind, said = "compare", i.argval
            elif i.opname == "BINARY_OP":
                kind, said = "operator", i.argrepr
            line = i.line_number - 1 if i.line_number else -1
            theirs.append((i.start_offset, i.opname, i.arg, kind, said, jump, line))
        ends = [i.end_offset for i in found]
        same(f"ends of {code}", ends, [*[i.start_offset for i in found[1:]], len(code.co_code)])
        mine = [(*o[:4], o[4] if t[4] is not None else None, *o[5:]) for o, t in zip(ours[unit], theirs)]
        same(f"instructions of {code}", mine, theirs)
        entries = [(e.start, e.end, e.target, e.depth, int(e.lasti)) for e in bytecode.exception_entries]
        same(f"exceptions of {code}", [(*e[:4], int(e[4])) for e in exceptions.get(unit, [])], entries)
        stack.extend(reversed([c for c in code.co_consts if hasattr(c, "co_code")]))
        unit += 1


def check(data):
    import warnings

    warnings.simplefilter("ignore")
    for one in (check_ast, check_symtable, check_bytecode):
        one(data)
