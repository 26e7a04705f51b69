/** A constant of the plan as canonical text. */
import { canonicalJson } from '../../core/digest';
import type { Expr } from '../relation';
import type { JsonNode } from './json';
import { quote, typeText } from './type';

/** Equal constants have equal texts; the engine's own encoding (days, micros) is kept for temporal types. */
export function parseConstant(value: JsonNode): Extract<Expr, { kind: 'constant' }> {
  const type = typeText(value.node('type'));
  return { kind: 'constant', type, text: value.flag('is_null') ? null : render(type, value.get('value')) };
}

function render(type: string, value: unknown): string {
  if (type === 'BOOLEAN') return String(value);
  if (typeof value === 'string' && !NUMERIC.test(type)) return quote(value);
  const decimal = /^DECIMAL\(\d+,(\d+)\)$/.exec(type);
  if (decimal && typeof value !== 'object') return shift(String(value), Number(decimal[1]));
  return typeof value === 'object' ? canonicalJson(value) : String(value);
}

const NUMERIC = /INT|DECIMAL|DOUBLE|FLOAT|DATE|TIME/;

/** The integer `digits` with `scale` digits after the point. */
function shift(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const sign = digits.startsWith('-') ? '-' : '';
  const padded = digits.replace('-', '').padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
