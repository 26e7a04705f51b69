/** Plain values as source text, laid out as our own declarations are. */

export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal | undefined };

const LINE_WIDTH = 100;

/** A string, number, boolean, null, array or object; members that are undefined are left out. `indent` counts spaces. */
export function literalText(value: unknown, indent = 0): string {
  if (typeof value === 'string') return quotedText(value);
  if (value === null || typeof value !== 'object') return String(value);
  const parts = partsOf(value, indent + 2);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const padding = Array.isArray(value) ? '' : ' ';
  const line = `${open}${padding}${parts.join(', ')}${padding}${close}`;
  return indent + line.length <= LINE_WIDTH && !line.includes('\n') ? line : blockText(open, parts, close, indent);
}

/** An object literal with a line for each member, whatever its length. */
export const objectBlock = (value: object): string => blockText('{', partsOf(value, 2), '}', 0);

function blockText(open: string, parts: readonly string[], close: string, indent: number): string {
  const margin = ' '.repeat(indent + 2);
  return [open, ...parts.map((part) => `${margin}${part},`), `${' '.repeat(indent)}${close}`].join('\n');
}

const partsOf = (value: object, indent: number): string[] =>
  Array.isArray(value)
    ? value.map((item) => literalText(item, indent))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => `${keyText(key)}: ${literalText(member, indent)}`);

const keyText = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? key : quotedText(key));

const quotedText = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
