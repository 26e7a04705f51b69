/** What is there before the statements of a block run: functions, imports and types. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { functionUnit } from './functions';
import type { Reader } from './reader';
import { typeUnit } from './types';

const EXPORTS: ReadonlySet<string> = new Set(['ExportNamedDeclaration', 'ExportDefaultDeclaration']);

/** The declaration in a statement, through `export` and labels. */
export function declarationIn(statement: SyntaxNode): SyntaxNode {
  if (EXPORTS.has(statement.type)) return childOf(statement, 'declaration') ?? statement;
  return statement.type === 'LabeledStatement' ? declarationIn(childOf(statement, 'body') ?? statement) : statement;
}

/** Defines the functions and types of a block. */
export function hoist(reader: Reader, statements: readonly SyntaxNode[]): void {
  for (const statement of statements) {
    const declaration = declarationIn(statement);
    if (declaration.type === 'TSInterfaceDeclaration') typeUnit(reader, declaration);
    if (declaration.type !== 'FunctionDeclaration' && !isDeclaredOnly(reader, declaration, statements)) continue;
    const value = functionUnit(reader, declaration);
    const id = childOf(declaration, 'id');
    if (id !== null) reader.bind(id, value);
    reader.hoisted.set(declaration, value);
  }
}

/** Whether it is a function that is declared only, and not the overload of one that has been seen or is to come. */
function isDeclaredOnly(reader: Reader, declaration: SyntaxNode, statements: readonly SyntaxNode[]): boolean {
  const id = declaration.type === 'TSDeclareFunction' ? childOf(declaration, 'id') : null;
  const variable = id === null ? null : reader.variables.of(id);
  if (variable === null || reader.frame.assigns(variable.key)) return false;
  return !statements.some((statement) => {
    const other = declarationIn(statement);
    return other.type === 'FunctionDeclaration' && childOf(other, 'id')?.name === id?.name;
  });
}

/** The statements of the cases of a `switch`, which are one block. */
export const caseStatements = (node: SyntaxNode): readonly SyntaxNode[] =>
  childrenOf(node, 'cases').flatMap((clause) => childrenOf(clause, 'consequent'));
