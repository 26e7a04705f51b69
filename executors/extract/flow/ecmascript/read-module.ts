/** A file of JavaScript or TypeScript from its first statement to the last body of a function. */
import { childrenOf } from '../../oxc/node';
import type { Program } from '../../oxc/parse';
import { FlowBuilder } from '../builder';
import { readExpression } from './expressions';
import { hoist } from './hoisting';
import { finishExports, importDeclaration } from './modules';
import { Reader } from './reader';
import { readStatement } from './statements';

/** The facts of one file. */
export function readModule(program: Program): FlowBuilder {
  const flow = new FlowBuilder();
  const [root] = program.flat.nodes;
  if (root === undefined) return flow;
  const reader = new Reader(program, flow, { expression: readExpression, statement: readStatement, hoist }, root);
  flow.module({ bstart: 0, bend: program.source.byteAt(program.source.text.length) });
  const statements = childrenOf(root, 'body');
  for (const statement of statements) {
    if (statement.type === 'ImportDeclaration') importDeclaration(reader, statement);
  }
  reader.block(statements);
  finishExports(reader);
  reader.finish();
  reader.depth.report(flow);
  return flow;
}
