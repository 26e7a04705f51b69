/** The semantic IR: every view with its kind, its inputs and its parameters, before any schema is known. */
import type { Place } from '../core/diagnostic';
import type { SemanticType } from '../schema/semantic-type';
import type { ViewKind } from './view-kind';

interface ViewBase {
  readonly kind: ViewKind;
  readonly name: string;
  readonly description: string;
  /** Where a person declared what the view comes from. */
  readonly at: Place;
}

/** A reference to another entity, with everything needed to compute the id it has there. */
export interface IrForeignKey {
  readonly column: string;
  readonly entity: string;
  readonly start: string;
  readonly end: string;
  readonly nullIf: string | null;
}

/** Rows of one evidence dataset with ids; `location` is null for the entity that is the file itself. */
export interface NormalizeView extends ViewBase {
  readonly kind: 'normalize';
  readonly entity: string;
  readonly source: string;
  /** Parser or extractor whose evidence it is. */
  readonly origin: string;
  readonly id: string;
  readonly location: { readonly start: string; readonly end: string } | null;
  readonly foreignKeys: readonly IrForeignKey[];
}

/** A SELECT that a person wrote. */
export interface SqlView extends ViewBase {
  readonly kind: 'derive' | 'project' | 'diagnostic';
  readonly sql: string;
  readonly semantic: Readonly<Record<string, SemanticType>>;
}

/** One side of a relationship. */
export interface RelateSide {
  readonly entity: string;
  readonly view: string;
}

export interface RelateView extends ViewBase {
  readonly kind: 'relate';
  readonly left: RelateSide;
  readonly right: RelateSide;
  readonly where: readonly { readonly is: 'null' | 'not_null'; readonly left: string }[];
  readonly hint: string | null;
  /** Side on which the edge starts. */
  readonly from: 'left' | 'right';
}

/** Rows of one view that become nodes of one kind. */
export interface NodeMember {
  readonly view: string;
  readonly nodeKind: string;
  /** Property key to column. */
  readonly properties: Readonly<Record<string, string>>;
  readonly priority: number;
}

/** Rows of one view that become edges of one kind: it has the edge contract's columns. */
export interface EdgeMember {
  readonly view: string;
  readonly edgeKind: string;
  readonly fromNode: string;
  readonly toNode: string;
  /** Property keys that the edges of this kind carry; each is a column of the edges. */
  readonly properties: readonly string[];
}

/** The graph itself, assembled from its members. */
export type UnionView = ViewBase & { readonly kind: 'union' } & (
    | { readonly target: 'nodes'; readonly members: readonly NodeMember[] }
    | { readonly target: 'edges'; readonly members: readonly EdgeMember[] }
    | {
        readonly target: 'props';
        readonly members: readonly NodeMember[];
        /** The view that holds the edges, and the edge members whose properties are listed. */
        readonly edges: { readonly view: string; readonly members: readonly EdgeMember[] };
      }
  );

export type IrView = NormalizeView | SqlView | RelateView | UnionView;

export interface SemanticIr {
  readonly views: readonly IrView[];
  /** Names of the views that `build` materialises. */
  readonly outputs: readonly string[];
  /** Names of the views that are materialised when somebody asks for them. */
  readonly onDemand: readonly string[];
}
