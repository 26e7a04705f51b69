/** What must hold of the nodes of any file. */
import type { TestRow } from './extract-text';

/** Every way in which rows of `cst_nodes` disagree with the bytes or with each other; empty when all is well. */
export function nodeProblems(content: Uint8Array, nodes: readonly TestRow[]): readonly string[] {
  const bytes = Buffer.from(content);
  const problems: string[] = [];
  const say = (what: string, row: TestRow): void => void problems.push(`${what}: ${JSON.stringify(row)}`);
  /** By cst_id: children so far that are nodes. */
  const children: number[] = [];
  let covered = 0;
  nodes.forEach((row, id) => {
    const parent = row.parent_cst_id;
    if (row.cst_id !== id) say('not numbered', row);
    if ((parent === null) !== (id === 0)) say('no root', row);
    const around = typeof parent === 'number' ? nodes[parent] : undefined;
    if (around !== undefined && row.idx !== null) {
      if (Number(row.bstart) < Number(around.bstart) || Number(row.bend) > Number(around.bend)) say('outside', row);
      if (row.idx !== (children[Number(parent)] ?? 0)) say('not in its place', row);
      children[Number(parent)] = Number(row.idx) + 1;
    }
    if (row.leaf_text === null) return;
    if (row.bstart !== covered) say(`begins after ${covered}`, row);
    covered = Number(row.bend);
    if (bytes.toString('utf8', Number(row.bstart), covered) !== row.leaf_text) say('another text', row);
    if (row.kind === 'trivia' && /[\p{L}\p{N}_]/u.test(String(row.leaf_text))) say('no space', row);
  });
  if (nodes.length > 0 && covered !== bytes.length) problems.push(`ends at ${covered} of ${bytes.length}`);
  if (nodes.length > 0 && nodes.map((row) => row.leaf_text ?? '').join('') !== bytes.toString()) problems.push('lossy');
  return problems;
}
