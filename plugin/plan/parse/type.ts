/** A type of the plan as DuckDB type text. */
import type { JsonNode } from './json';

/** `DECIMAL(10,2)`, `STRUCT("n" VARCHAR, "args" VARCHAR[])`, `ENUM('a', 'b')`: as `prepare` prints types. */
export function typeText(type: JsonNode): string {
  const id = type.text('id');
  const info = type.optional('type_info');
  if (info === null) return id === 'TIMESTAMP_TZ' ? 'TIMESTAMP WITH TIME ZONE' : id;
  switch (id) {
    case 'DECIMAL':
      return `DECIMAL(${info.index('width')},${info.index('scale')})`;
    case 'LIST':
      return `${typeText(info.node('child_type'))}[]`;
    case 'ARRAY':
      return `${typeText(info.node('child_type'))}[${info.index('size')}]`;
    case 'STRUCT':
    case 'UNION':
      return `${id}(${fields(info)})`;
    case 'MAP': {
      const [key, value] = info.node('child_type').node('type_info').nodes('child_types');
      return key && value ? `MAP(${typeText(key.node('second'))}, ${typeText(value.node('second'))})` : id;
    }
    case 'ENUM':
      return `ENUM(${info.texts('values').map(quote).join(', ')})`;
    default:
      // JSON is VARCHAR with an alias.
      return typeof info.get('alias') === 'string' && info.text('alias') !== '' ? info.text('alias') : id;
  }
}

/** `text` between single quotes, as in SQL. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function fields(info: JsonNode): string {
  return info
    .nodes('child_types')
    .map((child) => `"${child.text('first')}" ${typeText(child.node('second'))}`)
    .join(', ');
}
