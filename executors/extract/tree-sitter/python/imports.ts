/** Python: `import` and `from ... import`. */
import type { Row } from '../facts';
import { containerColumns } from '../outline';
import type { Syntax } from '../syntax';
import type { Rules, Walk } from '../walk';

type Source = Pick<Row<'cst_imports'>, 'kind' | 'module' | 'relative_level'>;

/** `a . b` without what stands between the names. */
const dottedText = (syntax: Syntax, node: number): string =>
  syntax
    .children(node)
    .filter((child) => syntax.typeName(child) === 'identifier')
    .map((child) => syntax.text(child))
    .join('.');

/** One row per name of the statement. */
function addImports(walk: Walk, statement: number, source: Source): void {
  const { syntax, facts } = walk;
  const stmt = { stmt_bstart: syntax.bstart(statement), stmt_bend: syntax.bend(statement) };
  for (const node of syntax.children(statement)) {
    const type = syntax.typeName(node);
    const isStar = type === 'wildcard_import';
    if (syntax.field(node) !== 'name' && !isStar) continue;
    const name = type === 'aliased_import' ? syntax.childIn(node, 'name') : node;
    const alias = type === 'aliased_import' ? syntax.childIn(node, 'alias') : -1;
    facts.cst_imports.push({
      ...source,
      name: isStar ? '*' : dottedText(syntax, name),
      asname: alias < 0 ? null : syntax.text(alias),
      is_star: isStar,
      is_type: false,
      ...containerColumns(walk.container(node)),
      alias_bstart: syntax.bstart(node),
      alias_bend: syntax.bend(node),
      ...stmt,
    });
  }
}

/** `from ..a.b`: module `a.b`, level 2; `from .`: no module, level 1. */
function sourceOf(syntax: Syntax, statement: number): Source {
  const from = syntax.childIn(statement, 'module_name');
  const relative = from >= 0 && syntax.typeName(from) === 'relative_import';
  const parts = relative ? syntax.children(from) : [from];
  const prefix = parts.find((node) => node >= 0 && syntax.typeName(node) === 'import_prefix');
  const module = parts.find((node) => node >= 0 && syntax.typeName(node) === 'dotted_name');
  return {
    kind: 'importfrom',
    module: module === undefined ? null : dottedText(syntax, module),
    relative_level: prefix === undefined ? 0 : syntax.text(prefix).replace(/[^.]/g, '').length,
  };
}

export const IMPORTS: Rules['visit'] = {
  import_statement: (walk, node) => addImports(walk, node, { kind: 'import', module: null, relative_level: 0 }),
  import_from_statement: (walk, node) => addImports(walk, node, sourceOf(walk.syntax, node)),
  future_import_statement: (walk, node) =>
    addImports(walk, node, { kind: 'importfrom', module: '__future__', relative_level: 0 }),
};
