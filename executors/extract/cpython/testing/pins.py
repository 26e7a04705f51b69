"""What public modules of CPython say, compared with what we read off its private parts; silent where they agree."""

import ast
import dis
import json
import symtable

import _symtable as st
import cpg_ast
import cpg_symtable
from cpg_pack import literal
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


def bytecode_of(data):
    """
    What `dis` says, as JSON: of each code object, parents first, its instructions (offset, end, name, argument, kind and
    text of the argument, where it jumps to, line, span in bytes of UTF-8), ranges of exceptions, and changes of lines.
    """
    source = Source(data)
    units = []
    stack = [compile(source.text, "s", "exec", 0, True, 0)]
    while stack:
        code = stack.pop()
        bytecode = dis.Bytecode(code)
        found = [i for i in bytecode if i.opname != "EXTENDED_ARG"]
        units.append({
            "name": code.co_name,
            "instructions": [instruction(source, i) for i in found],
            "exceptions": [(e.start, e.end, e.target, e.depth, e.lasti) for e in bytecode.exception_entries],
            "lines": changes((offset, line - 1 if line else None) for offset, _, line in code.co_lines()),
        })  # fmt: skip
        stack.extend(reversed([c for c in code.co_consts if hasattr(c, "co_code")]))
    return json.dumps(units)


def instruction(source, i):
    kind = said = jump = None
    if i.opname == "END_ASYNC_FOR":
        pass
    elif i.jump_target is not None:
        kind, jump = "jump", i.jump_target
    elif i.opcode in dis.hasconst or i.opname == "LOAD_SMALL_INT":
        kind, said = "const", literal(i.argval) if not hasattr(i.argval, "co_code") else None
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
    line, end_line, column, end_column = i.positions
    start = end = None
    if line and column is not None:
        start, end = source.starts[line] + column, source.starts[end_line] + end_column
    zero_based = i.line_number - 1 if i.line_number else None
    return (i.start_offset, i.end_offset, i.opname, i.arg, kind, said, jump, zero_based, start, end)


def changes(lines):
    found = []
    for offset, line in lines:
        if not found or line != found[-1][1]:
            found.append((offset, line))
    return found


def check(data):
    import warnings

    warnings.simplefilter("ignore")
    for one in (check_ast, check_symtable):
        one(data)
