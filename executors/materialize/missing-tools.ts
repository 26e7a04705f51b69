/** What a run leaves out because an optional tool is not installed: said once, whatever the number of projects. */
import { roleOf } from '../../plugin/manifest/naming';
import { ABSENT } from '../../plugin/manifest/tool-packages';
import { languageOf } from '../../plugin/schema/language';
import { filesToExtract } from './extraction-files';
import type { Session } from './session';
import type { MaterializeTask } from './task-run';

/** One line with the way to get them, or null when nothing is missing that any file of `tasks` could be read with. */
export async function missingTools(session: Session, tasks: readonly MaterializeTask[]): Promise<string | null> {
  const missing = new Set<string>();
  for (const task of tasks) {
    const role = roleOf(task.target);
    if (role.kind !== 'extract') continue;
    const extractor = session.manifest.extractors[role.extractor];
    const absent = (extractor?.optionalTools ?? []).filter((tool) => extractor?.tools[tool.package] === ABSENT);
    if (absent.length === 0) continue;
    const { files } = await filesToExtract(session, task, role.extractor);
    const languages = new Set(files.map((file) => languageOf(file.path)));
    for (const tool of absent) if (tool.languages.some((l) => languages.has(l))) missing.add(tool.package);
  }
  if (missing.size === 0) return null;
  const packages = [...missing].sort().join(' ');
  return `without ${packages} there is less evidence: npm i -D ${packages}, then nx sync`;
}
