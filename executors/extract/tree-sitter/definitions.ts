/** Rows for definitions, whatever the language. */
import { containerColumns, type Definition } from './outline';
import type { Walk } from './walk';

/** Documentation of a definition or module; `start` and `end` are UTF-16 positions of the literal or comment. */
export interface Documentation {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The definition at `node`, with its row and those of its documentation and decorators. */
export function addDefinition(
  walk: Walk,
  found: {
    readonly node: number;
    readonly kind: string;
    readonly name: string;
    /** UTF-16 positions of the name. */
    readonly nameStart: number;
    readonly nameEnd: number;
    /** Where the definition begins, if not where its node does. UTF-16 position. */
    readonly start?: number;
    readonly documentation: Documentation | null;
    readonly decorators: readonly number[];
    /** Whether its bare name means it in the scope around it. */
    readonly bindsName: boolean;
  },
): Definition {
  const { syntax, facts } = walk;
  const container = walk.container(found.node);
  const start = found.start ?? syntax.start(found.node);
  const definition: Definition = {
    node: found.node,
    kind: found.kind,
    name: found.name,
    qualname: container === null ? found.name : `${container.qualname}.${found.name}`,
    start,
    bstart: syntax.byteAt(start),
    bend: syntax.bend(found.node),
    container,
  };
  facts.cst_defs.push({
    kind: found.kind,
    name: found.name,
    qualname: definition.qualname,
    def_bstart: definition.bstart,
    def_bend: definition.bend,
    name_bstart: syntax.byteAt(found.nameStart),
    name_bend: syntax.byteAt(found.nameEnd),
    ...containerColumns(container),
    docstring: found.documentation?.text ?? null,
    decorator_count: found.decorators.length,
    binds_name: found.bindsName,
  });
  if (found.documentation) addDocumentation(walk, found.documentation, definition);
  addDecorators(walk, found.decorators, definition.kind, definition);
  return definition;
}

/** The row of a docstring; `owner` is null for the module. */
export function addDocumentation(walk: Walk, documentation: Documentation, owner: Definition | null): void {
  const { syntax, facts } = walk;
  facts.cst_docstrings.push({
    owner_kind: owner?.kind ?? 'module',
    owner_def_bstart: owner?.bstart ?? null,
    owner_def_bend: owner?.bend ?? null,
    docstring: documentation.text,
    bstart: syntax.byteAt(documentation.start),
    bend: syntax.byteAt(documentation.end),
  });
}

/** The rows of `decorators`, nodes whose first child that is no comment is the expression after the `@`. */
export function addDecorators(
  walk: Walk,
  decorators: readonly number[],
  ownerKind: string,
  owner: Definition | null,
): void {
  const { syntax, facts } = walk;
  decorators.forEach((decorator, index) => {
    const expression = syntax.children(decorator).find((child) => syntax.typeName(child) !== 'comment');
    if (expression === undefined) return;
    facts.cst_decorators.push({
      decorator_text: syntax.text(expression),
      decorator_index: index,
      owner_kind: ownerKind,
      owner_def_bstart: owner?.bstart ?? null,
      owner_def_bend: owner?.bend ?? null,
      bstart: syntax.bstart(expression),
      bend: syntax.bend(expression),
    });
  });
}
