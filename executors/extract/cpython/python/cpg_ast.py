"""CPython's `ast` of one file as tables: nodes, definitions, calls, imports, docstrings, `# type: ignore`."""

import ast
import io
import re
import tokenize

from cpg_pack import Pack, columns_of, literal, short

_NAMES = {
    "FunctionDef": "name", "AsyncFunctionDef": "name", "ClassDef": "name", "Name": "id", "Attribute": "attr",
    "arg": "arg", "keyword": "arg", "alias": "name", "ExceptHandler": "name", "MatchAs": "name", "MatchStar": "name",
    "MatchMapping": "rest", "TypeVar": "name", "ParamSpec": "name", "TypeVarTuple": "name", "ImportFrom": "module",
}  # fmt: skip

_VALUES = {
    "Constant": lambda node: literal(node.value),
    "MatchSingleton": lambda node: literal(node.value),
    "alias": lambda node: node.asname,
    "Global": lambda node: short(", ".join(node.names)),
    "Nonlocal": lambda node: short(", ".join(node.names)),
    "MatchClass": lambda node: short(", ".join(node.kwd_attrs)) or None,
    "FormattedValue": lambda node: chr(node.conversion) if node.conversion > 0 else None,
    "Interpolation": lambda node: chr(node.conversion) if node.conversion > 0 else None,
    "comprehension": lambda node: "async" if node.is_async else None,
}

_STRINGS = []


def _string(value):
    if value not in _STRINGS:
        _STRINGS.append(value)
    return _STRINGS.index(value)


def _children(cls):
    """Fields that hold nodes, last first: (name, index of the name, whether it is a list)."""
    fields = []
    for field, kind in cls._field_types.items():
        text = str(kind)
        if "ast." in text:
            fields.append((field, _string(field), text.startswith("list[")))
    return tuple(reversed(fields))


def _classes(cls):
    for sub in cls.__subclasses__():
        if sub.__module__ == "ast":
            yield sub
            yield from _classes(sub)


_INFO = {
    cls: (
        _string(cls.__name__),
        "lineno" in cls._attributes,
        _NAMES.get(cls.__name__),
        _VALUES.get(cls.__name__),
        _children(cls),
    )
    for cls in sorted(set(_classes(ast.AST)), key=lambda cls: cls.__name__)
    if getattr(cls, "_field_types", None) is not None
}
_INDEX = {value: i for i, value in enumerate(_STRINGS)}

_SPECIAL = frozenset(
    [ast.Call, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.TypeAlias, ast.Import, ast.ImportFrom, ast.Module]
)
_OWNERS = frozenset([ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef])
_GAP = rb"(?:[ \t\f]|\\(?:\r\n|\r|\n))+"
_NAME = re.compile(rb"(?:async" + _GAP + rb")?(?:def|class)" + _GAP + rb"([\w\x80-\xff]+)")
_IGNORE = re.compile(r"#[ \t]*type:[ \t]*ignore(?![A-Za-z0-9\x80-\U0010ffff])(.*)", re.DOTALL)


def tables(source):
    """The tables of `source`, packed. Raises Rejected."""
    tree = source.compile(ast.PyCF_ONLY_AST)
    pack = Pack(_STRINGS, _INDEX)
    walk = _Walk(source, pack)
    walk.run(tree)
    walk.ignores()
    walk.finish()
    return pack


