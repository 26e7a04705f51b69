/** Where the code of a workspace's own extractor is, by convention, and which files and packages it is made of. */
import { basename, dirname } from 'node:path';
import type { SourceFiles } from '../core/source-files';
import { extractorFiles, extractorModule } from '../schema/declaration-files';
import type { ExtractorCode } from './declarations';
import { moduleClosure } from './module-closure';

/**
 * The module `extractor` beside the declaration in `declarationFile`, with everything in its folder and what that
 * imports from elsewhere; null when there is none.
 */
export async function extractorCode(
  declarationFile: string,
  files: SourceFiles,
  own: ReadonlySet<string>,
): Promise<ExtractorCode | null> {
  const folder = dirname(declarationFile);
  const module = extractorModule(folder, files);
  // A declaration that is not in a folder of its own shares the one it is in with other extractors.
  if (module === undefined || !/^declaration\./.test(basename(declarationFile))) return null;
  return { module, ...(await moduleClosure(extractorFiles(folder, files), files, own)) };
}
