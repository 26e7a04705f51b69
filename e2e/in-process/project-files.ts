/** Sources as a model that can be edited, and as text. */
import { keysText } from '../../plugin/manifest/keys';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { KEYS_FILE, MANIFEST_FILE } from '../../plugin/manifest/naming';

export type Language = 'python' | 'typescript';

export interface Definition {
  readonly name: string;
  /** What is computed; another number is another body of the same interface. */
  readonly body: number;
  readonly exported: boolean;
  /** Name that the body calls, whoever defines it. */
  readonly calls: string;
}

export interface SourceFile {
  readonly language: Language;
  readonly comment: number;
  /** Whether the text ends in what is no syntax. */
  readonly broken: boolean;
  /** Module and name, resolved or not. */
  readonly imports: readonly (readonly [module: string, name: string])[];
  readonly definitions: readonly Definition[];
}

export interface Project {
  readonly name: string;
  readonly language: Language;
  /** File name to content. */
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** Directory to project. */
export type Projects = ReadonlyMap<string, Project>;

export const EXTENSION: Readonly<Record<Language, string>> = { python: 'py', typescript: 'ts' };

export const sourceFile = (language: Language, seed: number): SourceFile => ({
  language,
  comment: seed,
  broken: false,
  imports: [[`p${String(seed % 20).padStart(2, '0')}`, `fn${seed % 7}`]],
  definitions: [0, 1].map((i) => definition(seed + i)),
});

export const definition = (seed: number): Definition => ({
  name: `fn${seed % 7}`,
  body: seed,
  exported: seed % 3 !== 0,
  calls: `fn${(seed + 1) % 7}`,
});

export const project = (name: string, language: Language, seed: number): Project => ({
  name,
  language,
  files: new Map(
    [0, 1].map(
      (i) => [`m${i}.${EXTENSION[language]}`, sourceFile(language, seed * 3 + i)] satisfies [string, SourceFile],
    ),
  ),
});

/** All files of a workspace by their paths, with their texts. */
export const workspaceFiles = (projects: Projects, manifest: Manifest): ReadonlyMap<string, string> =>
  new Map([
    ['package.json', '{"name":"root","workspaces":["ts/*"]}\n'],
    ['nx.json', '{}\n'],
    ['.gitignore', '.cpg\n'],
    ['.nxignore', '.cpg\n'],
    [`cpg/${MANIFEST_FILE}`, JSON.stringify(manifest)],
    [`cpg/${KEYS_FILE}`, keysText(manifest)],
    ...filesOf(projects),
  ]);

function filesOf(projects: Projects): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [directory, { name, language, files }] of projects) {
    if (language === 'python') texts.set(`${directory}/pyproject.toml`, `[project]\nname = "${name}"\n`);
    else texts.set(`${directory}/package.json`, `${JSON.stringify({ name })}\n`);
    for (const [file, source] of files) texts.set(`${directory}/src/${file}`, textOf(source));
  }
  return texts;
}

const textOf = (source: SourceFile): string =>
  `${(source.language === 'python' ? python(source) : typescript(source)).join('\n')}\n${source.broken ? 'def class (\n' : ''}`;

const python = ({ comment, imports, definitions }: SourceFile): readonly string[] => [
  `"""Module ${comment % 2}."""`,
  ...imports.map(([module, name]) => `from ${module}.src.m0 import ${name}`),
  `# note ${comment}`,
  `class Box${definitions.length}:`,
  '    size: int = 1',
  ...definitions.flatMap(({ name, body, exported, calls }) => [
    `def ${exported ? '' : '_'}${name}(a: int, b=${body}) -> int:`,
    `    """Does ${name}."""`,
    `    x${body % 3} = ${calls}(a, b)`,
    `    return x${body % 3} + ${body}`,
  ]),
];

const typescript = ({ comment, imports, definitions }: SourceFile): readonly string[] => [
  ...imports.map(([module, name]) => `import { ${name} as ${name}In } from '${module}';`),
  `// note ${comment}`,
  ...definitions.flatMap(({ name, body, exported, calls }) => [
    `/** Does ${name}. */`,
    `${exported ? 'export ' : ''}function ${name}(a: number, b = ${body}): number {`,
    `  const x${body % 3} = ${calls}(a, b);`,
    `  return x${body % 3} + ${body};`,
    '}',
  ]),
  `export class Box${definitions.length} { readonly size: number = 1; }`,
];
