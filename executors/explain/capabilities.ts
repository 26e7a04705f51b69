/** What this machine, this engine and these packages can do: probed, not assumed from versions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { ownVersion, packageVersion } from '../../plugin/manifest/engine';
import type { Manifest, ManifestExtractor } from '../../plugin/manifest/manifest-schema';
import { ABSENT, installedTools } from '../../plugin/manifest/tool-packages';
import { createEngine, threadsFromEnvironment } from '../runtime/engine';
import { literal } from '../runtime/sql-text';

const capability = z.strictObject({
  name: z.string(),
  on: z.boolean(),
  /** What was found. */
  because: z.string(),
  /** What would turn it on; null for what is on, or cannot be changed. */
  toTurnOn: z.string().nullable(),
});

export const capabilitySnapshotSchema = z.strictObject({
  version: z.literal(1),
  cpg: z.string(),
  node: z.string(),
  duckdb: z.string(),
  cores: z.int(),
  /** That the process may use, in bytes. */
  memoryBytes: z.number(),
  /** Workers of extraction, and queries at once. */
  threads: z.int(),
  engine: z.array(capability),
  evidence: z.array(capability),
});

export type Capability = z.infer<typeof capability>;
export type CapabilitySnapshot = z.infer<typeof capabilitySnapshotSchema>;

/** The snapshot of this process. Files are written to the directory for temporary files only, and removed. */
export async function probeCapabilities(manifest: Manifest, workspaceRoot: string): Promise<CapabilitySnapshot> {
  return {
    version: 1,
    cpg: ownVersion(),
    node: process.versions.node,
    duckdb: packageVersion('@duckdb/node-api'),
    cores: availableParallelism(),
    // Without a limit of its own the process is told a number beyond any machine.
    memoryBytes: Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY),
    threads: threadsFromEnvironment(),
    engine: await probeEngine(manifest.macros),
    evidence: Object.entries(manifest.extractors).flatMap(([name, extractor]) =>
      evidenceOf(name, extractor, workspaceRoot),
    ),
  };
}

interface Probe {
  readonly name: string;
  /** Statements of which the last one gives a row with `true` when it works. */
  readonly statements: (directory: string) => readonly string[];
}

const PROBES: readonly Probe[] = [
  {
    name: 'plans as JSON',
    statements: () => [`SELECT json_serialize_sql('SELECT 1') LIKE '%statements%'`],
  },
  {
    name: 'profiles of queries',
    statements: () => [`PRAGMA enable_profiling = 'no_output'`, 'PRAGMA disable_profiling', 'SELECT true'],
  },
  {
    name: 'zstd in Parquet',
    statements: (directory) => [
      `COPY (SELECT 1 AS x) TO ${literal(join(directory, 'zstd.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
      `SELECT compression = 'ZSTD' FROM parquet_metadata(${literal(join(directory, 'zstd.parquet'))})`,
    ],
  },
  {
    name: 'bloom filters in Parquet',
    statements: (directory) => {
      const file = literal(join(directory, 'bloom.parquet'));
      return [
        `COPY (SELECT (i % 100)::VARCHAR AS x FROM range(10000) t(i)) TO ${file} (FORMAT parquet)`,
        `SELECT bloom_filter_excludes FROM parquet_bloom_probe(${file}, 'x', 'none of them')`,
      ];
    },
  },
];

async function probeEngine(macros: readonly string[]): Promise<Capability[]> {
  const directory = mkdtempSync(join(tmpdir(), 'cpg-capabilities-'));
  const engine = await createEngine({ temporary: directory, macros });
  const connection = await engine.connect();
  try {
    const found: Capability[] = [];
    for (const { name, statements } of PROBES) found.push(await probe(connection, name, statements(directory)));
    return found;
  } finally {
    connection.closeSync();
    engine.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function probe(connection: DuckDBConnection, name: string, statements: readonly string[]): Promise<Capability> {
  try {
    let works: unknown;
    for (const statement of statements) works = (await connection.runAndReadAll(statement)).getRowsJson()[0]?.[0];
    return {
      name,
      on: works === true,
      because: works === true ? 'tried, and works' : `it said ${works}`,
      toTurnOn: null,
    };
  } catch (error) {
    const [because = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { name, on: false, because, toTurnOn: null };
  }
}

/** The extractor, and every tool that it would use if it were installed. */
function evidenceOf(name: string, extractor: ManifestExtractor, workspaceRoot: string): readonly Capability[] {
  const { languages, optionalTools, tools } = extractor;
  if (languages !== 'all' && languages.length === 0) {
    return [{ name, on: false, because: 'left out', toTurnOn: `remove '${name}' from without in cpg.config.ts` }];
  }
  const installed = installedTools(extractor, workspaceRoot);
  const optional = new Set(optionalTools.map((tool) => tool.package));
  const required = Object.entries(installed).filter(([tool]) => !optional.has(tool));
  const reads = languages === 'all' ? 'every file' : languages.join(', ');
  const by = required.map(([tool, version]) => `${tool} ${version}`).join(', ');
  return [
    { name, on: true, because: `reads ${reads}${by === '' ? '' : ` with ${by}`}`, toTurnOn: null },
    ...[...optional].map((tool) => optionalTool(`${name}: ${tool}`, tool, tools[tool], installed[tool])),
  ];
}

/** A tool counts when the manifest was compiled with the version that is installed. */
function optionalTool(name: string, tool: string, compiled = ABSENT, installed = ABSENT): Capability {
  if (installed === ABSENT) {
    return { name, on: false, because: 'not installed', toTurnOn: `npm i -D ${tool}, then nx sync` };
  }
  const current = compiled === installed;
  return {
    name,
    on: current,
    because: current ? installed : `${installed} is installed, the manifest knows ${compiled}`,
    toTurnOn: current ? null : 'nx sync',
  };
}
