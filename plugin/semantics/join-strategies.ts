/** The ways in which two views can be joined: when each applies, its keys and how sure it is. One authority. */
import type { JoinKey } from '../ir/inferred';
import { OWN_SPAN } from '../schema/columns';
import type { JoinStrategy } from '../schema/join-strategy';
import type { JoinCapabilities } from './join-capabilities';

/** One possible join. */
export interface Candidate {
  readonly keys: readonly JoinKey[];
  readonly evidence: string;
}

export interface Strategy {
  readonly name: JoinStrategy;
  readonly confidence: number;
  /** Only taken when asked for. */
  readonly onlyByHint?: true;
  /** All joins of this kind between the two sides; several are ambiguous. */
  readonly candidates: (left: JoinCapabilities, right: JoinCapabilities) => readonly Candidate[];
}

/** Equal paths make it evident that both rows belong to one file, and so to one partition. */
function fileKeys(left: JoinCapabilities, right: JoinCapabilities): readonly JoinKey[] {
  return left.path === null || right.path === null ? [] : [{ left: left.path, right: right.path }];
}

function spans(left: JoinCapabilities, right: JoinCapabilities): readonly Candidate[] {
  const keys = fileKeys(left, right);
  if (keys.length === 0 || left.spans[OWN_SPAN] === undefined || right.spans[OWN_SPAN] === undefined) return [];
  return [{ keys, evidence: `${nameOf(left)} and ${nameOf(right)} have spans in one file` }];
}

function foreignKeys(left: JoinCapabilities, right: JoinCapabilities): readonly Candidate[] {
  const file = fileKeys(left, right);
  const forward = left.foreignKeys
    .filter((key) => key.entity === right.entity)
    .map(({ column }) => ({
      keys: [...file, { left: column, right: right.entityId ?? '' }],
      evidence: `${column} of ${nameOf(left)} refers to ${nameOf(right)}`,
    }));
  if (forward.length > 0) return forward;
  // What every row says of its file is a key to the entity that is the file.
  if (right.isFile && !left.isFile && file.length > 0) {
    return [{ keys: file, evidence: `${nameOf(left)} is in the file that ${nameOf(right)} is` }];
  }
  return right.foreignKeys
    .filter((key) => key.entity === left.entity)
    .map(({ column }) => ({
      keys: [...file, { left: left.entityId ?? '', right: column }],
      evidence: `${column} of ${nameOf(right)} refers to ${nameOf(left)}`,
    }));
}

/** Symbols before qualified names: they say the package as well. */
function symbols(left: JoinCapabilities, right: JoinCapabilities): readonly Candidate[] {
  for (const kind of ['symbols', 'qnames'] as const) {
    const pairs = left[kind].flatMap((l) => right[kind].map((r) => ({ left: l, right: r })));
    if (pairs.length > 0) {
      return pairs.map((key) => ({ keys: [key], evidence: `${key.left} and ${key.right} are symbols` }));
    }
  }
  return [];
}

function files(left: JoinCapabilities, right: JoinCapabilities): readonly Candidate[] {
  const keys = fileKeys(left, right);
  return keys.length === 0 ? [] : [{ keys, evidence: `${nameOf(left)} and ${nameOf(right)} both have a file` }];
}

const nameOf = (side: JoinCapabilities): string => side.entity ?? side.text.split(';')[0] ?? '';

/** In order of preference. */
export const STRATEGIES: readonly Strategy[] = [
  { name: 'span_overlap', confidence: 0.95, candidates: spans },
  { name: 'span_contains', confidence: 0.95, onlyByHint: true, candidates: spans },
  { name: 'foreign_key', confidence: 0.85, candidates: foreignKeys },
  { name: 'symbol_match', confidence: 0.75, candidates: symbols },
  { name: 'equi_join', confidence: 0.6, candidates: files },
];
