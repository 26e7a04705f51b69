"""Every mention of a name with the scope it is in and the scope whose name it means."""

import ast

import _symtable as st

_BOUND = (st.LOCAL, st.CELL)
_COMPREHENSIONS = frozenset([ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp])
_DEFINITIONS = frozenset([ast.FunctionDef, ast.AsyncFunctionDef])
_TYPE_PARAMETERS = frozenset([ast.TypeVar, ast.ParamSpec, ast.TypeVarTuple])


class References:
    """
    `scopes` lists (scope, ident of its parent) by ident; `opened` knows the ident of the scope that a node opens, by
    (type of the scope, node). Rows are (scope, name, scope of what it means or -1, span of the comprehension that binds
    it or -1, -1, read, written, in an annotation, start, end).
    """

    def __init__(self, source, text, scopes, opened):
        self.source = source
        self.text = text
        self.scopes = scopes
        self.opened = opened
        self.rows = []
        # `global x` in a function makes a name of the module, whether the module itself binds it or not.
        self.globals = {
            name
            for table, _ in scopes
            for name, flags in table.symbols.items()
            if flags & st.DEF_LOCAL and flags >> st.SCOPE_OFF & st.SCOPE_MASK == st.GLOBAL_EXPLICIT
        }

    def run(self, tree):
        # A node, the scope it is in, the class whose private names it may use, inlined comprehensions around it, and
        # whether it is part of an annotation.
        stack = [(tree, 0, None, None, False)]
        while stack:
            node, *where = stack.pop()
            cls = node.__class__
            if cls is ast.Name:
                context = node.ctx.__class__
                self._mention(node.id, where, *self._span(node), context is ast.Load, context is not ast.Load)
            elif cls is ast.AugAssign and node.target.__class__ is ast.Name:
                self._mention(node.target.id, where, *self._span(node.target), True, True)
                stack.append((node.value, *where))
            elif cls in _DEFINITIONS or cls is ast.Lambda:
                self._function(node, where, stack)
            elif cls is ast.ClassDef:
                self._class(node, where, stack)
            elif cls in _COMPREHENSIONS:
                self._comprehension(node, cls, where, stack)
            elif cls is ast.TypeAlias:
                types = self.opened.get((st.TYPE_TYPE_PARAMETERS, node), where[0])
                stack.extend([(p, types, *where[1:]) for p in (node.value, *reversed(node.type_params))])
                stack.append((node.name, *where))
            else:
                self._bindings(node, cls, where)
                # Last first: the stack gives them back in order.
                below = list(ast.iter_child_nodes(node))
                annotated = cls is ast.AnnAssign
                for child in reversed(below):
                    in_type = where[3] or (annotated and child is node.annotation)
                    stack.append((child, *where[:3], in_type))

        self.rows.sort(key=lambda row: row[-2:])

    def _span(self, node):
        lines = self.source.starts
        return lines[node.lineno] + node.col_offset, lines[node.end_lineno] + node.end_col_offset

    def _function(self, node, where, stack):
        scope, private, inlined, in_type = where
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
        every = [a for a in every if a is not None]
        inner = self.opened.get((st.TYPE_FUNCTION, node), scope)
        types = scope
        if node.__class__ is ast.Lambda:
            stack.append((node.body, inner, private, None, False))
        else:
            types = self.opened.get((st.TYPE_TYPE_PARAMETERS, node), scope)
            stack.extend([(s, inner, private, None, False) for s in reversed(node.body)])
            start, _ = self._span(node)
            self._found(node.name, start, node.body[0], where)
            if node.returns is not None:
                stack.append((node.returns, types, private, inlined, True))
            stack.extend([(p, types, private, inlined, in_type) for p in reversed(node.type_params)])
            stack.extend([(d, *where) for d in reversed(node.decorator_list)])
        for argument in every:
            start, _ = self._span(argument)
            name = argument.arg
            self._mention(name, (inner, private, None, False), start, start + len(name.encode()))
            if argument.annotation is not None:
                stack.append((argument.annotation, types, private, inlined, True))
        stack.extend([(d, *where) for d in arguments.defaults + arguments.kw_defaults if d is not None])

    def _class(self, node, where, stack):
        scope, private, inlined, in_type = where
        inner = self.opened.get((st.TYPE_CLASS, node), scope)
        types = self.opened.get((st.TYPE_TYPE_PARAMETERS, node), scope)
        stack.extend([(s, inner, node.name, None, False) for s in reversed(node.body)])
        stack.extend([(b, types, private, inlined, in_type) for b in [*reversed(node.keywords), *reversed(node.bases)]])
        stack.extend([(p, types, private, inlined, in_type) for p in reversed(node.type_params)])
        stack.extend([(d, *where) for d in reversed(node.decorator_list)])
        start, _ = self._span(node)
        self._found(node.name, start, node.body[0], where)

    def _comprehension(self, node, cls, where, stack):
        """The first iterable is outside. A comprehension without a scope of its own still keeps its names to itself."""
        scope, private, inlined, in_type = where
        first = node.generators[0]
        inner = self.opened.get((st.TYPE_FUNCTION, node))
        if inner is None:
            targets = {n.id for g in node.generators for n in ast.walk(g.target) if n.__class__ is ast.Name}
            inner, within = scope, (targets, self._span(node), inlined)
        else:
            within = None
        parts = [node.key, node.value] if cls is ast.DictComp else [node.elt]
        parts += [first.target, *first.ifs]
        for generator in node.generators[1:]:
            parts += [generator.target, generator.iter, *generator.ifs]
        stack.extend([(p, inner, private, within, in_type) for p in reversed(parts) if p is not None])
        stack.append((first.iter, *where))

    def _bindings(self, node, cls, where):
        """Names that are bound without a Name node."""
        if cls is ast.Import or cls is ast.ImportFrom:
            for alias in node.names:
                if alias.name == "*":
                    continue
                start, end = self._span(alias)
                if alias.asname is not None:
                    self._mention(alias.asname, where, end - len(alias.asname.encode()), end)
                else:
                    name = alias.name.partition(".")[0]
                    self._mention(name, where, start, start + len(name.encode()))
        elif cls is ast.ExceptHandler and node.name is not None:
            _, after = self._span(node.type)
            self._found(node.name, after, node.body[0], where)
        elif (cls is ast.MatchAs or cls is ast.MatchStar) and node.name is not None:
            _, end = self._span(node)
            self._mention(node.name, where, end - len(node.name.encode()), end)
        elif cls is ast.MatchMapping and node.rest is not None:
            start, end = self._span(node)
            at = self.source.utf8.rfind(node.rest.encode(), start, end)
            self._mention(node.rest, where, at, at + len(node.rest.encode()))
        elif cls in _TYPE_PARAMETERS:
            start, _ = self._span(node)
            start += {ast.TypeVar: 0, ast.TypeVarTuple: 1, ast.ParamSpec: 2}[cls]
            self._mention(node.name, where, start, start + len(node.name.encode()))

    def _found(self, name, start, first, where):
        """A name whose place the tree does not tell: the first such word from `start` on, before the body."""
        word = name.encode()
        stop, _ = self._span(first)
        at = self.source.utf8.find(word, start, stop)
        while at >= 0 and not self._is_word(at, at + len(word)):
            at = self.source.utf8.find(word, at + 1, stop)
        if at >= 0:
            self._mention(name, where, at, at + len(word))

    def _is_word(self, start, end):
        around = self.source.utf8[max(start - 1, 0) : start] + self.source.utf8[end : end + 1]
        return not any(b == 95 or b >= 128 or chr(b).isalnum() for b in around)

    def _mention(self, name, where, start, end, read=False, write=True):
        scope, private, inlined, in_type = where
        if private is not None and name.startswith("__") and not name.endswith("__"):
            name = f"_{private.lstrip('_')}{name}" if private.lstrip("_") else name
        while inlined is not None:
            targets, comprehension, outer = inlined
            if name in targets:
                break
            inlined = outer
        resolved = scope if inlined is not None else self._resolve(scope, name)
        bound = (-1, -1) if inlined is None else comprehension
        self.rows.append((scope, self.text(name), resolved, *bound, read, write, in_type, start, end))

    def _resolve(self, scope, name):
        """The scope whose name it is; -1 for a builtin, or a name that nothing in the file binds."""
        table, parent = self.scopes[scope]
        flags = table.symbols.get(name)
        kind = None if flags is None else flags >> st.SCOPE_OFF & st.SCOPE_MASK
        if kind in _BOUND or table.type == st.TYPE_MODULE:
            bound = kind in _BOUND or flags is not None and flags & st.DEF_BOUND or name in self.globals
            return scope if bound else -1
        if kind in (st.GLOBAL_IMPLICIT, st.GLOBAL_EXPLICIT):
            return self._resolve(0, name)
        while parent > 0:
            table, above = self.scopes[parent]
            flags = table.symbols.get(name, 0)
            # Names of a class are not seen by the functions in it; annotations see them.
            if flags >> st.SCOPE_OFF & st.SCOPE_MASK in _BOUND and (table.type != st.TYPE_CLASS or kind is None):
                return parent
            parent = above
        return self._resolve(0, name)
