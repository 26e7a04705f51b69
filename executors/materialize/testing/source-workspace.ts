/** Extraction of files on disk by the real extractors, as the manifest of this repository has them: no Nx, all else real. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashFile } from 'nx/src/native';
import { sha256 } from '../../../plugin/core/digest';
import { unwrap } from '../../../plugin/core/result';
import { MANIFEST_FILE } from '../../../plugin/manifest/naming';
import { partitionOf } from '../../../plugin/manifest/partition';
import { readManifest } from '../../../plugin/manifest/read-manifest';
import { createProgress } from '../../runtime/progress';
import { Store } from '../../runtime/store';
import type { EvidenceSource } from '../evidence-source';
import { runTasks, type TaskOutcome } from '../run';
import { openSession } from '../session';
import { workerEvidence } from '../worker-evidence';

const MANIFEST = join(__dirname, '..', '..', '..', MANIFEST_FILE);

/** One project, `p`, with all the files below the root. */
export class SourceWorkspace {
  readonly root = mkdtempSync(join(tmpdir(), 'cpg sources '));
  readonly cache = join(this.root, '.cpg', 'cache');
  readonly #remembering = workerEvidence(2, this.cache);
  readonly #forgetful = workerEvidence(2, null);

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Extracts everything again, whatever is in the store. */
  async extract(extractor: string, { remember }: { readonly remember: boolean }): Promise<TaskOutcome> {
    rmSync(join(this.root, '.cpg', 'data'), { recursive: true, force: true });
    const evidence = remember ? this.#remembering : this.#forgetful;
    const session = openSession({
      manifest: unwrap(readManifest(MANIFEST, MANIFEST_FILE)),
      workspace: this.#workspace(),
      store: new Store(this.root, 2),
      // A run ends its threads; here they are used again.
      evidence: { ...evidence, close: async () => {} },
      threads: 2,
      progress: createProgress(1, () => {}),
    });
    try {
      const target = `cpg-extract-${extractor}`;
      const outcomes: TaskOutcome[] = [];
      for await (const one of runTasks(session, [{ id: `p:${target}`, project: 'p', target, needs: [] }])) {
        outcomes.push(one);
      }
      const [outcome] = outcomes;
      if (outcome === undefined) throw new Error('the task did not settle');
      return outcome;
    } finally {
      await session.close();
    }
  }

  /** Every file of the store by its path, with the SHA-256 of its bytes. */
  data(): Readonly<Record<string, string>> {
    const files = filesBelow(join(this.root, '.cpg', 'data'));
    return Object.fromEntries(files.map((file) => [file.slice(this.root.length + 1), sha256(readFileSync(file))]));
  }

  async remove(): Promise<void> {
    for (const evidence of [this.#remembering, this.#forgetful] satisfies EvidenceSource[]) await evidence.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  #workspace() {
    const { root } = this;
    const paths = filesBelow(root).map((file) => file.slice(root.length + 1));
    const sources = paths.filter((path) => !path.startsWith('.cpg'));
    return {
      root,
      cpgRoot: 'cpg',
      partition: partitionOf,
      rootOf: () => '.',
      partitionsWith: () => ['p'],
      files: async () => ({
        files: sources.map((path) => ({ path, hash: hashFile(join(root, path)) ?? '' })),
        changed: [],
      }),
      context: async () => ({ files: [], changed: [], root: '.', dependencies: [] }),
    };
  }
}

/** Files, sorted. */
export const filesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
