/** Names of partitions on disk: slugs of project names that cannot collide. */
import { sha256 } from '../core/digest';

/** Holds workspace-scoped views and gathers. */
export const WORKSPACE_PARTITION = 'workspace';
/** Holds the evidence of files that belong to no project. */
export const WORKSPACE_FILES_PARTITION = 'workspace-files';

const RESERVED: ReadonlySet<string> = new Set([WORKSPACE_PARTITION, WORKSPACE_FILES_PARTITION]);

/**
 * The partition of a project. A name that is a safe file name in lower case stands for itself; any other gets a
 * readable stem and a digest of the whole name, so `@acme/a`, `acme-a` and `Acme-A` are three partitions.
 */
export function partitionOf(project: string): string {
  const safe = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(project) && !RESERVED.has(project) && !project.includes('--');
  if (safe) return project;
  const stem = project
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${stem || 'project'}--${sha256(project).slice(0, 12)}`;
}
