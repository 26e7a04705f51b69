/** Two small views, references and the occurrences of symbols, for specs of relationships. */

import { unwrap } from '../../core/result';
import type { InferredRelate } from '../../ir/inferred';
import type { IrSignal, NormalizeView, RelateView } from '../../ir/semantic-ir';
import { AnnotatedSchema } from '../../schema/annotated-schema';
import type { Column } from '../../schema/column';
import type { EmitContext } from '../emit/emit-context';
import { inferRelate } from '../infer-relate';

const column = (name: string, type: string, semantic?: Column['semantic']): Column => ({
  name,
  type,
  nullable: false,
  ...(semantic ? { semantic } : {}),
});
const PLACE = [
  column('file_id', 'UUID', 'file_id'),
  column('path', 'VARCHAR', 'path'),
  column('bstart', 'BIGINT', 'span_start'),
  column('bend', 'BIGINT', 'span_end'),
];

export const REFERENCES: readonly Column[] = [...PLACE, column('ref_id', 'UUID', 'entity_id')];
export const OCCURRENCES: readonly Column[] = [
  ...PLACE,
  column('occurrence_id', 'UUID', 'entity_id'),
  column('symbol', 'VARCHAR', 'symbol'),
  column('symbol_roles', 'INTEGER', 'symbol_roles'),
  column('is_definition', 'BOOLEAN'),
];
export const QUALITY: readonly Column[] = [
  column('path', 'VARCHAR', 'path'),
  column('score', 'INTEGER', 'file_quality'),
];

const schemas: Readonly<Record<string, AnnotatedSchema>> = {
  refs: new AnnotatedSchema('refs', REFERENCES),
  occurrences: new AnnotatedSchema('occurrences', OCCURRENCES),
  quality: new AnnotatedSchema('quality', QUALITY),
};

function entity(name: string, view: string, id: string): NormalizeView {
  const own = { start: 'bstart', end: 'bend' };
  return {
    kind: 'normalize',
    name: view,
    description: '',
    at: { file: 'x' },
    entity: name,
    namespace: name,
    source: view,
    origin: `parser of ${view}`,
    id,
    span: { unit: 'byte', ...own },
    identity: ['bstart', 'bend'],
    spans: { own },
    nested: null,
    foreignKeys: [],
  };
}

const entities: Readonly<Record<string, NormalizeView>> = {
  ref: entity('ref', 'refs', 'ref_id'),
  occurrence: entity('occurrence', 'occurrences', 'occurrence_id'),
};

const found = <T>(of: Readonly<Record<string, T>>, name: string): T => {
  const value = of[name];
  if (value === undefined) throw new Error(`no ${name} in the fixture`);
  return value;
};

export const context: EmitContext = {
  schemaOf: (name) => found(schemas, name),
  hasDataset: (name) => name in schemas,
  entity: (name) => found(entities, name),
  propertyType: () => undefined,
  lineIndex: null,
};

/** A relationship from references to occurrences with `signals`. */
export function relateBy(
  name: string,
  signals: readonly IrSignal[],
  changes: Partial<RelateView> = {},
): InferredRelate {
  const view: RelateView = {
    kind: 'relate',
    name,
    description: name,
    at: { file: 'x' },
    left: { entity: 'ref', view: 'refs' },
    right: { entity: 'occurrence', view: 'occurrences' },
    signals,
    hint: null,
    base: { score: 1000, confidence: 0.9 },
    from: 'left',
    template: null,
    quality: null,
    ...changes,
  };
  const input = (side: 'left' | 'right') => ({
    schema: context.schemaOf(view[side].view),
    entity: context.entity(view[side].entity ?? ''),
  });
  return unwrap(inferRelate(view, { left: input('left'), right: input('right') }));
}
