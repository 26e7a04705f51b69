/** Steps that a workspace goes through: every one applies to every workspace, so that a sequence can be shortened. */
import fc from 'fast-check';
import {
  type Definition,
  definition,
  EXTENSION,
  type Language,
  type Project,
  type Projects,
  project,
  type SourceFile,
  sourceFile,
} from './project-files';

const EDITS = [
  'body',
  'comment',
  'rename',
  'export',
  'add definition',
  'remove definition',
  'import',
  'break or repair',
  'move file',
  'delete file',
  'add file',
  'swap files',
  'add project',
  'delete project',
  'rename project',
  'move project',
] as const;

/** What happens to the workspace as a whole, and to what builds left behind. */
const EVENTS = [
  'touch',
  'change branch',
  'change declaration',
  'delete store',
  'delete partition',
  'damage partition',
  'delete cache',
  'delete results',
  'delete some results',
] as const;

export type EventKind = (typeof EVENTS)[number];

export interface Step {
  readonly kind: (typeof EDITS)[number] | EventKind;
  /** Which, of however many there are. */
  readonly at: number;
  readonly to: number;
  /** What is built afterwards: everything, one view, or nothing until the next step. */
  readonly builds: 'all' | 'one view' | 'nothing';
}

export const anyStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...EDITS) },
    { weight: 2, arbitrary: fc.constantFrom(...EVENTS) },
  ),
  at: fc.nat(999),
  to: fc.nat(99),
  builds: fc.constantFrom('all', 'all', 'all', 'one view', 'nothing'),
});

export const isEvent = (kind: Step['kind']): kind is EventKind => EVENTS.some((event) => event === kind);

/** The workspace after `step`; the same where the step is an event. */
export function edited(projects: Projects, step: Step): Projects {
  const { kind, at, to } = step;
  const files = [...projects].flatMap(([directory, { files }]) => [...files.keys()].map((file) => [directory, file]));
  const [directory = '', file = ''] = files[at % Math.max(1, files.length)] ?? [];
  const [otherDirectory = '', otherFile = ''] = files[(at + to + 1) % Math.max(1, files.length)] ?? [];
  const directories = [...projects.keys()];
  const somewhere = directories[to % Math.max(1, directories.length)] ?? '';
  const source = projects.get(directory)?.files.get(file);
  const other = projects.get(otherDirectory)?.files.get(otherFile);
  const inFile = (change: (source: SourceFile) => Partial<SourceFile>): Projects =>
    source === undefined ? projects : withFile(projects, directory, file, { ...source, ...change(source) });
  const inDefinition = (change: (found: Definition) => Partial<Definition>): Projects =>
    inFile(({ definitions }) => ({
      definitions: definitions.map((d, i) => (i === to % definitions.length ? { ...d, ...change(d) } : d)),
    }));
  switch (kind) {
    case 'body':
      return inDefinition(() => ({ body: at }));
    case 'comment':
      return inFile(() => ({ comment: to }));
    case 'rename':
      return inDefinition(() => ({ name: `fn${at % 9}` }));
    case 'export':
      return inDefinition(({ exported }) => ({ exported: !exported }));
    case 'add definition':
      return inFile(({ definitions }) => ({ definitions: [...definitions, definition(at + to)] }));
    case 'remove definition':
      return inFile(({ definitions }) => ({ definitions: definitions.slice(1) }));
    case 'import':
      return inFile(({ imports }) => ({ imports: [[`p${to % 20}`, `fn${at % 7}`], ...imports.slice(0, 1)] }));
    case 'break or repair':
      return inFile(({ broken }) => ({ broken: !broken }));
    case 'move file':
      if (source === undefined) return projects;
      return withFile(withFile(projects, directory, file, null), somewhere, `moved-${file}`, source);
    case 'delete file':
      return withFile(projects, directory, file, null);
    case 'add file': {
      const language = languageFor(to);
      return withFile(projects, somewhere, `m${at % 5}.${EXTENSION[language]}`, sourceFile(language, at));
    }
    case 'swap files':
      if (source === undefined || other === undefined || source.language !== other.language) return projects;
      return withFile(withFile(projects, directory, file, other), otherDirectory, otherFile, source);
    case 'add project': {
      const name = `p${String(at % 24).padStart(2, '0')}`;
      return named(projects, name) ? projects : new Map([...projects, place(project(name, languageFor(at), to), name)]);
    }
    case 'delete project':
      return without(projects, directory);
    case 'rename project': {
      const name = `@acme/r${at % 4}`;
      const found = projects.get(directory);
      return found === undefined || named(projects, name)
        ? projects
        : new Map(projects).set(directory, { ...found, name });
    }
    case 'move project': {
      const found = projects.get(directory);
      if (found === undefined) return projects;
      const moved = place(found, `moved${at % 4}`);
      return projects.has(moved[0]) ? projects : new Map([...without(projects, directory), moved]);
    }
    default:
      return projects;
  }
}

/** A project and the directory for it, which must match the workspace's patterns. */
export const place = (found: Project, folder: string): [string, Project] => [
  `${found.language === 'python' ? 'py' : 'ts'}/${folder}`,
  found,
];

const languageFor = (number: number): Language => (number % 2 === 0 ? 'python' : 'typescript');

const named = (projects: Projects, name: string): boolean => [...projects.values()].some((p) => p.name === name);

const without = (projects: Projects, directory: string): Projects =>
  new Map([...projects].filter(([other]) => other !== directory));

function withFile(projects: Projects, directory: string, file: string, source: SourceFile | null): Projects {
  const found = projects.get(directory);
  if (found === undefined) return projects;
  const files = new Map(found.files);
  if (source === null) files.delete(file);
  else files.set(file, source);
  return new Map(projects).set(directory, { ...found, files });
}
