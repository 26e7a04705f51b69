/** `nx g cpg:relationship`: two entities or views whose rows belong together; the join is inferred and shown. */
import { posix } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { DiagnosticError, diagnostic, type Place } from '../../plugin/core/diagnostic';
import { idOf, viewOf } from '../../plugin/declaration/entity';
import { SYMBOL_ENTITY } from '../../plugin/declaration/templates';
import { relatable } from '../declaring/catalog';
import { choose } from '../declaring/choose';
import { declare, isDeclared } from '../declaring/declare';
import { checkName, fileStem, IDENTIFIER, KIND, kindOf } from '../declaring/names';
import { type OpenGraph, openGraph } from '../declaring/open-graph';
import { testFile } from '../declaring/test-text';
import { describeJoin, inferredJoin, type RelationshipSide, type Sides } from './inferred-join';
import { relationshipTest } from './relationship-test';
import {
  type Edge,
  plainRelationship,
  referenceRelationship,
  symbolRelationship,
  type WrittenRelationship,
} from './templates';

export interface RelationshipOptions {
  readonly name: string;
  readonly left?: string;
  readonly right?: string;
  readonly template?: 'entitySymbol' | 'entityReference';
  readonly edgeKind?: string;
  readonly description?: string;
}

/**
 * Shows the join that the compiler infers, and writes the declaration of a relationship, a test beside it and the
 * manifest. Its rows are edges if both sides are nodes. Writes nothing when the same one is declared already.
 *
 * Errors: `CPG_NAME_INVALID`, `CPG_NAME_TAKEN`, `CPG_FILE_TAKEN`, `CPG_OPTION_MISSING`, `CPG_OPTION_CONFLICT`, and what
 * the compiler has to say, an ambiguous or impossible join included; nothing is written then.
 */
export default async function relationship(tree: Tree, options: RelationshipOptions): Promise<void> {
  const graph = await openGraph(tree);
  const stem = `relationships/${fileStem(options.name)}`;
  const at = { file: posix.join(graph.projectRoot, `${stem}.ts`) };
  checkName(options.name, IDENTIFIER, { ...at, path: 'name' });
  if (options.edgeKind !== undefined) checkName(options.edgeKind, KIND, { ...at, path: 'edgeKind' });
  const sides = await sidesOf(graph, options, at);
  const { value, text } = written(options, sides, at);
  if (isDeclared(graph.declarations.relationships, value, at)) return;
  const { manifest, write } = await declare(graph, new Map([[`${stem}.ts`, text]]));
  const join = inferredJoin(manifest, value, sides);
  logger.info(describeJoin(join));
  write();
  tree.write(posix.join(graph.projectRoot, testFile(stem)), relationshipTest(join));
}

async function sidesOf(graph: OpenGraph, options: RelationshipOptions, at: Place): Promise<Sides> {
  const { name: like, template } = options;
  const given = async (option: 'left' | 'right'): Promise<string> =>
    options[option] ??
    (await choose({
      option,
      question: `What is on the ${option} of ${like}?`,
      candidates: relatable(graph),
      like,
      at,
    }));
  const left = sideNamed(graph, await given('left'));
  if (template !== 'entitySymbol') return { left, right: sideNamed(graph, await given('right')) };
  if (options.right !== undefined && options.right !== SYMBOL_ENTITY) {
    const problem = `the right side of every relationship made with entitySymbol is ${SYMBOL_ENTITY}`;
    conflict(problem, 'Drop --right or --template.', { ...at, path: 'right' });
  }
  return { left, right: sideNamed(graph, SYMBOL_ENTITY) };
}

/** What is called `given`: an entity, the view of one, or another view; what does not exist is the compiler's to say. */
function sideNamed({ declarations }: OpenGraph, given: string): RelationshipSide {
  const named =
    declarations.entities.find(({ value }) => value.name === given) ??
    declarations.entities.find(({ value }) => viewOf(value) === given);
  if (named === undefined) return { given, name: given, view: given, nodeKind: null, id: null };
  const { name, node } = named.value;
  return { given, name, view: viewOf(named.value), nodeKind: node?.kind ?? null, id: idOf(named.value) };
}

function written(options: RelationshipOptions, { left, right }: Sides, at: Place): WrittenRelationship {
  const { name, template, edgeKind } = options;
  const description = options.description ?? `A ${left.name} and the ${right.name} it belongs to.`;
  const members = { name, description, left: left.given, right: right.given };
  const place = { ...at, path: 'edge' };
  if (template === 'entitySymbol') {
    if (edgeKind !== undefined) conflict(`a relationship made with ${template} has no edge`, 'Drop --edgeKind.', place);
    return symbolRelationship(members);
  }
  const noNode = [left, right].find(({ nodeKind }) => nodeKind === null);
  if (noNode !== undefined) {
    const problem = `an edge is between two nodes, and the rows of ${noNode.view} are none`;
    if (edgeKind !== undefined) conflict(problem, 'Drop --edgeKind, or name two entities with a node kind.', place);
    if (template !== undefined) conflict(problem, 'Drop --template, or name two entities with a node kind.', place);
    return plainRelationship(members, null);
  }
  const edge: Edge = { kind: edgeKind ?? kindOf(name), from: 'left' };
  return template === undefined ? plainRelationship(members, edge) : referenceRelationship(members, edge);
}

function conflict(problem: string, instead: string, at: Place): never {
  throw new DiagnosticError([diagnostic('CPG_OPTION_CONFLICT', { problem, instead }, at)]);
}
