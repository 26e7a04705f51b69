import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { leftOut } from '../../plugin/street/manifest-parts';
import { smallModel, upgraded, withCondition } from './declarations';
import { EditedWorkspace } from './edited-workspace';
import { withOwnExtractor } from './own-extractor';
import type { SourceFile } from './project-files';
import {
  behindSources,
  definition,
  EVERYTHING,
  EXTRACT,
  each,
  file,
  grouped,
  inOrder,
  LAST,
  lastRun,
  OF_A_PROJECT,
  PARSED,
  PROJECTS,
  SCANNED,
  STAGE_1,
  STAGE_2,
  type Tasks,
} from './rebuilt-workspace';

// Threads that start again load all that an extractor of the workspace may use.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let workspace: EditedWorkspace;
beforeAll(async () => {
  workspace = new EditedWorkspace(PROJECTS, [smallModel()], 1);
  await workspace.reset();
});
afterAll(() => workspace?.remove());
beforeEach(() => workspace.reset());

const change = (directory: string, name: string, to: (source: SourceFile) => SourceFile | null) => () =>
  workspace.edit((projects) => {
    const found = projects.get(directory);
    const changed = to(found?.files.get(name) ?? file('python'));
    if (found === undefined) return projects;
    const others = [...found.files].filter(([other]) => other !== name);
    const files = new Map([...others, ...(changed === null ? [] : [[name, changed] as const])]);
    return new Map(projects).set(directory, { ...found, files });
  });

const declare = (manifest: () => Manifest) => () => workspace.declare(manifest());

interface Rebuild {
  readonly what: string;
  readonly happens: () => void | Promise<void>;
  /** Exactly these tasks run. */
  readonly runs: Tasks;
  /** Of those, what is not cut off. */
  readonly makes: Tasks;
}

const NEW_DEFINITIONS = ['cst_callsites', 'cst_defs', 'cst_docstrings', 'cst_refs', 'cst_type_exprs', 'cst_call_args'];
const NEW_FILE = ['cst_parse_manifest', 'file_line_index', 'repo_files', 'scope_manifest'];

