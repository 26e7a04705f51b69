/** Basic blocks of code objects and the ways between them -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { Packed } from '../../cpython/packed';
import { same, words } from '../../evidence/column-source';
import type { Emit } from '../../extractor-runtime';

/** In the order of their numbers in `cpg_cfg.py`. */
const BLOCK_KINDS = ['entry', 'normal', 'handler', 'exit'];
const EDGE_KINDS = ['entry', 'next', 'jump', 'branch', 'exception'];

/** Emits blocks and edges; `block_id` counts from 0 per unit, the entry first, the exit last. */
export function emitControlFlow(facts: Packed, emit: Emit<typeof declaration.datasets>): void {
  const blocks = facts.table('blocks');
  emit.columns('cfg_blocks', blocks.rows, {
    unit_id: blocks.ints(0),
    basis: same('bytecode'),
    block_id: blocks.ints(1),
    kind: words(blocks.raw(2), BLOCK_KINDS),
    start_offset: blocks.ints(3),
    end_offset: blocks.ints(4),
    bstart: blocks.optionalInts(5),
    bend: blocks.optionalInts(6),
  });
  const edges = facts.table('edges');
  emit.columns('cfg_edges', edges.rows, {
    unit_id: edges.ints(0),
    basis: same('bytecode'),
    src_block_id: edges.ints(1),
    dst_block_id: edges.ints(2),
    kind: words(edges.raw(3), EDGE_KINDS),
  });
}
