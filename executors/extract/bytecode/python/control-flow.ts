/** Basic blocks of code objects and the ways between them -> rows. */
import type declaration from '../../../../plugin/model/extractors/bytecode';
import type { Packed } from '../../cpython/packed';
import type { Emit } from '../../extractor-runtime';

/** In the order of their numbers in `cpg_cfg.py`. */
const BLOCK_KINDS = ['entry', 'normal', 'handler', 'exit'] as const;
const EDGE_KINDS = ['entry', 'next', 'jump', 'branch', 'exception'] as const;

/** Emits blocks and edges; `block_id` counts from 0 per unit, the entry first, the exit last. */
export function emitControlFlow(facts: Packed, emit: Emit<typeof declaration.datasets>): void {
  facts.each('blocks', (row) =>
    emit('cfg_blocks', {
      unit_id: row.int(0),
      basis: 'bytecode',
      block_id: row.int(1),
      kind: BLOCK_KINDS[row.int(2)] ?? '',
      start_offset: row.int(3),
      end_offset: row.int(4),
      bstart: row.optionalInt(5),
      bend: row.optionalInt(6),
    }),
  );
  facts.each('edges', (row) =>
    emit('cfg_edges', {
      unit_id: row.int(0),
      basis: 'bytecode',
      src_block_id: row.int(1),
      dst_block_id: row.int(2),
      kind: EDGE_KINDS[row.int(3)] ?? '',
    }),
  );
}
