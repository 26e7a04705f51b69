/** Stage 12, everything that was compiled -> Manifest: one digested value, validated against its own schema. */
import { digestOf } from '../core/digest';
import { type Manifest, manifestSchema } from './manifest-schema';

/** Adds the digest of all of it. Throws (our own bug) if a part does not fit the schema. */
export function sealManifest(parts: Omit<Manifest, 'version' | 'fingerprint'>): Manifest {
  const unsealed = { version: 1 as const, ...parts };
  return manifestSchema.parse({ ...unsealed, fingerprint: digestOf(unsealed) });
}
