/** Abstract syntax of TypeScript and JavaScript: one parse, one walk, and the rows of every table. */
import type { ExtractFile } from '../../extractor-runtime';
import { parseFile } from '../../oxc/parse';
import { withPartialProgram } from '../../oxc/partial/parse';
import { emitCall } from './calls';
import { emitDefinition } from './definitions';
import { emitImports } from './imports';
import { emitNodes } from './nodes';
import type { Datasets } from './rows';

/** Extracts files in TypeScript, TSX and JavaScript. */
const extract: ExtractFile<Datasets> = (file, emit) => {
  const { program, errors } = withPartialProgram(parseFile(file));
  if (program !== null) {
    emitNodes(program, emit);
    program.flat.nodes.forEach((node, id) => {
      emitImports(program, id, node, emit);
      emitDefinition(program, id, node, emit);
      emitCall(program, id, node, emit);
    });
  }
  for (const error of errors) emit('ast_errors', error);
};

/** The extraction; there is nothing to load. */
export const open = async (): Promise<ExtractFile<Datasets>> => extract;
