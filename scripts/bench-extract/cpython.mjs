/**
 * Python: what extraction costs beside CPython alone, in WebAssembly both times.
 *
 *   node scripts/bench-extract/cpython.mjs <directory with sources>
 *
 * The floor of each source parses or compiles the file and walks what comes of it, without recursion, into columns of
 * integers: nodes with kind, parent and span; scopes and symbols with their flags; instructions with their positions. A
 * symbol table knows lines only, so its floor has the syntax tree as well, parsed and visited but not kept.
 */
import { compare, extraction, load, sources } from './measure.mjs';

const { loadPyodide } = load('pyodide');
const python = await loadPyodide({ stdout: () => {}, stderr: () => {} });
const FLOOR = python.runPython(`
import ast, dis, warnings
import _symtable as st
from array import array

warnings.simplefilter("ignore")
CLASSES = [c for c in vars(ast).values() if isinstance(c, type) and issubclass(c, ast.AST)]
KIND = {c: i for i, c in enumerate(CLASSES)}

def starts_of(data):
    starts = [0, 0]
    for line in data.splitlines(True):
        starts.append(starts[-1] + len(line))
    return starts

def walk_ast(data):
    tree = compile(data, "f", "exec", ast.PyCF_ONLY_AST, True, 0)
    starts = starts_of(data)
    kinds, parents, begins, ends = [], [], [], []
    stack = [(tree, -1)]
    while stack:
        node, parent = stack.pop()
        ident = len(kinds)
        cls = type(node)
        kinds.append(KIND[cls])
        parents.append(parent)
        if cls._attributes:
            begins.append(starts[node.lineno] + node.col_offset)
            ends.append(starts[node.end_lineno] + node.end_col_offset)
        else:
            begins.append(-1)
            ends.append(-1)
        for field in cls._fields:
            child = getattr(node, field)
            if type(child) is list:
                for item in child:
                    if isinstance(item, ast.AST):
                        stack.append((item, ident))
            elif isinstance(child, ast.AST):
                stack.append((child, ident))
    return sum(len(array("i", c)) for c in (kinds, parents, begins, ends)) // 4

def walk_symtable(data):
    nodes = [compile(data, "f", "exec", ast.PyCF_ONLY_AST, True, 0)]
    while nodes:
        node = nodes.pop()
        for field in type(node)._fields:
            child = getattr(node, field)
            if type(child) is list:
                nodes.extend([item for item in child if isinstance(item, ast.AST)])
            elif isinstance(child, ast.AST):
                nodes.append(child)
    scopes, parents, owners, flags = [], [], [], []
    stack = [(st.symtable(data, "f", "exec"), -1)]
    while stack:
        scope, parent = stack.pop()
        ident = len(scopes)
        scopes.append(scope.type)
        parents.append(parent)
        for value in scope.symbols.values():
            owners.append(ident)
            flags.append(value)
        for child in scope.children:
            stack.append((child, ident))
    return sum(len(array("i", c)) for c in (scopes, parents, owners, flags)) // 2

def walk_bytecode(data):
    starts = starts_of(data)
    units, offsets, ops, args, begins, ends = [], [], [], [], [], []
    stack = [compile(data, "f", "exec", 0, True, 0)]
    unit = 0
    while stack:
        code = stack.pop()
        positions = list(code.co_positions())
        for offset, _, op, arg in dis._unpack_opargs(code.co_code):
            units.append(unit)
            offsets.append(offset)
            ops.append(op)
            args.append(-1 if arg is None else arg)
            line, end_line, column, end_column = positions[offset >> 1]
            known = line and column is not None
            begins.append(starts[line] + column if known else -1)
            ends.append(starts[end_line] + end_column if known else -1)
        dis._parse_exception_table(code)
        for const in code.co_consts:
            if type(const) is type(code):
                stack.append(const)
        unit += 1
    return sum(len(array("i", c)) for c in (units, offsets, ops, args, begins, ends)) // 6

def run(walk, data):
    try:
        return walk(data.to_bytes())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return 0

lambda name, data: run(globals()[name], data)
`);

const floor = (name) => (files) => {
  let rows = 0;
  for (const { bytes } of files) {
    rows += FLOOR(name, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  }
  return rows;
};

const files = sources(['py']);
for (const source of ['ast', 'symtable', 'bytecode']) {
  const run = await extraction(`./executors/extract/${source}/extractor.js`, ['python']);
  await compare(files, floor(`walk_${source}`), { [source]: run });
}
