/** Interfaces: types that have members, but no values. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import type { FlowNode } from '../builder';
import { annotate } from './annotations';
import { addUnit } from './functions';
import { keyField, nameOf } from './keys';
import type { Reader } from './reader';

/** An interface is a unit without code; a property of it holds instances of its type. */
export function typeUnit(reader: Reader, node: SyntaxNode): void {
  const { flow } = reader;
  const { unit, valueNode } = addUnit(reader, node, { kind: 'type', role: '', isAsync: false });
  const id = childOf(node, 'id');
  if (id !== null) reader.bind(id, valueNode);
  reader.later(reader.frame, () => {
    childrenOf(node, 'extends').forEach((heritage, position) => {
      flow.rows.flow_bases.push({ unit, position, node: reader.expression(childOf(heritage, 'expression')) });
    });
    const body = childOf(node, 'body');
    for (const member of body === null ? [] : childrenOf(body, 'body')) typeMember(reader, unit, member);
  });
}

function typeMember(reader: Reader, unit: number, member: SyntaxNode): void {
  const key = childOf(member, 'key');
  const type = childOf(member, 'typeAnnotation');
  if (key === null || type === null || member.computed === true) return;
  const name = nameOf(keyField(reader, key, false));
  const node: FlowNode = reader.flow.node();
  if (name !== null && annotate(reader, type, node))
    reader.flow.rows.flow_members.push({ unit, name, node, is_static: false });
}