const SOURCES: readonly Rebuild[] = [
  { what: 'nothing', happens: () => {}, runs: {}, makes: {} },
  {
    what: 'a comment as long as before',
    happens: change('py/shop', 'cart.py', (source) => ({ ...source, comment: 2 })),
    runs: behindSources('shop'),
    makes: { shop: [...EXTRACT, 'cpg-stage-1'], cpg: ['file_line_index', 'repo_files', 'files_norm'] },
  },
  {
    what: 'a longer comment, which moves what comes after it',
    happens: change('py/shop', 'cart.py', (source) => ({ ...source, comment: 20 })),
    runs: behindSources('shop'),
    makes: {
      shop: OF_A_PROJECT,
      cpg: ['file_line_index', 'repo_files', ...NEW_DEFINITIONS, ...STAGE_1],
    },
  },
  {
    what: 'a body',
    happens: change('py/shop', 'cart.py', (source) => ({
      ...source,
      definitions: [definition('add', 'abs'), definition('drop', 'len')],
    })),
    runs: behindSources('shop'),
    makes: {
      shop: OF_A_PROJECT,
      cpg: ['file_line_index', 'repo_files', 'files_norm', 'cst_callsites', 'cst_refs', 'cst_calls_norm'],
    },
  },
  {
    what: 'an interface, of which stage 2 of every project is told',
    happens: change('py/shop', 'tax.py', () => file('python', definition('vat', 'round'))),
    runs: behindSources('shop'),
    makes: {
      ...STAGE_2,
      shop: OF_A_PROJECT,
      cpg: [
        ...['cpg-stage-2', 'file_line_index', 'repo_files', 'files_norm'],
        ...['cst_defs', 'cst_docstrings', 'cst_refs', 'cst_defs_norm', 'dim_exported_defs', 'exported_names'],
      ],
    },
  },
  {
    what: 'a new export that another project waits for',
    happens: change('py/shop', 'tax.py', (source) => ({
      ...source,
      definitions: [...source.definitions, definition('charge', 'round')],
    })),
    runs: behindSources('shop'),
    makes: {
      ...STAGE_2,
      shop: OF_A_PROJECT,
      cpg: ['cpg-stage-2', 'file_line_index', 'repo_files', ...NEW_DEFINITIONS, ...STAGE_1, ...LAST],
    },
  },
  {
    what: 'a new file',
    happens: change('py/shop', 'new.py', () => file('python', definition('fresh', 'round'))),
    runs: behindSources('shop'),
    makes: {
      ...STAGE_2,
      shop: OF_A_PROJECT,
      cpg: ['cpg-stage-2', ...NEW_FILE, ...NEW_DEFINITIONS, ...STAGE_1, 'exported_names', 'graph_summary'],
    },
  },
  {
    what: 'the first Python file of a project',
    happens: change('ts/ui', 'made.py', () => file('python', definition('fresh', 'round'))),
    runs: behindSources('ui'),
    makes: {
      ...STAGE_2,
      ui: OF_A_PROJECT,
      cpg: ['cpg-stage-2', ...NEW_FILE, ...NEW_DEFINITIONS, ...STAGE_1, 'exported_names', 'graph_summary'],
    },
  },
  {
    what: 'a file that moves to another project',
    happens() {
      change('py/shop', 'tax.py', () => null)();
      change('py/api', 'tax.py', () => file('python', definition('tax', 'round')))();
    },
    runs: behindSources('shop', 'api'),
    makes: {
      shop: OF_A_PROJECT,
      api: OF_A_PROJECT,
      // The names that are exported are the same, and none of them is called.
      cpg: [...NEW_FILE, ...NEW_DEFINITIONS, ...STAGE_1, 'exported_names', 'graph_summary'],
    },
  },
  {
    what: 'a project that is deleted',
    happens: () => workspace.edit((projects) => new Map([...projects].filter(([directory]) => directory !== 'ts/ui'))),
    runs: {
      api: ['cpg-stage-2'],
      shop: ['cpg-stage-2'],
      cpg: ['cpg-stage-2', ...SCANNED, ...PARSED, ...STAGE_1, ...LAST, 'build'],
    },
    makes: {
      api: ['cpg-stage-2'],
      shop: ['cpg-stage-2'],
      cpg: ['cpg-stage-2', ...SCANNED, ...PARSED, ...STAGE_1, ...LAST],
    },
  },
];

const DECLARATIONS: readonly Rebuild[] = [
  {
    what: 'an edited view of projects',
    happens: declare(() => withCondition(smallModel(), 'cst_calls_norm', "callee_text <> 'round'")),
    runs: {
      ...each('cpg-stage-1', 'cpg-stage-2'),
      cpg: ['cpg-stage-1', 'cpg-stage-2', ...STAGE_1, ...LAST, 'build'],
    },
    makes: {
      ...each('cpg-stage-1'),
      shop: ['cpg-stage-1', 'cpg-stage-2'],
      cpg: ['cpg-stage-1', 'cst_calls_norm'],
    },
  },
  {
    what: 'an edited view of the workspace',
    happens: declare(() => withCondition(smallModel(), 'exported_names', "name <> 'tax'")),
    runs: { ...STAGE_2, cpg: ['cpg-stage-2', ...LAST, 'build'] },
    makes: { ...STAGE_2, cpg: ['cpg-stage-2', 'exported_names'] },
  },
  {
    what: 'a new entity: no project extracts, and what cpg has of its own is compared',
    happens: declare(() => smallModel('cst_imports_norm')),
    runs: { ...each('cpg-stage-1', 'cpg-stage-2'), cpg: [...(EVERYTHING.cpg ?? []), 'cst_imports_norm'] },
    makes: { ...each('cpg-stage-1'), cpg: ['cpg-stage-1', 'cst_imports_norm'] },
  },
  {
    what: 'another version of an extractor, or of its grammar, that says the same',
    happens: declare(() => upgraded(smallModel(), 'tree-sitter')),
    runs: {
      ...each('cpg-extract-tree-sitter', 'cpg-stage-1', 'cpg-stage-2'),
      cpg: ['cpg-extract-tree-sitter', 'cpg-stage-1', 'cpg-stage-2', ...PARSED, ...STAGE_1, ...LAST, 'build'],
    },
    makes: each('cpg-extract-tree-sitter'),
  },
  {
    what: 'the option that leaves an extractor out, and its tools of those that cpg has to have',
    happens: declare(withoutTreeSitter),
    runs: { ...each('cpg-extract-tree-sitter', 'cpg-stage-1', 'cpg-stage-2'), cpg: EVERYTHING.cpg ?? [] },
    makes: {
      ...each('cpg-extract-tree-sitter', 'cpg-stage-1', 'cpg-stage-2'),
      cpg: [
        ...['cpg-extract-tree-sitter', 'cpg-stage-2', 'cst_parse_manifest', ...NEW_DEFINITIONS],
        ...['cst_calls_norm', 'cst_defs_norm', 'dim_exported_defs', ...LAST],
      ],
    },
  },
  {
    what: 'an option of how a view is stored, by whose stored bytes its readers know it',
    happens: declare(storedOtherwise),
    runs: {
      ...each('cpg-stage-1', 'cpg-stage-2'),
      cpg: ['cpg-stage-1', 'cpg-stage-2', ...STAGE_1, ...LAST, 'build'],
    },
    makes: { ...each('cpg-stage-1', 'cpg-stage-2'), cpg: ['cpg-stage-1', 'cst_calls_norm'] },
  },
];

