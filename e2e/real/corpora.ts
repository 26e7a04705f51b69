import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where `scripts/corpora.mjs` puts the sources. */
export const CORPORA = process.env.CPG_CORPORA ?? join(tmpdir(), 'cpg-corpora');
