/** The files of the workspace, listed and hashed by Nx itself, so that a watch and a build never differ about them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { type ChangeBatch, WorkspaceContext } from 'nx/src/native';
import {
  createProjectRootMappingsFromProjectConfigurations,
  findProjectForPath,
} from 'nx/src/project-graph/utils/find-project-for-path';
import type { FileSnapshot } from '../materialize/file-snapshots';
import type { Change } from './change-queue';
import { isIgnoreFile } from './ignored-paths';

export interface ChangedFile {
  readonly path: string;
  readonly kind: 'created' | 'updated' | 'deleted';
}

export class SourceFiles {
  readonly #root: string;
  readonly #context: WorkspaceContext;
  readonly #hashes: Map<string, string>;
  #walkMilliseconds = 0;

  /** Walks the workspace at `root`; `directory` is for Nx's own files. */
  constructor(root: string, directory: string) {
    this.#root = root;
    this.#context = new WorkspaceContext(root, directory);
    this.#hashes = new Map(this.#context.allFileData().map(({ file, hash }) => [file, hash]));
  }

  /** How long it took to look at everything, the last time. */
  get walkMilliseconds(): number {
    return this.#walkMilliseconds;
  }

  get paths(): Iterable<string> {
    return this.#hashes.keys();
  }

  /**
   * Files that have other bytes than when they were looked at last. Of known files only they are read, which takes a
   * millisecond; whether Nx lists an unknown one only a walk can tell, which takes a tenth of a second for 3,500 files.
   */
  look({ paths, everything }: Pick<Change, 'paths' | 'everything'>): readonly ChangedFile[] {
    const known = !everything && [...paths].every((path) => this.#hashes.has(path) && !isIgnoreFile(path));
    const { createdFiles, updatedFiles, deletedFiles } = known ? this.#lookAt([...paths]) : this.#walk();
    for (const { file, hash } of [...createdFiles, ...updatedFiles]) this.#hashes.set(file, hash);
    for (const file of deletedFiles) this.#hashes.delete(file);
    return [
      ...createdFiles.map(({ file }) => ({ path: file, kind: 'created' as const })),
      ...updatedFiles.map(({ file }) => ({ path: file, kind: 'updated' as const })),
      ...deletedFiles.map((file) => ({ path: file, kind: 'deleted' as const })),
    ];
  }

  #lookAt(paths: readonly string[]): ChangeBatch {
    const there = (path: string) => existsSync(join(this.#root, path));
    return this.#context.incrementalUpdate(
      paths.filter(there),
      paths.filter((path) => !there(path)),
    );
  }

  #walk(): ChangeBatch {
    const from = performance.now();
    const changes = this.#context.rescanAndDiff();
    this.#walkMilliseconds = performance.now() - from;
    return changes;
  }

  /** By the projects of `graph`. */
  snapshot(graph: ProjectGraph): FileSnapshot {
    const ownerOf = ownersIn(graph);
    const byProject = new Map(Object.keys(graph.nodes).map((name) => [name, new Map<string, string>()]));
    const unowned = new Map<string, string>();
    for (const [path, hash] of this.#hashes) (byProject.get(ownerOf(path) ?? '') ?? unowned).set(path, hash);
    return { byProject, unowned };
  }
}

/** Which project a file belongs to, if any. */
export function ownersIn(graph: ProjectGraph): (path: string) => string | null {
  const configurations = Object.fromEntries(Object.entries(graph.nodes).map(([name, { data }]) => [name, data]));
  const roots = createProjectRootMappingsFromProjectConfigurations(configurations);
  return (path) => findProjectForPath(path, roots) ?? null;
}
