/** Rows for calls and their arguments, whatever the language. */
import { MAX_EXPRESSION_BYTES } from '../limits';
import { containerColumns } from './outline';
import type { Syntax } from './syntax';
import type { Walk } from './walk';

export interface Argument {
  /** The node of the value alone. */
  readonly value: number;
  readonly keyword: string | null;
  readonly star: '' | '*' | '**';
}

export type CalleeShape = 'NAME' | 'ATTRIBUTE' | 'SUBSCRIPT' | 'OTHER';

/** How a language writes dotted names: node types, and the fields of a dotted expression. */
export interface DottedSyntax {
  readonly names: ReadonlySet<string>;
  readonly attribute: string;
  readonly object: string;
  readonly property: string;
  readonly subscript: string;
}

/** `a.b.c` as its parts, or null when the expression is more than names and dots. */
export function dottedParts(syntax: Syntax, node: number, dotted: DottedSyntax): readonly string[] | null {
  const parts: string[] = [];
  let at = node;
  while (syntax.typeName(at) === dotted.attribute) {
    const property = syntax.childIn(at, dotted.property);
    const object = syntax.childIn(at, dotted.object);
    if (property < 0 || object < 0) return null;
    parts.push(syntax.text(property));
    at = object;
  }
  if (!dotted.names.has(syntax.typeName(at))) return null;
  parts.push(syntax.text(at));
  return parts.reverse();
}

function shapeOf(syntax: Syntax, callee: number, dotted: DottedSyntax): CalleeShape {
  const type = syntax.typeName(callee);
  if (dotted.names.has(type)) return 'NAME';
  if (type === dotted.attribute) return 'ATTRIBUTE';
  return type === dotted.subscript ? 'SUBSCRIPT' : 'OTHER';
}

/** The last identifier of a callee: what the call is looked up by. */
function nameOf(syntax: Syntax, callee: number, shape: CalleeShape, dotted: DottedSyntax): string | null {
  if (shape === 'NAME') return syntax.text(callee);
  if (shape !== 'ATTRIBUTE') return null;
  const property = syntax.childIn(callee, dotted.property);
  return property < 0 ? null : syntax.text(property);
}

/** What parentheses hold: `f` in `(f)()`. */
function unwrapped(syntax: Syntax, node: number): number {
  let at = node;
  while (syntax.typeName(at) === 'parenthesized_expression') {
    const inner = syntax.children(at).find((child) => syntax.typeName(child) !== 'comment');
    if (inner === undefined) break;
    at = inner;
  }
  return at;
}

/** The row of the call at `node` and those of its arguments. */
export function addCall(
  walk: Walk,
  call: {
    readonly node: number;
    readonly callee: number;
    readonly args: readonly Argument[];
    readonly isNew: boolean;
    readonly dotted: DottedSyntax;
  },
): void {
  const { syntax, facts } = walk;
  const { node, args, dotted } = call;
  const callee = unwrapped(syntax, call.callee);
  const call_bstart = syntax.bstart(node);
  const call_bend = syntax.bend(node);
  const shape = shapeOf(syntax, callee, dotted);
  facts.cst_callsites.push({
    call_bstart,
    call_bend,
    callee_bstart: syntax.bstart(callee),
    callee_bend: syntax.bend(callee),
    callee_shape: shape,
    callee_text: syntax.textUpTo(callee, MAX_EXPRESSION_BYTES),
    callee_dotted: dottedParts(syntax, callee, dotted)?.join('.') ?? null,
    callee_name: nameOf(syntax, callee, shape, dotted),
    arg_count: args.length,
    is_new: call.isNew,
    ...containerColumns(walk.container(node)),
  });
  args.forEach(({ value, keyword, star }, index) => {
    facts.cst_call_args.push({
      bstart: syntax.bstart(value),
      bend: syntax.bend(value),
      call_bstart,
      call_bend,
      arg_index: index,
      keyword,
      star,
      arg_text: syntax.textUpTo(value, MAX_EXPRESSION_BYTES),
    });
  });
}
