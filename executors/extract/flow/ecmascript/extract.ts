/** Value flow of TypeScript and JavaScript files, over the syntax and the scopes of oxc's programs. */
import type declaration from '../../../../plugin/model/extractors/flow';
import type { ExtractFile } from '../../extractor-runtime';
import { fileError, parseFile } from '../../oxc/parse';
import { MAX_SCOPE_DEPTH } from '../../symtable/ecmascript/analyze';
import { readModule } from './read-module';

type Datasets = typeof declaration.datasets;

/** Files with errors have what the parser makes of the rest. */
const extract: ExtractFile<Datasets> = (file, emit) => {
  const { program, errors } = parseFile(file);
  for (const error of errors) emit('flow_errors', error);
  if (program === null) return;
  if (program.flat.depth > MAX_SCOPE_DEPTH) {
    emit('flow_errors', fileError('too_deep', `nested more than ${MAX_SCOPE_DEPTH} levels deep`));
    return;
  }
  readModule(program).emit(emit);
};

/** The extraction; there is nothing to load. */
export const open = async (): Promise<ExtractFile<Datasets>> => extract;
