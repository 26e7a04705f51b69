"""Every mention of a name, and around it what decides whose name it is; left to whoever reads it: whose it is."""

import ast

import _symtable as st
from cpg_nodes import BELOW

# How a name is mentioned; SOUGHT: somewhere in the span that is given.
_READ, _WRITE, _SOUGHT = 1, 2, 4
_DEFINITIONS = frozenset([ast.FunctionDef, ast.AsyncFunctionDef])
_COMPREHENSIONS = frozenset([ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp])
_TYPE_PARAMETERS = {ast.TypeVar: 0, ast.TypeVarTuple: 1, ast.ParamSpec: 2}


class Mentions:
    """
    Columns, each a list. `opened` knows the ident of the scope that a node opens, by (type of the scope, node).

    mentions: context, name, how, start and end in bytes of UTF-8; -1 for an end, or a start, that is as far from the
    other as the name is long. contexts: scope, class whose private names it may use, the innermost comprehension around
    it that has no scope, whether it is part of an annotation. comprehensions: start, end, the one around it. bound: the
    comprehension and a name that it keeps to itself.
    """

    def __init__(self, source, opened):
        self.source = source
        self.opened = opened
        self.mentions = [], [], [], [], []
        self.contexts = []
        self.comprehensions = []
        self.bound = []
        self._numbers = {}

    def run(self, tree):
        # Nodes, and numbers of contexts: what is taken off after such a number is in that context.
        contexts, names, hows, starts, ends = self.mentions
        lines, below, special = self.source.starts, _PLAIN, _SPECIAL
        name, load, attribute = ast.Name, ast.Load, ast.Attribute
        context = self._context(0, None, -1, False)
        stack = [tree]
        while stack:
            node = stack.pop()
            cls = type(node)
            while cls is attribute:
                node = node.value
                cls = type(node)
            if cls is name:
                contexts.append(context)
                names.append(node.id)
                hows.append(_READ if type(node.ctx) is load else _WRITE)
                line = lines[node.lineno]
                starts.append(line + node.col_offset)
                ends.append(line + node.end_col_offset)
                continue
            parts = below[cls]
            if parts is not None:
                stack += parts(node)
            elif cls is int:
                context = node
            else:
                special[cls](self, node, context, stack)

    def _context(self, *of):
        number = self._numbers.get(of)
        if number is None:
            number = self._numbers[of] = len(self.contexts)
            self.contexts.append(of)
        return number

    def _in_type(self, context):
        return self._context(*self.contexts[context][:3], True)

    def _mention(self, context, name, start, end, how=_WRITE):
        contexts, names, hows, starts, ends = self.mentions
        contexts.append(context)
        names.append(name)
        hows.append(how)
        starts.append(start)
        ends.append(end)

    def _start(self, node):
        return self.source.starts[node.lineno] + node.col_offset

    def _end(self, node):
        return self.source.starts[node.end_lineno] + node.end_col_offset

    def _seek(self, context, name, start, first):
        """A name whose place the tree does not tell: the first such word from `start` on, before the body."""
        self._mention(context, name, start, self._start(first), _WRITE | _SOUGHT)

    def _augmented(self, node, context, stack):
        target = node.target
        if type(target) is ast.Name:
            self._mention(context, target.id, self._start(target), self._end(target), _READ | _WRITE)
        else:
            stack.append(target)
        stack.append(node.value)

    def _annotated(self, node, context, stack):
        stack += (node.target, node.value, context, node.annotation, self._in_type(context))

    def _function(self, node, context, stack):
        scope, private, inlined, in_type = self.contexts[context]
        inner = self._context(self.opened.get((st.TYPE_FUNCTION, node), scope), private, -1, False)
        self._seek(context, node.name, self._start(node), node.body[0])
        # Decorators and defaults are outside.
        stack += node.decorator_list
        stack.append(context)
        stack += node.body
        stack.append(inner)
        types = scope
        if node.type_params:
            types = self.opened.get((st.TYPE_TYPE_PARAMETERS, node), scope)
            stack += node.type_params
            stack.append(self._context(types, private, inlined, in_type))
        annotations = self._arguments(node.args, inner, stack)
        if node.returns is not None:
            annotations.append(node.returns)
        if annotations:
            stack += annotations
            stack.append(self._context(types, private, inlined, True))
        self._defaults(node.args, context, stack)

    def _lambda(self, node, context, stack):
        scope, private, _, _ = self.contexts[context]
        inner = self._context(self.opened.get((st.TYPE_FUNCTION, node), scope), private, -1, False)
        self._arguments(node.args, inner, stack)
        stack += (context, node.body, inner)
        self._defaults(node.args, context, stack)

    def _arguments(self, arguments, inner, stack):
        """Mentions the parameters; returns their annotations."""
        lines = self.source.starts
        annotations = []
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        if arguments.vararg is not None:
            every.append(arguments.vararg)
        if arguments.kwarg is not None:
            every.append(arguments.kwarg)
        if every:
            contexts, names, hows, starts, ends = self.mentions
            count = len(every)
            contexts += [inner] * count
            names += [argument.arg for argument in every]
            hows += [_WRITE] * count
            starts += [lines[argument.lineno] + argument.col_offset for argument in every]
            ends += [-1] * count
            annotations += [argument.annotation for argument in every if argument.annotation is not None]
        return annotations

    def _defaults(self, arguments, context, stack):
        if arguments.defaults or arguments.kw_defaults:
            stack += arguments.defaults
            stack += arguments.kw_defaults
            stack.append(context)

    def _class(self, node, context, stack):
        scope, private, inlined, in_type = self.contexts[context]
        inner = self.opened.get((st.TYPE_CLASS, node), scope)
        types = self.opened.get((st.TYPE_TYPE_PARAMETERS, node), scope)
        self._seek(context, node.name, self._start(node), node.body[0])
        stack += node.decorator_list
        stack.append(context)
        stack += node.body
        stack.append(self._context(inner, node.name, -1, False))
        stack += node.keywords
        stack += node.bases
        stack += node.type_params
        stack.append(self._context(types, private, inlined, in_type))

    def _comprehension(self, node, context, stack):
        """The first iterable is outside. A comprehension without a scope of its own still keeps its names to itself."""
        scope, private, inlined, in_type = self.contexts[context]
        inner, within = self.opened.get((st.TYPE_FUNCTION, node)), -1
        if inner is None:
            inner, within = scope, len(self.comprehensions)
            self.comprehensions.append((self._start(node), self._end(node), inlined))
            targets = {name for generator in node.generators for name in _names(generator.target)}
            self.bound += [(within, name) for name in targets]
        first, *others = node.generators
        stack += (first.iter, context, first.target)
        stack += first.ifs
        stack += others
        stack += (node.key, node.value) if type(node) is ast.DictComp else (node.elt,)
        stack.append(self._context(inner, private, within, in_type))

    def _alias(self, node, context, stack):
        scope, *others = self.contexts[context]
        types = self.opened.get((st.TYPE_TYPE_PARAMETERS, node), scope)
        stack += (node.name, context, node.value, *node.type_params, self._context(types, *others))

    def _imports(self, node, context, stack):
        for alias in node.names:
            if alias.asname is not None:
                self._mention(context, alias.asname, -1, self._end(alias))
            elif alias.name != "*":
                self._mention(context, alias.name.partition(".")[0], self._start(alias), -1)

    def _handler(self, node, context, stack):
        if node.name is not None:
            self._seek(context, node.name, self._end(node.type), node.body[0])
        stack += BELOW[ast.ExceptHandler](node)

    def _pattern(self, node, context, stack):
        if node.name is not None:
            self._mention(context, node.name, -1, self._end(node))
        stack += BELOW[type(node)](node)

    def _mapping(self, node, context, stack):
        if node.rest is not None:
            at = self.source.utf8.rfind(node.rest.encode(), self._start(node), self._end(node))
            self._mention(context, node.rest, at, -1)
        stack += BELOW[ast.MatchMapping](node)

    def _type_parameter(self, node, context, stack):
        self._mention(context, node.name, self._start(node) + _TYPE_PARAMETERS[type(node)], -1)
        stack += BELOW[type(node)](node)


def _names(target):
    """Names in the target of a comprehension."""
    if type(target) is ast.Name:
        return (target.id,)
    return [node.id for node in ast.walk(target) if type(node) is ast.Name]


_SPECIAL = {
    ast.AugAssign: Mentions._augmented, ast.AnnAssign: Mentions._annotated, ast.Lambda: Mentions._lambda,
    ast.ClassDef: Mentions._class, ast.TypeAlias: Mentions._alias, ast.Import: Mentions._imports,
    ast.ImportFrom: Mentions._imports, ast.ExceptHandler: Mentions._handler, ast.MatchAs: Mentions._pattern,
    ast.MatchStar: Mentions._pattern, ast.MatchMapping: Mentions._mapping,
    **dict.fromkeys(_DEFINITIONS, Mentions._function),
    **dict.fromkeys(_COMPREHENSIONS, Mentions._comprehension),
    **dict.fromkeys(_TYPE_PARAMETERS, Mentions._type_parameter),
}  # fmt: skip
# What to go on with; None where there is more to do. Tables of methods are no attributes: cycles are freed late.
_PLAIN = {**BELOW, **dict.fromkeys(_SPECIAL), int: None}
