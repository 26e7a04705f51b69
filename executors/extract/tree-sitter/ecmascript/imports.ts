/** TypeScript and JavaScript: `import` and `export ... from`. */
import type { Row } from '../facts';
import { containerColumns } from '../outline';
import type { Syntax } from '../syntax';
import type { Rules, Walk } from '../walk';

/** What an alias brings in; `name` is `*` for all of the module and null for nothing but its effects. */
export interface Imported {
  readonly kind: Row<'cst_imports'>['kind'];
  /** Null for what is no module: a namespace. */
  readonly module: string | null;
  readonly name: string | null;
  readonly asname: string | null;
  readonly isType?: boolean;
  /** The node of the alias, or where it begins and ends, and that of the whole statement. */
  readonly alias: number;
  readonly aliasEnd?: number;
  readonly statement: number;
}

export function addImport(walk: Walk, imported: Imported): void {
  const { syntax, facts } = walk;
  facts.cst_imports.push({
    kind: imported.kind,
    module: imported.module,
    relative_level: 0,
    name: imported.name,
    asname: imported.asname,
    is_star: imported.name === '*',
    is_type: imported.isType ?? false,
    ...containerColumns(walk.container(imported.alias)),
    alias_bstart: syntax.bstart(imported.alias),
    alias_bend: syntax.bend(imported.aliasEnd ?? imported.alias),
    stmt_bstart: syntax.bstart(imported.statement),
    stmt_bend: syntax.bend(imported.statement),
  });
}

/** A name that may be quoted, without its quotes. */
export function nameText(syntax: Syntax, node: number): string {
  const text = syntax.text(node);
  return syntax.typeName(node) === 'string' ? text.slice(1, -1) : text;
}

const hasToken = (syntax: Syntax, node: number, ...tokens: readonly string[]): boolean =>
  syntax.children(node).some((child) => tokens.includes(syntax.typeName(child)));

type Base = Pick<Imported, 'kind' | 'module' | 'statement' | 'isType'>;

/** `a as b`, with the `type` that may stand before it. */
function addSpecifier(walk: Walk, base: Base, specifier: number): void {
  const { syntax } = walk;
  const name = syntax.childIn(specifier, 'name');
  const alias = syntax.childIn(specifier, 'alias');
  if (name < 0) return;
  addImport(walk, {
    ...base,
    name: nameText(syntax, name),
    asname: alias < 0 ? null : nameText(syntax, alias),
    isType: base.isType === true || hasToken(syntax, specifier, 'type', 'typeof'),
    alias: specifier,
  });
}

function addClause(walk: Walk, base: Base, clause: number): void {
  const { syntax } = walk;
  for (const node of syntax.children(clause)) {
    switch (syntax.typeName(node)) {
      case 'identifier':
        addImport(walk, { ...base, name: 'default', asname: syntax.text(node), alias: node });
        break;
      case 'namespace_import':
        addImport(walk, { ...base, name: '*', asname: lastText(syntax, node), alias: node });
        break;
      case 'named_imports':
        for (const specifier of syntax.children(node)) addSpecifier(walk, base, specifier);
        break;
    }
  }
}

/** `ns` in `* as ns`. */
function lastText(syntax: Syntax, node: number): string | null {
  const last = syntax.children(node).at(-1);
  return last === undefined ? null : nameText(syntax, last);
}

function importStatement(walk: Walk, statement: number): void {
  const { syntax } = walk;
  const source = syntax.childIn(statement, 'source');
  const isType = hasToken(syntax, statement, 'type', 'typeof');
  const clause = syntax
    .children(statement)
    .find((node) => ['import_clause', 'import_require_clause'].includes(syntax.typeName(node)));
  if (clause !== undefined && syntax.typeName(clause) === 'import_require_clause') {
    importRequire(walk, statement, clause, isType);
  } else if (source >= 0) {
    const module = nameText(syntax, source);
    if (clause === undefined || syntax.children(clause).every((node) => isEmpty(syntax, node))) {
      addImport(walk, { kind: 'import', module, name: null, asname: null, isType, alias: source, statement });
    } else {
      addClause(walk, { kind: 'importfrom', module, statement, isType }, clause);
    }
  }
}

/** `import {} from 'm'` is for its effects. */
const isEmpty = (syntax: Syntax, node: number): boolean =>
  syntax.typeName(node) === 'comment' ||
  (syntax.typeName(node) === 'named_imports' &&
    syntax.children(node).every((child) => syntax.typeName(child) === 'comment'));

/** `import x = require('m')` */
function importRequire(walk: Walk, statement: number, clause: number, isType: boolean): void {
  const { syntax } = walk;
  const source = syntax.childIn(clause, 'source');
  const local = syntax.firstChild(clause);
  if (source < 0 || local < 0) return;
  const module = nameText(syntax, source);
  const asname = syntax.text(local);
  addImport(walk, { kind: 'import_equals', module, name: '*', asname, isType, alias: local, statement });
}

/** `import x = a.b` */
function importAlias(walk: Walk, statement: number): void {
  const { syntax } = walk;
  const [alias, entity] = syntax.children(statement).filter((child) => NAMES.has(syntax.typeName(child)));
  if (alias === undefined || entity === undefined) return;
  const isType = hasToken(syntax, statement, 'type');
  const names = { name: syntax.text(entity), asname: syntax.text(alias) };
  addImport(walk, { kind: 'import_equals', module: null, ...names, isType, alias, statement });
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'nested_identifier']);

function exportStatement(walk: Walk, statement: number): void {
  const { syntax } = walk;
  const source = syntax.childIn(statement, 'source');
  if (source < 0) return;
  const base: Base = {
    kind: 'export_from',
    module: nameText(syntax, source),
    statement,
    isType: hasToken(syntax, statement, 'type'),
  };
  for (const node of syntax.children(statement)) {
    switch (syntax.typeName(node)) {
      case '*':
        addImport(walk, { ...base, name: '*', asname: null, alias: node });
        break;
      case 'namespace_export':
        addImport(walk, { ...base, name: '*', asname: lastText(syntax, node), alias: node });
        break;
      case 'export_clause':
        for (const specifier of syntax.children(node)) addSpecifier(walk, base, specifier);
        break;
    }
  }
}

export const IMPORTS: Rules['visit'] = {
  import_statement: importStatement,
  import_alias: importAlias,
  export_statement: exportStatement,
};
