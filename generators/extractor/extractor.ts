/** `nx g cpg:extractor`: evidence of one's own, with code that runs as it is. */
import { join, posix } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { invariant } from '../../plugin/core/invariant';
import { unwrap } from '../../plugin/core/result';
import { withFiles } from '../../plugin/core/source-files';
import type { ExtractorDeclaration } from '../../plugin/declaration/extractor';
import { loadDeclarations } from '../../plugin/declaration/load';
import { extractTarget } from '../../plugin/manifest/naming';
import { LANGUAGES, type Language } from '../../plugin/schema/language';
import { type Additions, declare, isDeclared } from '../declaring/declare';
import { checkName, EXTRACTOR_NAME, IDENTIFIER } from '../declaring/names';
import { type OpenGraph, openGraph } from '../declaring/open-graph';
import { extractorFolder } from './extractor-folder';

export interface ExtractorOptions {
  readonly name: string;
  readonly languages?: readonly Language[];
  readonly dataset?: string;
}

/**
 * Writes the folder of an extractor (declaration, code, a fixture per language, a test) and the manifest. Writes nothing
 * when it is declared like this already, whatever its code is by then.
 *
 * Errors: `CPG_NAME_INVALID`, `CPG_NAME_TAKEN`, `CPG_NAME_RESERVED`, `CPG_FILE_TAKEN`; nothing is written then.
 */
export default async function extractor(tree: Tree, options: ExtractorOptions): Promise<void> {
  const graph = await openGraph(tree);
  const { name, languages = [] } = options;
  const at = { file: posix.join(graph.projectRoot, `extractors/${name}/declaration.ts`) };
  checkName(name, EXTRACTOR_NAME, { ...at, path: 'name' });
  const dataset = options.dataset ?? `${IDENTIFIER.repair(name)}s`;
  checkName(dataset, IDENTIFIER, { ...at, path: 'datasets' });
  const folder = extractorFolder({ name, dataset, languages: languages.length === 0 ? LANGUAGES : languages });
  if (isDeclared(graph.declarations.extractors, await declarationIn(graph, folder), at)) return;
  const { write } = await declare(graph, folder);
  write();
  logger.info(
    `${extractTarget(name)} fills ${dataset} in every project. Next: nx g cpg:entity ${IDENTIFIER.repair(name)} --source=${dataset}`,
  );
}

/** What the module that is about to be written declares. */
async function declarationIn({ tree, files }: OpenGraph, folder: Additions): Promise<ExtractorDeclaration> {
  const directory = join(tree.root, '.cpg-proposed');
  const proposed = new Map([...folder].map(([file, text]) => [join(directory, file), text]));
  const roots = [{ directory, builtIn: false }];
  const loading = loadDeclarations({ roots, workspaceRoot: tree.root, files: withFiles(files, proposed) });
  const [declared] = unwrap(await loading).extractors;
  invariant(declared !== undefined, 'the template of an extractor declares none');
  return declared.value;
}
