/** Scopes and symbols of TypeScript and JavaScript: one parse, one scope analysis, and the rows of every table. */
import type { ExtractFile } from '../../extractor-runtime';
import { fileError, parseFile } from '../../oxc/parse';
import { analyzeScopes, MAX_SCOPE_DEPTH } from './analyze';
import { emitPartitions } from './partitions';
import { emitReferences } from './references';
import type { Datasets } from './rows';
import { emitScopes } from './scopes';
import { emitSymbols, openedBy } from './symbols';

/** Extracts files in TypeScript, TSX and JavaScript. */
const extract: ExtractFile<Datasets> = (file, emit) => {
  const { program, errors } = parseFile(file);
  for (const error of errors) emit('symtable_errors', error);
  if (program === null) return;
  if (program.flat.depth > MAX_SCOPE_DEPTH) {
    emit('symtable_errors', fileError('too_deep', `nested more than ${MAX_SCOPE_DEPTH} levels deep`));
    return;
  }
  const analysis = analyzeScopes(program);
  const opened = openedBy(analysis);
  emitScopes(program, analysis.blocks, emit);
  for (const block of analysis.blocks) {
    emitSymbols(analysis, block, opened, emit);
    emitPartitions(program, analysis, block, emit);
  }
  emitReferences(program, analysis, emit);
};

/** The extraction; there is nothing to load. */
export const open = async (): Promise<ExtractFile<Datasets>> => extract;