function withoutTreeSitter(): Manifest {
  const { extractors, ...manifest } = smallModel();
  const parts = Object.entries(extractors).map(([name, part]) => [name, name === 'tree-sitter' ? leftOut(part) : part]);
  return { ...manifest, extractors: Object.fromEntries(parts) };
}

function storedOtherwise(): Manifest {
  const { views, ...manifest } = smallModel();
  const parts = Object.entries(views).map(([name, view]) => {
    return [name, name === 'cst_calls_norm' ? { ...view, storage: { ...view.storage, compression: 'snappy' } } : view];
  });
  return { ...manifest, views: Object.fromEntries(parts) };
}

test.each([...SOURCES, ...DECLARATIONS])('$what', async ({ happens, runs, makes }) => {
  await happens();
  await workspace.build('build');
  expect(lastRun(workspace)).toEqual({ runs: inOrder(runs), makes: inOrder(makes) });
});

test('an edited extractor of the workspace extracts alone; a new one is a new target of every project', async () => {
  const build = async (mark: string) => {
    const { manifest, files } = withOwnExtractor(smallModel(), mark);
    await workspace.declare(manifest, files);
    await workspace.build('build');
    return lastRun(workspace);
  };
  const makes: Tasks = { ...each('cpg-extract-mark'), cpg: ['cpg-extract-mark', 'marks'] };
  const others = Object.entries(EVERYTHING).map(([name, targets]) => [name, [...targets, ...(makes[name] ?? [])]]);
  expect(await build('one')).toEqual({ runs: inOrder(Object.fromEntries(others)), makes });
  expect(await build('two')).toEqual({ runs: inOrder({ ...makes, cpg: [...(makes.cpg ?? []), 'build'] }), makes });
});

test('without the results of earlier runs everything runs, and is found to be current', async () => {
  workspace.forgetResults();
  await workspace.build('build');
  expect(lastRun(workspace)).toEqual({ runs: inOrder(EVERYTHING), makes: {} });
});

test('a source that is edited while the build runs fails its extraction; the next build is as if it had not begun', async () => {
  const edit = (comment: number) => change('py/shop', 'cart.py', (source) => ({ ...source, comment }))();
  edit(2);
  await expect(workspace.build('build', () => edit(4))).rejects.toThrow('CPG_SOURCE_CHANGED py/shop/src/cart.py');
  const outcomes = workspace.lastRun()?.tasks ?? [];
  const ids = (outcome: string) => outcomes.filter((task) => task.outcome === outcome).map(({ id }) => id);
  expect(inOrder(grouped(ids('failed')))).toEqual({ shop: EXTRACT });
  expect(inOrder(grouped([...ids('failed'), ...ids('skipped')]))).toEqual(inOrder(behindSources('shop')));
  await workspace.build('build');
  expect(lastRun(workspace)).toEqual({
    runs: inOrder(behindSources('shop')),
    makes: inOrder({ shop: [...EXTRACT, 'cpg-stage-1'], cpg: ['file_line_index', 'repo_files', 'files_norm'] }),
  });
});
