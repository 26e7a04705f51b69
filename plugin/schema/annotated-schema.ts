import type { Column } from './column';
import { type CompatibilityGroup, groupOf, type SemanticType } from './semantic-type';

/** A dataset's columns, asked for by role instead of by name. */
export class AnnotatedSchema {
  constructor(
    readonly dataset: string,
    readonly columns: readonly Column[],
  ) {}

  /** The column called `name`, as written by a person in a declaration. */
  column(name: string): Column | undefined {
    return this.columns.find((c) => c.name === name);
  }

  /** Columns with the semantic type `type`, in schema order. */
  withType(type: SemanticType): readonly Column[] {
    return this.columns.filter((c) => c.semantic === type);
  }

  /** Columns whose type belongs to `group`, in schema order. */
  inGroup(group: CompatibilityGroup): readonly Column[] {
    return this.columns.filter((c) => groupOf(c.semantic) === group);
  }

  /** The first column with the type, if any. */
  first(type: SemanticType): Column | undefined {
    return this.withType(type)[0];
  }
}