class _Walk:
    def __init__(self, source, pack):
        self.source = source
        self.pack = pack
        self.columns = [[] for _ in range(8)]
        self.docstrings, self.imports, self.defs, self.calls, self.type_ignores = [], [], [], [], []

    def run(self, tree):
        """Parents before children, children in the order of their fields."""
        # Methods are called on lists, never taken off them, and `type` is asked for classes: the interpreter has
        # instructions for these, while any other call of a function written in C leaves WebAssembly and comes back.
        parents, kinds, names, values, slots, indexes, starts, ends = self.columns
        lines, special = self.source.starts, self.special
        info, specials = _INFO, _SPECIAL
        stack = [(tree, -1, -1, -1)]
        ident = -1
        while stack:
            node, parent, slot, index = stack.pop()
            ident += 1
            cls = type(node)
            kind, positional, name, value, fields = info[cls]
            parents.append(parent)
            kinds.append(kind)
            slots.append(slot)
            indexes.append(index)
            if positional:
                starts.append(lines[node.lineno] + node.col_offset)
                ends.append(lines[node.end_lineno] + node.end_col_offset)
            else:
                starts.append(-1)
                ends.append(-1)
            names.append(None if name is None else getattr(node, name))
            values.append(None if value is None else value(node))
            if cls in specials:
                special(node, cls, ident, parent)
            for field, field_slot, is_list in fields:
                child = getattr(node, field)
                if is_list:
                    i = len(child)
                    while i:
                        i -= 1
                        if child[i] is not None:
                            stack.append((child[i], ident, field_slot, i))
                elif child is not None:
                    stack.append((child, ident, field_slot, -1))
        starts[0], ends[0] = 0, len(self.source.utf8)

    def span(self, node):
        lines = self.source.starts
        return lines[node.lineno] + node.col_offset, lines[node.end_lineno] + node.end_col_offset

    def special(self, node, cls, ident, parent):
        text = self.pack.text
        if cls is ast.Call:
            func = node.func
            name = getattr(func, "id", None) or getattr(func, "attr", None)
            count = len(node.args) + len(node.keywords)
            named = -1 if name is None else text(name)
            self.calls.append((ident, parent, text(type(func).__name__), named, count, *self.span(node), *self.span(func)))
            return
        if cls in _OWNERS:
            self.docstring(node, cls, ident)
            if cls is not ast.Module:
                start, end = self.span(node)
                name = _NAME.match(self.source.utf8, start)
                self.defs.append((ident, parent, text(cls.__name__), text(node.name), start, end, *name.span(1)))
        elif cls is ast.TypeAlias:
            row = (ident, parent, text("TypeAlias"), text(node.name.id), *self.span(node), *self.span(node.name))
            self.defs.append(row)
        else:
            kind, module, level = text("import"), -1, 0
            if cls is ast.ImportFrom:
                kind, level = text("importfrom"), node.level
                module = -1 if node.module is None else text(node.module)
            for i, alias in enumerate(node.names):
                asname = -1 if alias.asname is None else text(alias.asname)
                row = (ident, parent, kind, module, text(alias.name), asname, i, level, alias.name == "*", *self.span(alias))
                self.imports.append(row)

    def docstring(self, node, cls, ident):
        first = node.body[0] if node.body else None
        if first.__class__ is not ast.Expr or first.value.__class__ is not ast.Constant:
            return
        if isinstance(first.value.value, str):
            text = self.pack.text
            name = -1 if cls is ast.Module else text(node.name)
            self.docstrings.append((ident, text(cls.__name__), name, text(first.value.value), *self.span(first.value)))

    def ignores(self):
        """`# type: ignore` comments, as nodes after all others: what `ast.parse(type_comments=True)` lists."""
        if not _IGNORE.search(self.source.text):
            return
        lines = self.source.text.replace("\r\n", "\n").replace("\r", "\n")
        parents, kinds, names, values, slots, indexes, starts, ends = self.columns
        for token in tokenize.generate_tokens(io.StringIO(lines).readline):
            found = _IGNORE.match(token.string) if token.type == tokenize.COMMENT else None
            if found is None:
                continue
            line = self.source.starts[token.start[0]]
            start = line + len(token.line[: token.start[1]].encode("utf-8"))
            end = start + len(token.string.encode("utf-8"))
            tag = found.group(1)
            ident = len(kinds)
            parents.append(0)
            kinds.append(self.pack.text("TypeIgnore"))
            names.append(None)
            values.append(tag)
            slots.append(self.pack.text("type_ignores"))
            indexes.append(len(self.type_ignores))
            starts.append(start)
            ends.append(end)
            self.type_ignores.append((ident, self.pack.text(tag), start, end))

    def finish(self):
        disk = self.source.to_disk
        parents, kinds, names, values, slots, indexes, starts, ends = self.columns
        named, valued = self.pack.texts(names), self.pack.texts(values)
        self.pack.table("nodes", [parents, kinds, named, valued, slots, indexes, disk(starts), disk(ends)])
        for name, rows, width, spans in (
            ("docstrings", self.docstrings, 6, 2),
            ("imports", self.imports, 11, 2),
            ("defs", self.defs, 8, 4),
            ("calls", self.calls, 9, 4),
            ("type_ignores", self.type_ignores, 4, 2),
        ):
            columns = columns_of(rows, width)
            self.pack.table(name, [*columns[:-spans], *map(disk, columns[-spans:])])
