/** The semantic IR: every view with its kind, its inputs and its parameters, before any schema is known. */
import type { Place } from '../core/diagnostic';
import type { EdgeColumn } from '../schema/edge-contract';
import type { JoinStrategy } from '../schema/join-strategy';
import type { SemanticType } from '../schema/semantic-type';
import type { ViewKind } from './view-kind';

/** The dataset that holds the lines of files: zero-based number, half-open byte range, text without line break. */
export interface LineIndex {
  readonly dataset: string;
  readonly path: string;
  readonly line: string;
  readonly start: string;
  readonly end: string;
  readonly text: string;
}

interface ViewBase {
  readonly kind: ViewKind;
  readonly name: string;
  readonly description: string;
  /** Where a person declared what the view comes from. */
  readonly at: Place;
}

/** A reference to another entity, with everything needed to compute the id it has there. */
export interface IrForeignKey {
  /** Name of the id column. */
  readonly column: string;
  readonly entity: string;
  /** Columns of the source that identify the other row in its file, in the order of that entity's identity. */
  readonly by: readonly string[];
}

export interface SpanColumns {
  readonly start: string;
  readonly end: string;
}

/** Where a row is, in columns of the source; lines and columns are zero-based. */
export type SourceSpan =
  | ({ readonly unit: 'byte' } & SpanColumns)
  | {
      readonly unit: 'line_column';
      readonly startLine: string;
      /** Null: the line begins the span. */
      readonly startColumn: string | null;
      /** Null: the span ends on the line it begins on. */
      readonly endLine: string | null;
      /** Null: the end of the line ends the span. */
      readonly endColumn: string | null;
      /** Column that says what columns count; null for bytes. */
      readonly columnUnit: string | null;
    };

/** Rows of one evidence dataset with ids and byte spans under canonical names. */
export interface NormalizeView extends ViewBase {
  readonly kind: 'normalize';
  readonly entity: string;
  /** Namespace of its ids. */
  readonly namespace: string;
  readonly source: string;
  /** Parser or extractor whose evidence it is. */
  readonly origin: string;
  /** Name of the id column. */
  readonly id: string;
  readonly span: SourceSpan | null;
  /** Columns of the view that identify a row in its file; none for the entity that is the file itself. */
  readonly identity: readonly string[];
  /** The spans of a row by what they are of, in columns of the view. */
  readonly spans: Readonly<Record<string, SpanColumns>>;
  /** Column of lists whose elements are the rows, and that of their places in the lists, or null. */
  readonly nested: { readonly list: string; readonly index: string } | null;
  readonly foreignKeys: readonly IrForeignKey[];
}

/** A SELECT that a person wrote. */
export interface SqlView extends ViewBase {
  readonly kind: 'derive' | 'project' | 'diagnostic';
  readonly sql: string;
  readonly semantic: Readonly<Record<string, SemanticType>>;
}

/** One side of a relationship: a view, and what it normalises, null for a view that somebody wrote. */
export interface RelateSide {
  readonly entity: string | null;
  readonly view: string;
}

export type Side = 'left' | 'right';

/** A condition over a row of each side; spans by their names, columns by theirs. */
export type IrCondition =
  | {
      readonly is: 'overlap' | 'within' | 'contains' | 'adjacent' | 'same_start' | 'same_end';
      readonly left: string;
      readonly right: string;
    }
  | { readonly is: 'same_value'; readonly left: string; readonly right: string }
  | { readonly is: 'null' | 'not_null' | 'truthy' | 'falsy'; readonly side: Side; readonly column: string };

/** `weight` is null for a condition that every row meets. */
export interface IrSignal {
  readonly condition: IrCondition;
  readonly weight: number | null;
}

export interface RelateView extends ViewBase {
  readonly kind: 'relate';
  readonly left: RelateSide;
  readonly right: RelateSide;
  readonly signals: readonly IrSignal[];
  /** The only strategy that may be inferred. */
  readonly hint: JoinStrategy | null;
  readonly base: { readonly score: number; readonly confidence: number };
  /** Side on which the edge starts. */
  readonly from: Side;
  readonly template: { readonly name: string; readonly version: number } | null;
  /** The view with a score for the quality of each file, if candidates are weighed by it. */
  readonly quality: string | null;
}

/** Rows of one view that become nodes of one kind. */
export interface NodeMember {
  readonly view: string;
  readonly nodeKind: string;
  /** Column with the id of what a node stands for. */
  readonly id: string;
  /** Property key to column. */
  readonly properties: Readonly<Record<string, string>>;
  readonly priority: number;
}

/** Rows of one view that become edges of one kind. */
export interface EdgeMember {
  readonly view: string;
  readonly edgeKind: string;
  readonly fromNode: string;
  readonly toNode: string;
  /** The view's column for each of the edge contract. */
  readonly columns: Readonly<Record<EdgeColumn, string>>;
  /** Column that says which rows are edges; null when all are that have two ends. */
  readonly when: string | null;
  /** Whether there may be rows that are no edge. */
  readonly mayBeNone: boolean;
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
    /** Every entity, every row of every relationship, and every candidate of those with candidates. */
    | {
        readonly target: 'entities' | 'relations' | 'candidates';
        readonly members: readonly { readonly view: string }[];
      }
  );

export type IrView = NormalizeView | SqlView | RelateView | UnionView;

export interface SemanticIr {
  readonly views: readonly IrView[];
  /** Names of the views that `build` materialises. */
  readonly outputs: readonly string[];
  /** Null in a model without the lines of files. */
  readonly lineIndex: LineIndex | null;
  /** Names of the views that are materialised when somebody asks for them. */
  readonly onDemand: readonly string[];
}
