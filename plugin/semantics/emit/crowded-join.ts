/** The join of spans for files that hold many: only spans that meet in a bucket of bytes are compared. */
import type { InferredRelate } from '../../ir/inferred';
import type { SpanColumns } from '../../ir/semantic-ir';
import { isSpanCondition, type PairColumns, pairColumnsOf } from '../join-groups';
import { name, select } from '../sql';
import { joined, outputsOf, type PairSource, requiredConditions, sideColumn, whereAll } from './join-rows';

/** The pairs of a relationship from its own join, in the formulation for files with many spans; null for other joins. */
export function crowdedSource(relate: InferredRelate): PairSource | null {
  const sql = crowdedPairs(relate, pairColumnsOf([relate]));
  return sql === null ? null : { kind: 'rows', from: `(\n  ${sql.replaceAll('\n', '\n  ')}\n) pairs_of_spans` };
}

/** When the other formulation pays: the spans of which dataset count, and how many there must be in a file. */
export const crowdedBy = (relate: InferredRelate) => ({
  dataset: relate.right.view,
  path: relate.right.path,
  rowsPerFile: CROWDED_ROWS_PER_FILE,
});

/**
 * The plain join of spans compares every span of a file with every other one. With more spans in a file than this (on
 * average) it is cheaper to compare only spans that meet in a bucket of bytes; both give the same rows.
 */
const CROWDED_ROWS_PER_FILE = 600;
/** Bytes. A span is in each bucket that it touches. */
const BUCKET = 1024;
/** Spans of more bytes, such as those of classes and modules, would be in too many; there are few of them. */
const WIDE = 4 * BUCKET;

/**
 * Narrow spans meet in the bucket in which the later one begins, so each pair is found once; wide ones are compared with
 * all, as in the plain join.
 */
export function crowdedPairs(relate: InferredRelate, columns: PairColumns): string | null {
  const spanned = requiredConditions(relate).filter(isSpanCondition);
  const [condition] = spanned;
  if (
    condition === undefined ||
    !('left' in condition) ||
    spanned.some((c) => c.is === 'same_start' || c.is === 'same_end')
  ) {
    return null;
  }
  const [l, r] = [relate.left.spans[condition.left], relate.right.spans[condition.right]];
  if (l === undefined || r === undefined) return null;
  const width = ({ start, end }: SpanColumns): string => `${name(end)} - ${name(start)}`;
  const wide = (view: string, span: SpanColumns): string =>
    `(select * from ${name(view)} where ${width(span)} > ${WIDE})`;
  const narrow = (view: string, span: SpanColumns): string =>
    `(select * from ${name(view)} where ${width(span)} <= ${WIDE})`;
  // An empty span is in the bucket of its place.
  const bucketed = (view: string, { start, end }: SpanColumns): string =>
    `(select *, unnest(range(${name(start)} // ${BUCKET}, greatest(${name(end)} - 1, ${name(start)}) // ${BUCKET} + 1)) as bucket from ${narrow(view, { start, end })})`;
  const where = whereAll(spanned, relate, sideColumn);
  const meet = `l.bucket = greatest(l.${name(l.start)}, r.${name(r.start)}) // ${BUCKET}`;
  const branch = (left: string, right: string, on: readonly string[] = []): string =>
    select(outputsOf(columns), [joined(relate, left, right, on), ...where].join('\n'));
  const [left, right] = [relate.left.view, relate.right.view];
  return [
    branch(bucketed(left, l), bucketed(right, r), ['l.bucket = r.bucket', meet]),
    branch(wide(left, l), name(right)),
    branch(narrow(left, l), wide(right, r)),
  ].join('\nunion all\n');
}
