/** Who may import whom, with the reason; `e2e/architecture.spec.ts` checks it. */
import type { IForbiddenRuleType } from 'dependency-cruiser';

interface Area {
  /** Path of a folder or file, relative to the repository. */
  readonly area: string;
  /** Of our own code, what it may import besides itself. */
  readonly imports: readonly string[];
  readonly because: string;
}

const AREAS: readonly Area[] = [
  { area: 'plugin/core', imports: [], because: 'it knows nothing of the domain, so that everything can use it' },
  {
    area: 'plugin/schema',
    imports: ['plugin/core'],
    because: 'columns and their meaning come before anything made of them',
  },
  {
    area: 'plugin/declaration',
    imports: ['plugin/core', 'plugin/schema'],
    because: 'what people write must not depend on what is made of it',
  },
  {
    area: 'plugin/ir',
    imports: ['plugin/core', 'plugin/schema'],
    because: 'the intermediate representation is plain data that every phase shares',
  },
  {
    area: 'plugin/plan',
    imports: ['plugin/core', 'plugin/schema'],
    because: 'plans are read, not interpreted: what a column means is for semantics to say',
  },
  {
    area: 'plugin/semantics',
    imports: ['plugin/core', 'plugin/schema', 'plugin/declaration', 'plugin/ir', 'plugin/plan'],
    because: 'it decides what views mean, before anybody decides how they run',
  },
  {
    area: 'plugin/graph',
    imports: ['plugin/core', 'plugin/ir'],
    because: 'a schedule follows from names and inputs alone',
  },
  {
    area: 'plugin/policy',
    imports: ['plugin/core', 'plugin/ir', 'plugin/graph'],
    because: 'policy follows from the task graph, and nothing before it may depend on policy',
  },
  {
    area: 'plugin/manifest',
    imports: ['plugin/core', 'plugin/schema'],
    because: 'the contract with run time must be readable without the compiler',
  },
  {
    area: 'plugin/nx',
    imports: ['plugin/core', 'plugin/manifest'],
    because: 'Nx loads it in every command, so it may bring neither the compiler nor the query engine',
  },
  { area: 'plugin/index.ts', imports: ['plugin/nx'], because: 'it is what Nx loads in every command' },
  {
    area: 'plugin/model',
    imports: ['plugin/declare.ts', 'plugin/declaration', 'plugin/schema'],
    because: "the built-in model uses the same functions as a user's own declarations",
  },
  {
    area: 'executors',
    imports: ['plugin/core', 'plugin/manifest', 'plugin/schema', 'plugin/model/extractors'],
    because: 'run time reads the manifest and nothing else of the compiler',
  },
  {
    area: 'generators',
    imports: ['plugin/core', 'plugin/manifest', 'plugin/schema', 'plugin/declaration', 'plugin/compile.ts'],
    because: 'generators write declarations and compile them; they take no part in a build',
  },
];

const anyOf = (paths: readonly string[]): string =>
  `^(${paths.map((path) => path.replaceAll('.', '\\.')).join('|')})(/|$)`;

/** A test may look at anything. */
const TESTS = '\\.spec\\.ts$|/testing/';

const OURS = '^(plugin|executors|generators)/';

export const RULES: readonly IForbiddenRuleType[] = [
  ...AREAS.map(
    ({ area, imports, because }): IForbiddenRuleType => ({
      name: `imports of ${area}`,
      comment: `${area} imports ${imports.length === 0 ? 'nothing of ours' : `only ${imports.join(', ')}`}: ${because}.`,
      severity: 'error',
      from: { path: anyOf([area]), pathNot: TESTS },
      to: { path: OURS, pathNot: anyOf([area, ...imports]) },
    }),
  ),
  {
    name: 'only sync compiles',
    comment: 'The compiler brings the query engine and the module loader; everything else reads the manifest.',
    severity: 'error',
    from: { path: OURS, pathNot: ['^generators/sync/compile\\.ts$', TESTS] },
    to: { path: '^plugin/compile\\.ts$' },
  },
  {
    name: 'DuckDB has two users',
    comment: 'Plans are made in plugin/plan, rows in executors; whoever else starts an engine decides something twice.',
    severity: 'error',
    from: { path: OURS, pathNot: ['^(plugin/plan|executors)/', TESTS] },
    to: { path: '@duckdb/' },
  },
  {
    name: 'no cycles',
    comment: 'Modules that need each other are one module, or hide a third; types count.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no tests in the product',
    comment: 'Specs and their helpers are not packed.',
    severity: 'error',
    from: { pathNot: TESTS },
    to: { path: TESTS },
  },
];
