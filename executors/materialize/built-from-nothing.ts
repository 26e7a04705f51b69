/**
 * What views and extractors make of inputs without rows or files. Half of all partitions are such: a project in one
 * language has no evidence in the others. It is the same in every project, so that a run makes it once.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { digestOf } from '../../plugin/core/digest';
import { InvariantViolation } from '../../plugin/core/invariant';
import type { ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { laneFiles } from '../runtime/lanes';
import type { StampedParquet, StampKey } from '../runtime/stamp';
import { type PendingPartition, type Store, writing } from '../runtime/store';
import type { DatasetPlace } from '../runtime/store-paths';

export interface Wanted {
  readonly place: DatasetPlace;
  readonly key: StampKey;
  readonly columns: readonly ManifestColumn[];
}

interface Content {
  readonly bytes: Uint8Array;
  readonly parquet: StampedParquet;
}

export class BuiltFromNothing {
  /** By keys: null when it could not be made. */
  readonly #contents = new Map<string, Promise<readonly Content[] | null>>();

  constructor(private readonly store: Store) {}

  /** What `make` gives, which is `wanted`; or what it gave, or is about to give, for the same keys elsewhere. */
  async share(
    wanted: readonly Wanted[],
    make: () => Promise<readonly PendingPartition[]>,
  ): Promise<readonly PendingPartition[]> {
    return this.#share(digestOf(wanted.map((w) => contentKey(w.key))), wanted, make);
  }

  /** The same for evidence without rows, whatever files have none. */
  async shareEmpty(wanted: Wanted, make: () => Promise<PendingPartition>): Promise<PendingPartition> {
    const { key } = wanted;
    if (key.kind !== 'evidence') throw new InvariantViolation(`'${wanted.place.dataset}' is no evidence`);
    const { columns, engine, storage } = key;
    const [shared] = await this.#share(digestOf({ columns, engine, storage }), [wanted], async () => [await make()]);
    return shared ?? make();
  }

  async #share(
    key: string,
    wanted: readonly Wanted[],
    make: () => Promise<readonly PendingPartition[]>,
  ): Promise<readonly PendingPartition[]> {
    const promised = this.#contents.get(key);
    // Not a step later: two that ask at the same time must not both find nothing.
    const known = promised === undefined ? null : await promised;
    if (known !== null) return wanted.map((w, i) => this.#write(w, known[i]));
    const made = make();
    const contents = made.then((pending) => pending.map(contentOf));
    this.#contents.set(
      key,
      contents.catch(() => null),
    );
    await contents;
    return made;
  }

  #write({ place, key, columns }: Wanted, content: Content | undefined): PendingPartition {
    if (content === undefined) throw new InvariantViolation(`'${place.dataset}' was not made`);
    const parquet = this.store.temporaryFile('parquet');
    writing(() => writeFileSync(parquet, content.bytes));
    const { rows, columns: digests } = content.parquet;
    return {
      place,
      parquet,
      stamp: { version: 1, key, parquet: content.parquet },
      lanes: laneFiles(columns, [{ partition: place.partition, rows, columns: digests }]),
    };
  }
}

function contentOf({ place, parquet, stamp }: PendingPartition): Content {
  if (parquet === null || stamp.parquet === null) throw new InvariantViolation(`'${place.dataset}' has no file`);
  return { bytes: readFileSync(parquet), parquet: stamp.parquet };
}

/** The key without the names of partitions, which no content depends on. */
function contentKey(key: StampKey): unknown {
  if (key.kind !== 'view') return key;
  const inputs = Object.entries(key.inputs).map(([dataset, parts]) => [
    dataset,
    parts.map(({ rows, columns }) => ({ rows, columns })),
  ]);
  return { ...key, inputs };
}
