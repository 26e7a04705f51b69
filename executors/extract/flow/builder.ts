/** The facts of one file as they are found: nodes are numbered, rows are kept by dataset. */
import type declaration from '../../../plugin/model/extractors/flow';
import type { Emit, FileRow } from '../extractor-runtime';

export type Datasets = typeof declaration.datasets;
type Row<N extends keyof Datasets> = FileRow<Datasets[N]['columns']>;
export type FlowRows = { readonly [N in keyof Datasets]: Row<N>[] };

/** A value: a variable at one point, or what an expression gives. */
export type FlowNode = number;

/** Half-open bytes. */
export interface Site {
  readonly bstart: number;
  readonly bend: number;
}

/** A field of a value, or the node that holds the constant which names it. */
export type Field = { readonly field: string } | { readonly key: FlowNode };

export const ANY_ELEMENT = '[*]';
export const UNKNOWN_KEY = '[?]';

export const attribute = (name: string): Field => ({ field: `.${name}` });
/** The element at a constant key; constants longer than this are texts, not keys. */
export const element = (key: string | number): Field => ({
  field: typeof key === 'number' ? `[${key}]` : `['${key}']`,
});

export interface Argument {
  readonly node: FlowNode;
  /** What the function sees as `this`; it is passed at position -1. */
  readonly isThis?: boolean;
  readonly keyword?: string | null;
  readonly star?: string;
}

export class FlowBuilder {
  readonly rows: FlowRows = {
    flow_units: [],
    flow_params: [],
    flow_assigns: [],
    flow_values: [],
    flow_instances: [],
    flow_loads: [],
    flow_stores: [],
    flow_calls: [],
    flow_args: [],
    flow_imports: [],
    flow_exports: [],
    flow_members: [],
    flow_bases: [],
    flow_errors: [],
  };
  #nodes = 0;
  #calls = 0;
  /** The unit that is being read. */
  unit = 0;

  node(): FlowNode {
    return this.#nodes++;
  }

  /** The module, which is unit 0. */
  module(site: Site): void {
    this.rows.flow_units.push({
      unit: 0,
      parent_unit: null,
      kind: 'module',
      name: '',
      qualname: '',
      role: '',
      is_async: false,
      value_node: this.node(),
      return_node: null,
      def_bstart: null,
      def_bend: null,
      ...site,
    });
  }

  /** Says why the file has no value flow, or not all of it. */
  fail(error_type: string, message: string): void {
    this.rows.flow_errors.push({ error_type, message, bstart: null, bend: null });
  }

  assign(src: FlowNode, dst: FlowNode): void {
    if (src !== dst) this.rows.flow_assigns.push({ src_node: src, dst_node: dst });
  }

  /** A node that holds the values of all `sources`; the one source itself if there is just one. */
  union(sources: readonly FlowNode[]): FlowNode {
    const distinct = [...new Set(sources)];
    const [only] = distinct;
    if (distinct.length === 1 && only !== undefined) return only;
    const joined = this.node();
    for (const source of distinct) this.assign(source, joined);
    return joined;
  }

  /** A node that holds something by itself. */
  value(kind: string, text: string | null = null): FlowNode {
    const node = this.node();
    this.rows.flow_values.push({ node, kind, text });
    return node;
  }

  load(base: FlowNode, field: Field, site: Site, options: { into?: FlowNode; superUnit?: number } = {}): FlowNode {
    const dst = options.into ?? this.node();
    const row = { unit: this.unit, base_node: base, dst_node: dst, super_unit: options.superUnit ?? null, ...site };
    const add = (name: string | null, key: FlowNode | null): void => {
      this.rows.flow_loads.push({ ...row, field: name, key_node: key });
    };
    if ('key' in field) {
      add(null, field.key);
      add(UNKNOWN_KEY, null);
    } else {
      add(field.field, null);
      // An element that was stored at a key nobody knows may be this one.
      if (field.field.startsWith('[') && field.field !== ANY_ELEMENT) add(UNKNOWN_KEY, null);
    }
    return dst;
  }

  store(base: FlowNode, field: Field, src: FlowNode, site: Site | null = null): void {
    const { bstart = null, bend = null } = site ?? {};
    const row = { unit: this.unit, base_node: base, src_node: src, bstart, bend };
    const add = (name: string | null, key: FlowNode | null): void => {
      this.rows.flow_stores.push({ ...row, field: name, key_node: key });
    };
    if ('key' in field) {
      add(null, field.key);
      add(ANY_ELEMENT, null);
    } else {
      add(field.field, null);
      // Whoever asks for any element gets this one as well.
      if (field.field.startsWith('[') && field.field !== ANY_ELEMENT) add(ANY_ELEMENT, null);
    }
  }

  /** A call; returns what it gives. */
  call(
    kind: string,
    callee: FlowNode,
    args: readonly Argument[],
    site: Site,
    options: { into?: FlowNode; calleeSite?: Site } = {},
  ): FlowNode {
    const call = this.#calls++;
    const result = options.into ?? this.node();
    const { bstart, bend } = options.calleeSite ?? site;
    this.rows.flow_calls.push({
      unit: this.unit,
      call,
      kind,
      callee_node: callee,
      result_node: result,
      ...site,
      callee_bstart: bstart,
      callee_bend: bend,
    });
    let position = 0;
    for (const { node, keyword = null, star = '', isThis = false } of args) {
      const placed = isThis ? -1 : keyword === null && star !== '**' ? position++ : null;
      this.rows.flow_args.push({ call, position: placed, keyword, star, node });
    }
    return result;
  }

  /** Calls the method `name` of `base`, as the language does by itself; returns what it gives. */
  callMethod(
    kind: string,
    base: FlowNode,
    name: string,
    args: readonly Argument[],
    site: Site,
    into?: FlowNode,
  ): FlowNode {
    const method = this.load(base, attribute(name), site);
    return this.call(kind, method, args, site, into === undefined ? {} : { into });
  }

  emit(emit: Emit<Datasets>): void {
    const each = <N extends keyof Datasets>(dataset: N): void => {
      for (const row of this.rows[dataset]) emit(dataset, row as Row<N>);
    };
    for (const dataset of Object.keys(this.rows) as (keyof Datasets)[]) each(dataset);
  }
}
