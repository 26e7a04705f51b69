/** What an extraction reads: the files of its project that concern it, and, for whole projects, what is around them. */
import { digestOf, sha256 } from '../../plugin/core/digest';
import { InvariantViolation } from '../../plugin/core/invariant';
import type { ManifestExtractor } from '../../plugin/manifest/manifest-schema';
import { nameMatcher, sourceMatcher } from '../../plugin/manifest/source-extensions';
import { ABSENT } from '../../plugin/manifest/tool-packages';
import { languageOf } from '../../plugin/schema/language';
import type { ProjectRequest } from './evidence-source';
import type { Session } from './session';
import type { MaterializeTask } from './task-run';
import type { HashedFile, TaskContext } from './workspace';

/** Files of a task that its extractor looks at. */
export async function filesToExtract(session: Session, task: MaterializeTask, name: string) {
  const extractor = extractorCalled(session, name);
  const isSource = sourceMatcher(extractor);
  const isBeside = nameMatcher(extractor.context?.beside ?? []);
  const wanted = (path: string) => isSource(path) || isBeside(path);
  const { files, changed } = await session.workspace.files(task.project, task.target);
  return { files: files.filter((f) => wanted(f.path)), changed: changed.filter(wanted) };
}

/** What is around those files, for an extractor whose unit is the project; null for one whose unit is the file. */
export async function contextOf(session: Session, task: MaterializeTask, name: string): Promise<TaskContext | null> {
  const extractor = extractorCalled(session, name);
  if (extractor.context === null) return null;
  const { beside, anywhere, root } = extractor.context;
  const isSource = sourceMatcher(extractor);
  const isBeside = nameMatcher(beside);
  return session.workspace.context(task.project, task.target, {
    source: (path) => isSource(path) || isBeside(path),
    anywhere: nameMatcher(anywhere),
    root: nameMatcher(root),
  });
}

/** The project as a whole, and whether a tool that is installed reads any of its files. */
export function projectOf(
  task: MaterializeTask,
  extractor: ManifestExtractor,
  files: readonly HashedFile[],
  { root, files: context, dependencies }: TaskContext,
): ProjectRequest {
  const hasSources = files.some((file) => isReadable(extractor, file.path));
  return { name: task.project, root, hasSources, context, dependencies };
}

/** Files for which a tool would be needed that is not installed need no thread. */
function isReadable(extractor: ManifestExtractor, path: string): boolean {
  const { optionalTools, tools } = extractor;
  if (optionalTools.length === 0) return sourceMatcher(extractor)(path);
  const language = languageOf(path);
  const installed = optionalTools.filter((tool) => tools[tool.package] !== ABSENT);
  return language !== null && installed.some((tool) => tool.languages.includes(language));
}

/** Digest of everything that is read, by path and content hash. */
export function filesDigest(files: readonly HashedFile[], project: string, context: TaskContext | null): string {
  const list = (of: readonly HashedFile[]) => of.map(({ path, hash }) => `${path}\0${hash}\n`).join('');
  if (context === null) return sha256(list(files));
  return digestOf([list(files), list(context.files), context.root, context.dependencies, project]);
}

/** The extractor as the manifest has it. */
export function extractorCalled({ manifest }: Session, name: string): ManifestExtractor {
  const extractor = manifest.extractors[name];
  if (extractor === undefined) throw new InvariantViolation(`the manifest has no extractor '${name}'`);
  return extractor;
}
