/** Control flow of TypeScript and JavaScript, which have no bytecode: one parse, and a walk over the statements of each function. */
import type { ExtractFile } from '../../extractor-runtime';
import { parseFile, spanOf } from '../../oxc/parse';
import { effectfulNodes } from './effects';
import type { Datasets } from './rows';
import { graphOf } from './statements';
import { unitsOf } from './units';

/** Extracts files in TypeScript, TSX and JavaScript. */
const extract: ExtractFile<Datasets> = (file, emit) => {
  const { program, errors } = parseFile(file);
  for (const error of errors) emit('bytecode_errors', error);
  if (program === null) return;
  const effectful = effectfulNodes(program.flat);
  for (const { id, parent, node, name, qualpath } of unitsOf(program)) {
    const unit = { unit_id: id, basis: 'syntax' };
    emit('cfg_units', { ...unit, parent_unit_id: parent, qualpath, name, ...spanOf(program.source, node) });
    const { blocks, edges } = graphOf(node, effectful).finish();
    // Numbered in the order in which they were begun, without the gaps of those that were not needed.
    const numbers = new Map(blocks.map((block, number) => [block, number]));
    const numberOf = (block: (typeof blocks)[number]): number => numbers.get(block) ?? -1;
    for (const block of blocks) {
      const number = numberOf(block);
      const span = block.start < 0 ? { bstart: null, bend: null } : spanOf(program.source, block);
      emit('cfg_blocks', {
        ...unit,
        block_id: number,
        kind: block.kind,
        start_offset: number,
        end_offset: number + 1,
        ...span,
      });
    }
    for (const { from, to, kind } of edges) {
      emit('cfg_edges', { ...unit, src_block_id: numberOf(from), dst_block_id: numberOf(to), kind });
    }
  }
};

/** The extraction; there is nothing to load. */
export const open = async (): Promise<ExtractFile<Datasets>> => extract;
