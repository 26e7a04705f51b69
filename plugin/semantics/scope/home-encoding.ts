/** Expr -> the home column it stands for: the column itself, or an id from which it could be read back. */
import { canonicalJson } from '../../core/digest';
import type { Expr } from '../../plan/relation';
import type { ColumnFact } from '../column-fact';
import { VALUE_KEEPING } from '../expression-fact';
import type { Home } from './locality';

interface Inputs {
  readonly homes: readonly (Home | null)[];
  readonly facts: readonly ColumnFact[];
}

const HASHES: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256']);
const LENGTHS: ReadonlySet<string> = new Set(['length', 'len', 'strlen']);

/**
 * The home that `expr` is, or null. Besides columns, casts without loss and CASE or COALESCE of one home: a
 * cryptographic hash of text from which a home can be read back, as `cpg_id` makes it. 128 bits count as no collision.
 */
export function homeOf(expr: Expr, inputs: Inputs): Home | null {
  switch (expr.kind) {
    case 'column':
      return inputs.homes[expr.index] ?? null;
    case 'cast': {
      const home = homeOf(expr.input, inputs);
      if (home === null) return null;
      return expr.to === 'VARCHAR' || (expr.to === 'UUID' && home.uuid) ? home : null;
    }
    case 'case':
      return common([...expr.whens.map((w) => w.then), expr.otherwise], inputs);
    case 'operator':
      return expr.op === 'coalesce' ? common(expr.args, inputs) : null;
    case 'function': {
      const [argument] = expr.args;
      if (!HASHES.has(expr.name) || argument === undefined) return null;
      const text = readable(parts(argument), inputs);
      return text && { ...text.home, kind: `${expr.name}(${text.shape})`, uuid: expr.name === 'md5' };
    }
    default:
      return null;
  }
}

/**
 * The home of an aggregate or window over rows of one partition whose result is a value of its first argument. A
 * default of lag or lead could be anything, so only plain offsets are allowed.
 */
export function homeOfValueKeeping(expr: Expr, inputs: Inputs): Home | null {
  if ((expr.kind !== 'aggregate' && expr.kind !== 'window') || !VALUE_KEEPING.has(expr.name)) return null;
  const [first] = expr.args;
  if (first?.kind !== 'column' || inputs.facts[first.index]?.type !== expr.type) return null;
  if (expr.kind === 'window' && /^(lag|lead)$/.test(expr.name) && expr.bounds.some((b) => !isOffset(b))) return null;
  return homeOf(first, inputs);
}

const isOffset = (expr: Expr): boolean =>
  expr.kind === 'cast'
    ? isOffset(expr.input)
    : expr.kind === 'constant' && (expr.text === null || /INT/.test(expr.type));

/** The home that all branches share; a NULL branch is neutral. */
function common(branches: readonly Expr[], inputs: Inputs): Home | null {
  const homes = branches.filter((b) => !isNull(b)).map((b) => homeOf(b, inputs));
  const [first] = homes;
  if (first === undefined || first === null) return null;
  return homes.every((h) => h?.component === first.component && h.kind === first.kind) ? first : null;
}

const isNull = (expr: Expr): boolean => (expr.kind === 'cast' ? isNull(expr.input) : isNullConstant(expr));
const isNullConstant = (expr: Expr): boolean => expr.kind === 'constant' && expr.text === null;

/** The operands of a chain of `||`. `concat` is not one: it skips NULLs, so two tuples may give one text. */
function parts(expr: Expr): readonly Expr[] {
  return expr.kind === 'function' && expr.name === '||' ? expr.args.flatMap(parts) : [expr];
}

/**
 * Reads `operands` from left to right as long as every one ends at a place that the text itself tells: constants, a
 * length followed by `:` and as many characters, and UUIDs, which are all equally long. The first home among them
 * can be read back from the text; so can one that is followed by constants only.
 *
 * `shape` is what was read, with the constants in it: two texts of one shape are equal only if the homes in them are,
 * whereas texts of different shapes might be equal by chance and are never compared.
 */
function readable(operands: readonly Expr[], inputs: Inputs): { readonly home: Home; readonly shape: string } | null {
  let shape = '';
  for (let i = 0; i < operands.length; i++) {
    const operand = operands[i];
    if (operand === undefined) return null;
    if (operand.kind === 'constant') {
      shape += `${operand.text} `;
      continue;
    }
    const [separator, content] = [operands[i + 1], operands[i + 2]];
    const measured = measuredBy(operand);
    if (measured && separator?.kind === 'constant' && /^'\D/.test(separator.text ?? '') && content) {
      if (canonicalJson(content) !== canonicalJson(measured)) return null;
      const home = homeOf(content, inputs);
      if (home) return { home, shape: `${shape}n${separator.text}{${home.kind}}` };
      // The length of a constant is constant, and so must be in the shape.
      shape += measured.kind === 'constant' ? `#${measured.text} ` : `n${separator.text}? `;
      i += 2;
      continue;
    }
    const home = homeOf(operand, inputs);
    const last = operands.slice(i + 1).every((o) => o.kind === 'constant');
    if (home === null || !(home.uuid || last)) return null;
    const rest = home.uuid
      ? ''
      : ` ${operands
          .slice(i + 1)
          .map((o) => (o.kind === 'constant' ? o.text : ''))
          .join(' ')}`;
    return { home, shape: `${shape}{${home.kind}}${rest}` };
  }
  return null;
}

/** What `expr` is the length of, or null. */
function measuredBy(expr: Expr): Expr | null {
  const inner = uncast(expr);
  if (inner.kind !== 'function' || !LENGTHS.has(inner.name)) return null;
  return inner.args[0] ?? null;
}

const uncast = (expr: Expr): Expr => (expr.kind === 'cast' ? uncast(expr.input) : expr);
