/** JSX: an element calls its component with the properties. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { attribute, type FlowNode } from '../builder';
import { delegate } from './prototypes';
import type { Reader } from './reader';

/** Elements of the host have names in lower case. */
const isComponent = (reader: Reader, name: SyntaxNode): boolean =>
  name.type === 'JSXMemberExpression' || (name.type === 'JSXIdentifier' && !/^[a-z]/.test(reader.text(name)));

/** An element or a fragment; the node holds what the component gives. Those of the host hold nothing. */
export function element(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow } = reader;
  const opening = childOf(node, 'openingElement');
  const name = opening === null ? null : childOf(opening, 'name');
  const component = name !== null && isComponent(reader, name) ? reader.expression(name) : null;
  const properties = component === null ? null : flow.value('object');
  for (const written of opening === null ? [] : childrenOf(opening, 'attributes'))
    property(reader, written, properties);
  for (const child of childrenOf(node, 'children')) {
    if (child.type === 'JSXText') continue;
    const value = reader.expression(child);
    if (properties !== null) flow.store(properties, attribute('children'), value);
  }
  if (component === null || properties === null || name === null) return flow.node();
  const calleeSite = reader.site(name);
  const site = reader.site(node);
  const result = flow.call('jsx', component, [{ node: properties }], site, { calleeSite });
  // A component that is a class has a method for it.
  flow.store(result, attribute('props'), properties);
  flow.callMethod('callback', result, 'render', [], site);
  reader.frame.env.forgetFields();
  return result;
}

function property(reader: Reader, written: SyntaxNode, properties: FlowNode | null): void {
  if (written.type === 'JSXSpreadAttribute') {
    const spread = reader.expression(childOf(written, 'argument'));
    if (properties !== null) delegate(reader, properties, spread);
    return;
  }
  const value = childOf(written, 'value');
  const name = childOf(written, 'name');
  if (value === null || name === null) return;
  const held = reader.expression(value);
  if (properties !== null) reader.flow.store(properties, attribute(reader.text(name)), held);
}
