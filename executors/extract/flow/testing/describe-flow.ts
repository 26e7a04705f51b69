/** Says in words what nodes may hold, so that facts can be read without their numbers. */
import type { TestRow, TestRows } from '../../testing/extract-text';

/** Steps that are followed back from a node. */
const MAX_STEPS = 12;

type Say = (steps: number, seen: ReadonlySet<unknown>) => string;

export class FlowInWords {
  readonly #into = new Map<unknown, Say[]>();

  constructor(private readonly rows: TestRows) {
    const add = (node: unknown, say: Say): void => {
      const known = this.#into.get(node);
      if (known !== undefined) known.push(say);
      else this.#into.set(node, [say]);
    };
    for (const unit of this.#all('flow_units')) add(unit.value_node, () => this.unit(unit.unit));
    for (const param of this.#all('flow_params'))
      add(param.node, () => `${this.unit(param.unit)}(${param.name === '' ? `#${param.position}` : param.name})`);
    for (const { node, kind, text } of this.#all('flow_values'))
      add(node, () => (kind === 'string' ? `'${text}'` : text === null ? `{${kind}}` : String(text)));
    for (const { node, module } of this.#all('flow_imports')) add(node, () => `"${module}"`);
    for (const { node, class_node } of this.#all('flow_instances'))
      add(node, (steps, seen) => `:${this.#say(class_node, steps, seen)}`);
    for (const load of this.#all('flow_loads')) {
      if (load.field === '[?]') continue;
      add(load.dst_node, (steps, seen) => {
        const base = this.#base(load.base_node, steps, seen);
        const from = load.super_unit === null ? base : `super(${this.unit(load.super_unit)})`;
        return `${from}${load.field ?? `[${this.#say(load.key_node, steps, seen)}]`}`;
      });
    }
    for (const call of this.#all('flow_calls'))
      add(call.result_node, (steps, seen) => `${this.#base(call.callee_node, steps, seen)}()`);
    for (const { src_node, dst_node } of this.#all('flow_assigns'))
      add(dst_node, (steps, seen) => this.#say(src_node, steps, seen));
  }

  #all(dataset: string): readonly TestRow[] {
    return this.rows[dataset] ?? [];
  }

  unit(number: unknown): string {
    const unit = this.#all('flow_units').find((row) => row.unit === number);
    return unit?.kind === 'module' ? 'module' : String(unit?.qualname);
  }

  /** What a node may hold; alternatives in alphabetical order. */
  value(node: unknown): string {
    return this.#say(node, MAX_STEPS, new Set());
  }

  #say(node: unknown, steps: number, seen: ReadonlySet<unknown>): string {
    if (steps === 0 || seen.has(node)) return '…';
    const ways = this.#into.get(node);
    if (ways === undefined) return '?';
    const further = new Set(seen).add(node);
    const said = [...new Set(ways.map((say) => say(steps - 1, further)))].filter((text) => text !== '?');
    const known = said.length > 1 ? said.filter((text) => text !== '…') : said;
    return known.sort().join(' | ') || '?';
  }

  /** Alternatives in parentheses, where something follows. */
  #base(node: unknown, steps = MAX_STEPS, seen: ReadonlySet<unknown> = new Set()): string {
    const said = this.#say(node, steps, seen);
    return said.includes(' | ') ? `(${said})` : said;
  }

  /** `kind callee(arguments)` of one call. */
  call(call: TestRow): string {
    const args = this.#all('flow_args')
      .filter((arg) => arg.call === call.call)
      .map(({ position, keyword, star, node }) => {
        const before = position === -1 ? 'this=' : keyword === null ? star : `${keyword}=`;
        return `${before}${this.value(node)}`;
      });
    return `${call.kind} ${this.#base(call.callee_node)}(${args.join(', ')})`;
  }

  /** All calls, each with the unit that makes it. */
  calls(): readonly string[] {
    return this.#all('flow_calls').map((call) => `${this.unit(call.unit)}: ${this.call(call)}`);
  }

  /** `base.field = value` of all stores; those in any element are left out. */
  stores(): readonly string[] {
    return this.#all('flow_stores')
      .filter(({ field }) => field !== '[*]')
      .map(({ base_node, field, key_node, src_node }) => {
        const place = field ?? `[${this.value(key_node)}]`;
        return `${this.#base(base_node)}${place} = ${this.value(src_node)}`;
      });
  }

  exports(): readonly string[] {
    return this.#all('flow_exports').map(({ name, node }) => `${name}: ${this.value(node)}`);
  }

  members(): readonly string[] {
    return this.#all('flow_members').map(
      ({ unit, name, node, is_static }) =>
        `${is_static ? 'static ' : ''}${this.unit(unit)}.${name}: ${this.value(node)}`,
    );
  }

  bases(): readonly string[] {
    return this.#all('flow_bases').map(
      ({ unit, position, node }) => `${this.unit(unit)} ${position}: ${this.value(node)}`,
    );
  }

  returns(): readonly string[] {
    return this.#all('flow_units')
      .filter(({ return_node }) => return_node !== null && this.value(return_node) !== '?')
      .map(({ unit, return_node }) => `${this.unit(unit)}: ${this.value(return_node)}`);
  }
}

/** The source with what is called, defined and imported under the line where it begins; the rest of the facts below. */
export function drawFlow(content: string, rows: TestRows): string {
  const words = new FlowInWords(rows);
  const marks = [
    ...(rows.flow_units ?? [])
      .filter(({ kind }) => kind !== 'module')
      .map((row) => ({ row, text: `${row.kind} ${row.qualname}${row.role === '' ? '' : ` (${row.role})`}` })),
    ...(rows.flow_calls ?? []).map((row) => ({ row, text: words.call(row) })),
    ...(rows.flow_imports ?? []).map((row) => ({ row, text: `import "${row.module}"` })),
  ].map(({ row, text }) => ({ start: Number(row.bstart), end: Number(row.bend), text }));
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: string[] = [];
  let at = 0;
  for (const line of content.split(/(?<=\n)/)) {
    const end = at + Buffer.byteLength(line);
    out.push(`  ${line.trimEnd()}`);
    for (const { start, text } of marks.filter((mark) => mark.start >= at && mark.start < end)) {
      out.push(`# ${' '.repeat(start - at)}^ ${text}`);
    }
    at = end;
  }
  const section = (name: string, lines: readonly string[]): void => {
    if (lines.length > 0) out.push('', `## ${name}`, ...lines);
  };
  section('returns', words.returns());
  section('members', words.members());
  section('bases', words.bases());
  section('stores', words.stores());
  section('exports', words.exports());
  return `${out.join('\n')}\n`;
}
