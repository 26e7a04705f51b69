/** `nx g cpg:entity`: rows of an evidence dataset become things with ids, and nodes of the graph. */
import { posix } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { DiagnosticError, diagnostic, type Place } from '../../plugin/core/diagnostic';
import { defineEntity, type EntityDeclaration, type SpanUnit, viewOf } from '../../plugin/declaration/entity';
import { type Evidence, entitySources, evidenceOf } from '../declaring/catalog';
import { choose, chooseSeveral } from '../declaring/choose';
import { declare, isDeclared } from '../declaring/declare';
import { objectBlock } from '../declaring/literal-text';
import { checkName, fileStem, IDENTIFIER, KIND, kindOf } from '../declaring/names';
import { type OpenGraph, openGraph } from '../declaring/open-graph';
import { testFile } from '../declaring/test-text';
import { entityTest } from './entity-test';
import { contentOf, identityCandidates, impliedUnit, isOwnSpan } from './implied';

export interface EntityOptions {
  readonly name: string;
  readonly source?: string;
  readonly startColumn?: string;
  readonly endColumn?: string;
  readonly spanUnit?: SpanUnit;
  readonly namespace?: string;
  readonly content?: readonly string[];
  readonly identity?: readonly string[];
  readonly nodeKind?: string;
}

/**
 * Writes the declaration of an entity, with what the metadata of its source does not imply, a test beside it, and the
 * manifest. Writes nothing when the same entity is declared already.
 *
 * Errors: `CPG_NAME_INVALID`, `CPG_NAME_TAKEN`, `CPG_FILE_TAKEN`, `CPG_OPTION_MISSING`, `CPG_OPTION_CONFLICT`, and what
 * the compiler has to say; nothing is written then.
 */
export default async function entity(tree: Tree, options: EntityOptions): Promise<void> {
  const graph = await openGraph(tree);
  const file = `entities/${fileStem(options.name)}.ts`;
  const at = { file: posix.join(graph.projectRoot, file) };
  checkOptions(options, at);
  const value = await declarationOf(graph, options, at);
  if (isDeclared(graph.declarations.entities, value, at)) return;
  const source = sourceOf(graph, value.source);
  const additions = new Map([[file, entityText(value)]]);
  if (source !== undefined) additions.set(testFile(`entities/${fileStem(value.name)}`), entityTest(value, source));
  const { manifest, write } = await declare(graph, additions);
  write();
  const columns = manifest.views[viewOf(value)]?.columns.map((column) => column.name) ?? [];
  logger.info(`${viewOf(value)} has the columns ${columns.join(', ')}.`);
}

const sourceOf = (graph: OpenGraph, name: string): Evidence | undefined =>
  evidenceOf(graph).find((evidence) => evidence.name === name);

function checkOptions({ name, namespace, nodeKind, startColumn, endColumn, spanUnit }: EntityOptions, at: Place): void {
  checkName(name, IDENTIFIER, { ...at, path: 'name' });
  if (namespace !== undefined) checkName(namespace, IDENTIFIER, { ...at, path: 'namespace' });
  if (nodeKind !== undefined) checkName(nodeKind, KIND, { ...at, path: 'nodeKind' });
  const conflict = (problem: string, instead: string): never => {
    throw new DiagnosticError([diagnostic('CPG_OPTION_CONFLICT', { problem, instead }, { ...at, path: 'location' })]);
  };
  if ((startColumn === undefined) !== (endColumn === undefined)) {
    conflict('a span has a start and an end', 'Give both --startColumn and --endColumn, or neither.');
  }
  if (startColumn !== undefined && spanUnit === 'line_column') {
    conflict(
      'columns that are named are byte offsets; lines and columns are found by what they mean',
      'Drop --startColumn and --endColumn, or --spanUnit.',
    );
  }
}

async function declarationOf(graph: OpenGraph, options: EntityOptions, at: Place): Promise<EntityDeclaration> {
  const { name, startColumn: start, endColumn: end, spanUnit, nodeKind = kindOf(name) } = options;
  const source = options.source ?? (await chosenSource(graph, name, at));
  const evidence = sourceOf(graph, source);
  const columns = evidence?.columns ?? [];
  const location = start === undefined || end === undefined ? undefined : { start, end };
  const located = location !== undefined || impliedUnit(columns) !== undefined;
  const identity =
    located || evidence === undefined
      ? options.identity
      : (options.identity ?? (await chosenIdentity(evidence, name, at)));
  const content = options.content ?? contentOf(columns);
  const view = isViewTaken(graph, name, `${source}_norm`) ? `${name}_norm` : undefined;
  return defineEntity({
    name,
    source,
    ...(view === undefined ? {} : { view }),
    ...(options.namespace === undefined || options.namespace === name ? {} : { namespace: options.namespace }),
    ...(location === undefined || isOwnSpan(columns, location) ? {} : { location }),
    ...(spanUnit === undefined || spanUnit === impliedUnit(columns) ? {} : { spanUnit }),
    ...(identity === undefined || (located && identity.join() === 'bstart,bend') ? {} : { identity }),
    ...(content.length === 0 ? {} : { content }),
    node: { kind: nodeKind },
  });
}

const chosenSource = (graph: OpenGraph, name: string, at: Place): Promise<string> =>
  choose({
    option: 'source',
    question: 'Which dataset are its rows read from?',
    candidates: entitySources(graph),
    like: name,
    at,
  });

/** Rows without a place of their own are told apart by something else, which only a person knows. */
const chosenIdentity = ({ name: source, columns }: Evidence, name: string, at: Place): Promise<readonly string[]> =>
  chooseSeveral({
    option: 'identity',
    question: `Rows of ${source} have no place of their own. Which columns tell them apart within a file?`,
    candidates: identityCandidates(columns),
    like: name,
    at,
  });

/** Whether another declaration has the view that the entity would be normalised to. */
const isViewTaken = ({ declarations }: OpenGraph, name: string, view: string): boolean =>
  declarations.entities.some(({ value }) => value.name !== name && viewOf(value) === view) ||
  declarations.views.some(({ value }) => value.name === view);

/** The module is called like the entity, so its text does not say the name again. */
const entityText = ({ kind: _, name: __, ...members }: EntityDeclaration): string =>
  `import { defineEntity } from 'cpg/declare';\n\nexport default defineEntity(${objectBlock({ ...members })});\n`;
