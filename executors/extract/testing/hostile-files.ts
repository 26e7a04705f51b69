/** Files that parsers, and code around them, have stumbled over, by the end of their name. */
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const repeat = (text: string, times: number): string => text.repeat(times);

/** What is in a file, and its content. */
export type HostileFile = readonly [what: string, content: string | Uint8Array];

/** In any language: only statements that all of them have. */
const ANYWHERE: readonly HostileFile[] = [
  ['nothing', ''],
  ['a byte order mark', '\ufeff'],
  ['a byte order mark before code', '\ufeffx = y\n'],
  ['CRLF', 'x = 1\r\ny = x\r\n'],
  ['lone CR', 'x = 1\ry = x\r'],
  ['no newline at the end', 'x = 1\ny = x'],
  ['astral characters', 'é = "日😀"; 𝓍 = é\n'],
  ['tabs', 'x\t=\t(\n\ty)\n'],
  ['form feeds', 'x = 1\n\f\ny = x\f\n'],
  ['NUL', 'x = 1\0\ny = x\n'],
  ['only NUL', repeat('\0', 100)],
  ['bytes that are not UTF-8', latin1('x = "\xe9"\n')],
  ['a literal of 100,000 elements', `x = [${repeat('y, ', 100_000)}]\n`],
  ['3,000 nested parentheses', `x = ${repeat('(', 3_000)}y${repeat(')', 3_000)}\n`],
  ['a sum of 20,000 terms', `x = ${repeat('1 + ', 20_000)}1\n`],
  ['an unfinished string', 'x = "never closed\ny = x\n'],
  ['an unfinished call', 'f(x, (y'],
];

const PYTHON: readonly HostileFile[] = [
  ['latin-1', latin1('# coding: latin-1\n\xe9 = "\xe8"; y = \xe9\n')],
  ['gbk', latin1('# coding: gbk\n\xc4\xe3 = "\xba\xc3"; y = \xc4\xe3\n')],
  ['an unknown encoding', '# coding: klingon\nx = 1\n'],
  ['an unfinished definition', 'def f(a, b\nclass C:\n  def g(self):\n'],
  ['Python 2', 'print "a"\nexec "b" in c\nraise E, "d"\nx = 0777L <> `y`\n'],
  ['decorators', '@a\n@b.c(d)\nclass C:\n  @property\n  async def f(self, *, x: int = 1) -> "C": await x\n'],
  ['type parameters', 'type A[T: (int, str), *Ts, **P] = B[T]\ndef f[T](x: T) -> T: return x\nclass C[T](D): pass\n'],
  ['match', 'match x:\n  case {"a": [1, *b], **c} if d: pass\n  case C(e=f) | None: pass\n  case _: pass\n'],
  ['nested f-strings', 'x = f"{f"{a!r:>{b}}" + \'c\'}" f\'{d=}\' rf"{e:{f"{g}"}}"\n'],
  ['comprehensions and lambdas', 'x = [(lambda y: y)(z) for z in {k: v for k, v in w} if (u := z)]\n'],
];

const ECMASCRIPT: readonly HostileFile[] = [
  ['an unfinished function', 'function f(a, b {\nclass C { g( }\n'],
  ['a template in templates', `x = \`a\${\`b\${c}\`}d\`; y = f\`\${x}\`\n`],
  ['a regular expression with brackets', 'x = /[(](\\(/u.test(y) / 2\n'],
  ['line separators', 'x = 1\u2028y = x\u2029'],
];

const TYPESCRIPT: readonly HostileFile[] = [
  [
    'decorators',
    '@a @b.c(d) class C { @e() f?: string; @g get h(): this { return this } constructor(@i private j: K) {} }\n',
  ],
  [
    'type parameters',
    'type A<in out T extends B = C> = T extends infer U ? U[] : never;\nfunction f<const T>(x: T): x is T {}\n',
  ],
  ['namespaces and enums', 'declare namespace N.M { const enum E { A = 1 << 2 } }\nimport x = N.M;\nexport = x;\n'],
];

const TSX: readonly HostileFile[] = [
  ['elements', "export const V = <T,>(p: P<T>) => <><a.b {...p} c='d'>it's {p.e}{/* f */}</a.b></>;\n"],
  ['unfinished elements', 'x = <a><b></a>;\n'],
];

export const HOSTILE_FILES: Readonly<Record<string, readonly HostileFile[]>> = {
  'a.py': [...ANYWHERE, ...PYTHON],
  'a.ts': [...ANYWHERE, ...ECMASCRIPT, ...TYPESCRIPT],
  'a.tsx': [...ECMASCRIPT, ...TYPESCRIPT, ...TSX],
  'a.js': [...ANYWHERE, ...ECMASCRIPT, ...TSX.slice(1)],
  'a.md': ANYWHERE,
};
