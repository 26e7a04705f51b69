/** What encloses a node: definitions, scopes, and whether a name is read or bound there. */

/** What happens to an expression: read, bound, deleted, or declared as a parameter. */
export type Context = 'LOAD' | 'STORE' | 'DEL' | 'PARAM';

export interface Definition {
  readonly node: number;
  readonly kind: string;
  readonly name: string;
  readonly qualname: string;
  /** UTF-16 position where it begins; decorators inside its node come before. */
  readonly start: number;
  /** Half-open bytes. */
  readonly bstart: number;
  readonly bend: number;
  /** The nearest definition around this one. */
  readonly container: Definition | null;
}

export type ScopeType = 'module' | 'function' | 'class' | 'lambda' | 'comprehension';

export interface Scope {
  readonly type: ScopeType;
  readonly name: string | null;
  /** The scope around this one; null for the module. */
  readonly outer: Scope | null;
}

export const MODULE_SCOPE: Scope = { type: 'module', name: null, outer: null };

/** The columns by which rows point to the definition they are in. */
export interface ContainerColumns {
  readonly container_def_kind: string | null;
  readonly container_def_bstart: number | null;
  readonly container_def_bend: number | null;
}

export const containerColumns = (container: Definition | null): ContainerColumns => ({
  container_def_kind: container?.kind ?? null,
  container_def_bstart: container?.bstart ?? null,
  container_def_bend: container?.bend ?? null,
});
