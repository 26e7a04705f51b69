/** JavaScript statements, in the order in which they run. */
import { childOf, childrenOf, isNode, type SyntaxNode } from '../../oxc/node';
import { attempt, branches, breakable, leaveLoop, loop } from '../control';
import { classUnit } from './classes';
import { caseStatements, hoist } from './hoisting';
import { exportAll, exportAssignment, exportDefault, exportNamed, importEquals } from './modules';
import { enumDeclaration, namespaceDeclaration } from './namespaces';
import { assignTo, valueFor } from './patterns';
import type { Reader } from './reader';
import { iterate } from './values';

type Run = (reader: Reader, node: SyntaxNode) => void;

export function readStatement(reader: Reader, node: SyntaxNode): void {
  (STATEMENTS[node.type] ?? nothing)(reader, node);
}

const nothing: Run = () => undefined;

const block: Run = (reader, node) => {
  const statements = childrenOf(node, 'body');
  hoist(reader, statements);
  reader.statements(statements);
};

const STATEMENTS: Readonly<Record<string, Run>> = {
  BlockStatement: block,
  ExpressionStatement: (reader, node) => void reader.expression(childOf(node, 'expression')),
  VariableDeclaration: variables,
  ClassDeclaration: (reader, node) => void classUnit(reader, node),
  ReturnStatement(reader, node) {
    const { flow, frame } = reader;
    const value = childOf(node, 'argument');
    if (value !== null) {
      const given = reader.expression(value);
      if (frame.returnNode !== null && frame.generator === null) flow.assign(given, frame.returnNode);
    }
    frame.env.kill();
  },
  ThrowStatement(reader, node) {
    const thrown = reader.expression(childOf(node, 'argument'));
    reader.frame.throws.at(-1)?.push(thrown);
    reader.frame.env.kill();
  },
  IfStatement(reader, node) {
    reader.expression(childOf(node, 'test'));
    branches(reader.frame, [
      () => reader.statement(childOf(node, 'consequent')),
      () => reader.statement(childOf(node, 'alternate')),
    ]);
  },
  WhileStatement: (reader, node) =>
    repeated(reader, node, () => {
      reader.expression(childOf(node, 'test'));
      reader.statement(childOf(node, 'body'));
    }),
  DoWhileStatement: (reader, node) =>
    repeated(reader, node, () => {
      reader.statement(childOf(node, 'body'));
      reader.expression(childOf(node, 'test'));
    }),
  ForStatement(reader, node) {
    const init = childOf(node, 'init');
    if (init?.type === 'VariableDeclaration') variables(reader, init);
    else reader.expression(init);
    repeated(reader, node, () => {
      reader.expression(childOf(node, 'test'));
      reader.statement(childOf(node, 'body'));
      reader.expression(childOf(node, 'update'));
    });
  },
  ForOfStatement: (reader, node) => forEach(reader, node, true),
  ForInStatement: (reader, node) => forEach(reader, node, false),
  BreakStatement: (reader, node) => leaveLoop(reader.frame, 'breaks', labelOf(node)),
  ContinueStatement: (reader, node) => leaveLoop(reader.frame, 'continues', labelOf(node)),
  LabeledStatement(reader, node) {
    const label = labelOf(node);
    const body = childOf(node, 'body');
    if (label === null || body === null) return;
    if (LOOPS.has(body.type)) {
      reader.labels.set(body, [...(reader.labels.get(node) ?? []), label]);
      reader.statement(body);
    } else {
      if (body.type === 'LabeledStatement') reader.labels.set(body, [...(reader.labels.get(node) ?? []), label]);
      breakable(reader.frame, [label], false, () => reader.statement(body));
    }
  },
  SwitchStatement: switched,
  TryStatement: tried,
  WithStatement(reader, node) {
    reader.expression(childOf(node, 'object'));
    reader.statement(childOf(node, 'body'));
  },
  ExportNamedDeclaration(reader, node) {
    reader.statement(childOf(node, 'declaration'));
    exportNamed(reader, node);
  },
  ExportDefaultDeclaration: exportDefault,
  ExportAllDeclaration: exportAll,
  TSExportAssignment: exportAssignment,
  TSImportEqualsDeclaration: importEquals,
  TSEnumDeclaration: enumDeclaration,
  TSModuleDeclaration: namespaceDeclaration,
};

const LOOPS: ReadonlySet<string> = new Set([
  'WhileStatement',
  'DoWhileStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
]);

function labelOf(node: SyntaxNode): string | null {
  const name = childOf(node, 'label')?.name;
  return typeof name === 'string' ? name : null;
}

function variables(reader: Reader, node: SyntaxNode): void {
  for (const declarator of childrenOf(node, 'declarations')) {
    const target = childOf(declarator, 'id');
    const init = childOf(declarator, 'init');
    const isTyped = target !== null && childOf(target, 'typeAnnotation') !== null;
    // `let x: T` alone says what x will be; `var x` leaves what x has been.
    if (init === null && !isTyped) continue;
    assignTo(reader, target, init === null ? { node: reader.flow.node() } : valueFor(reader, init, target));
  }
}

function repeated(reader: Reader, node: SyntaxNode, body: () => void): void {
  const written = reader.variables.writtenIn(node, reader.frame.home);
  const test = childOf(node, 'test');
  const isEndless = node.type === 'ForStatement' ? test === null : test?.type === 'Literal' && test.value === true;
  const labels = reader.labels.get(node) ?? [];
  loop(reader.frame, written, body, () => undefined, { labels, isEndless });
}

function forEach(reader: Reader, node: SyntaxNode, isOf: boolean): void {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const value = reader.expression(right);
  const item = isOf && right !== null ? iterate(reader, value, right) : reader.flow.node();
  const target =
    left?.type === 'VariableDeclaration' ? childOf(childrenOf(left, 'declarations')[0] ?? left, 'id') : left;
  repeated(reader, node, () => {
    assignTo(reader, target, { node: item });
    reader.statement(childOf(node, 'body'));
  });
}

/** Each case goes on from the one before, or starts when the value is that of the case. */
function switched(reader: Reader, node: SyntaxNode): void {
  const { frame } = reader;
  reader.expression(childOf(node, 'discriminant'));
  hoist(reader, caseStatements(node));
  const cases = childrenOf(node, 'cases');
  breakable(frame, [], true, () => {
    const start = frame.env.copy();
    frame.env.kill();
    for (const clause of cases) {
      branches(frame, [
        () => undefined,
        () => {
          frame.env = start.copy();
          reader.expression(childOf(clause, 'test'));
        },
      ]);
      reader.statements(childrenOf(clause, 'consequent'));
    }
    if (cases.some((clause) => !isNode(clause.test))) return;
    branches(frame, [
      () => undefined,
      () => {
        frame.env = start.copy();
      },
    ]);
  });
}

function tried(reader: Reader, node: SyntaxNode): void {
  const { frame, flow } = reader;
  const handler = childOf(node, 'handler');
  const thrown: number[] = [];
  attempt(
    frame,
    () => {
      if (handler !== null) frame.throws.push(thrown);
      reader.statement(childOf(node, 'block'));
      if (handler !== null) frame.throws.pop();
    },
    handler === null
      ? []
      : [
          () => {
            assignTo(reader, childOf(handler, 'param'), {
              node: thrown.length === 0 ? flow.node() : flow.union(thrown),
            });
            reader.statement(childOf(handler, 'body'));
          },
        ],
    () => undefined,
    () => reader.statement(childOf(node, 'finalizer')),
  );
}
