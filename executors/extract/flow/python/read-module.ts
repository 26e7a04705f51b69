/** A Python file from its first statement to the last body of a function. */
import type { Syntax } from '../../tree-sitter/syntax';
import { FlowBuilder } from '../builder';
import { boundNames } from './bound-names';
import { readExpression } from './expressions';
import { Reader } from './reader';
import { readStatement } from './statements';

/** The facts of one file. */
export function readModule(syntax: Syntax): FlowBuilder {
  const flow = new FlowBuilder();
  const reader = new Reader(syntax, flow, { expression: readExpression, statement: readStatement });
  const { frame } = reader;
  const root = 0;
  flow.module(reader.site(root));
  for (const name of boundNames(syntax, [root]).locals) frame.locals.add(name);
  declarations(reader, root);
  reader.statements(reader.parts(root));
  for (let work = reader.pending.shift(); work !== undefined; work = reader.pending.shift()) work();
  for (const name of new Set([...frame.locals, ...reader.sharedGlobals])) {
    flow.rows.flow_exports.push({ name, node: frame.env.get(name) ?? frame.summary(name) });
  }
  for (const opened of [frame, ...reader.opened]) opened.finish();
  reader.depth.report(flow);
  return flow;
}

/** Which names functions write that are not their own. */
function declarations({ syntax, sharedGlobals, sharedLocals }: Reader, root: number): void {
  const { size } = syntax.tree;
  for (let node = root; node < size; node++) {
    const type = syntax.typeName(node);
    const names = type === 'global_statement' ? sharedGlobals : type === 'nonlocal_statement' ? sharedLocals : null;
    if (names === null) continue;
    for (const child of syntax.children(node)) names.add(syntax.text(child));
  }
}
