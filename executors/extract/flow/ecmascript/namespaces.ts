/** TypeScript's enums and namespaces: objects that a declaration makes. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { attribute, type FlowNode } from '../builder';
import { declarationIn, hoist } from './hoisting';
import { boundIdentifiers } from './modules';
import type { Reader } from './reader';

/** `enum E { A = … }`: an object. */
export function enumDeclaration(reader: Reader, node: SyntaxNode): void {
  const id = childOf(node, 'id');
  const body = childOf(node, 'body');
  const made = reader.flow.value('object');
  if (id !== null) reader.bind(id, made);
  for (const member of body === null ? [] : childrenOf(body, 'members')) {
    const initializer = childOf(member, 'initializer');
    if (initializer !== null) reader.expression(initializer);
  }
}

/** `namespace N { … }`: an object of what is exported in it; declared again, it is the same object. */
export function namespaceDeclaration(reader: Reader, node: SyntaxNode): void {
  const id = childOf(node, 'id');
  const body = childOf(node, 'body');
  if (id === null || body === null || id.type === 'Literal' || node.kind === 'global') return;
  const path = identifiersOf(id);
  const [first, ...inner] = path;
  if (first === undefined) return;
  const { flow } = reader;
  let held = opened(reader, first);
  for (const name of inner) {
    const made = flow.value('object');
    flow.store(held, attribute(String(name.name)), made);
    held = made;
  }
  const statements = childrenOf(body, 'body');
  hoist(reader, statements);
  reader.statements(statements);
  for (const statement of statements) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const identifier of boundIdentifiers(declarationIn(statement)))
      flow.store(held, attribute(String(identifier.name)), reader.lookUp(identifier));
  }
}

const identifiersOf = (name: SyntaxNode): readonly SyntaxNode[] =>
  name.type === 'TSQualifiedName'
    ? [childOf(name, 'left'), childOf(name, 'right')].flatMap((part) => (part === null ? [] : identifiersOf(part)))
    : [name];

/** What the name of a namespace holds: a function or class of that name, the namespace so far, or a new object. */
function opened(reader: Reader, id: SyntaxNode): FlowNode {
  const variable = reader.variables.of(id);
  const known = variable === null ? undefined : reader.frame.env.get(variable.key);
  if (known !== undefined) return known;
  const made = reader.flow.value('object');
  reader.bind(id, made);
  return made;
}
