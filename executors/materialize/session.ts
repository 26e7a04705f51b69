/** Everything the tasks of one run share: manifest, store, query engine, evidence, files of the workspace. */
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { createEngine, type Engine } from '../runtime/engine';
import type { Progress } from '../runtime/progress';
import type { Store } from '../runtime/store';
import { BuiltFromNothing } from './built-from-nothing';
import type { EvidenceSource } from './evidence-source';
import type { Workspace } from './workspace';

export interface SessionParts {
  readonly manifest: Manifest;
  readonly workspace: Workspace;
  readonly store: Store;
  readonly evidence: EvidenceSource;
  readonly threads: number;
  readonly progress: Progress;
}

export interface Session extends SessionParts {
  readonly builtFromNothing: BuiltFromNothing;
  /** Started when the first task needs it. */
  engine(): Promise<Engine>;
  close(): Promise<void>;
}

export function openSession(parts: SessionParts): Session {
  let engine: Promise<Engine> | undefined;
  return {
    ...parts,
    builtFromNothing: new BuiltFromNothing(parts.store),
    engine() {
      const { store, manifest } = parts;
      engine ??= createEngine({ temporary: store.temporary, macros: manifest.macros });
      return engine;
    },
    async close() {
      await parts.evidence.close();
      (await engine?.catch(() => undefined))?.close();
      parts.store.close();
    },
  };
}
