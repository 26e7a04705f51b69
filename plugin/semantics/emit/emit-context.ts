import type { LineIndex, NormalizeView } from '../../ir/semantic-ir';
import type { AnnotatedSchema } from '../../schema/annotated-schema';
import type { PropertyType } from '../graph-catalog';

/** What emitters may ask: schemas of datasets planned so far, entities by name, types of property keys. */
export interface EmitContext {
  /** Throws `InvariantViolation` for a dataset that is not planned yet; generations make sure it is. */
  schemaOf(dataset: string): AnnotatedSchema;
  /** Whether a dataset of this name is planned. */
  hasDataset(name: string): boolean;
  entity(name: string): NormalizeView;
  propertyType(key: string): PropertyType | undefined;
  /** Null in a model without lines. */
  readonly lineIndex: LineIndex | null;
}
