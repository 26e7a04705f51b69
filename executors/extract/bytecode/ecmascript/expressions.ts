/**
 * Control flow within expressions. `?:`, `&&`, `||`, `??`, their assignments and default values branch when what they
 * may skip contains a call, `yield` or `await`; otherwise they are a part of their block, as `?.` always is. `yield` and
 * `await` end a block: control leaves there and comes back.
 */
import { visitorKeys } from 'oxc-parser';
import { childOf, isNode, type SyntaxNode } from '../../oxc/node';
import type { BlockGraph } from './block-graph';
import type { Tasks } from './tasks';
import { isUnit } from './units';

const fields = new Map(Object.entries(visitorKeys));
const LOGICAL_ASSIGNMENTS = new Set(['&&=', '||=', '??=']);
/** Nodes of the type language that are evaluated nevertheless. */
const EVALUATED = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
  'TSParameterProperty',
  'TSEnumBody',
  'TSEnumMember',
  'TSImportEqualsDeclaration',
  'TSExternalModuleReference',
]);

export interface ExpressionContext {
  readonly graph: BlockGraph;
  readonly tasks: Tasks;
  readonly effectful: ReadonlySet<SyntaxNode>;
}

/** Puts an expression, or whatever holds expressions, into the current block and those that it branches into. */
export function evaluate(context: ExpressionContext, node: SyntaxNode | null): void {
  if (node === null || (node.type.startsWith('TS') && !EVALUATED.has(node.type))) return;
  const { graph, tasks, effectful } = context;
  const inner = innerOf(node);
  if (inner !== null) {
    // The unit runs later; its creation is here.
    graph.cover(node);
    for (const child of inner) tasks.add(() => evaluate(context, child));
    return;
  }
  if (!effectful.has(node)) {
    graph.cover(node);
    return;
  }
  switch (node.type) {
    case 'ConditionalExpression':
      branch(context, childOf(node, 'test'), childOf(node, 'consequent'), childOf(node, 'alternate'));
      break;
    case 'LogicalExpression':
      branch(context, childOf(node, 'left'), childOf(node, 'right'), null);
      break;
    case 'AssignmentPattern':
      branch(context, childOf(node, 'left'), childOf(node, 'right'), null);
      break;
    case 'AssignmentExpression':
      if (LOGICAL_ASSIGNMENTS.has(String(node.operator)))
        branch(context, childOf(node, 'left'), childOf(node, 'right'), null);
      else children(context, node);
      break;
    case 'YieldExpression':
    case 'AwaitExpression':
      children(context, node);
      tasks.add(() => {
        graph.cover(node);
        const resumed = graph.create('normal');
        graph.connect(graph.current, resumed, 'next');
        graph.begin(resumed);
      });
      break;
    default:
      children(context, node);
      tasks.add(() => graph.cover({ start: node.end, end: node.end }));
  }
}

/** What is evaluated where a unit is created: computed keys, decorators; null for what is no unit. */
function innerOf(node: SyntaxNode): readonly SyntaxNode[] | null {
  if (!isUnit(node)) return null;
  const decorators = Array.isArray(node.decorators) ? node.decorators.filter(isNode) : [];
  const key = node.computed === true ? childOf(node, 'key') : null;
  return key === null ? decorators : [...decorators, key];
}

function children(context: ExpressionContext, node: SyntaxNode): void {
  for (const field of fields.get(node.type) ?? []) {
    const value = node[field];
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) context.tasks.add(() => evaluate(context, child));
    }
  }
}

/** Evaluates `test` and then `taken` or `other`, unless neither does more than compute. */
function branch(
  context: ExpressionContext,
  test: SyntaxNode | null,
  taken: SyntaxNode | null,
  other: SyntaxNode | null,
): void {
  const { graph, tasks, effectful } = context;
  const parts = [taken, other].filter((part) => part !== null);
  tasks.add(() => evaluate(context, test));
  if (!parts.some((part) => effectful.has(part))) {
    for (const part of parts) tasks.add(() => evaluate(context, part));
    return;
  }
  tasks.add(() => {
    const decided = graph.current;
    const after = graph.create('normal');
    for (const part of parts) {
      tasks.add(() => {
        const way = graph.create('normal');
        graph.connect(decided, way, 'branch');
        graph.begin(way);
      });
      tasks.add(() => evaluate(context, part));
      tasks.add(() => graph.connect(graph.current, after, 'next'));
    }
    tasks.add(() => {
      if (parts.length === 1) graph.connect(decided, after, 'branch');
      graph.begin(after);
    });
  });
}
