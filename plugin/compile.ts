/** The street: declarations in, a sealed manifest out. Pure but for reading the declarations' own files. */
import { relative, sep } from 'node:path';
import { sha256 } from './core/digest';
import { check, type Result } from './core/result';
import { ON_DISK, type SourceFiles } from './core/source-files';
import { declarationRoots } from './declaration/declaration-roots';
import { loadDeclarations } from './declaration/load';
import { stagesOf } from './graph/stages';
import { buildTaskGraph } from './graph/task-graph';
import { engineIdentity } from './manifest/engine';
import type { Manifest } from './manifest/manifest-schema';
import { RESERVED_TARGETS } from './manifest/naming';
import { sealManifest } from './manifest/seal';
import { EDGE_KINDS, NODE_KINDS, PROPERTY_KEYS } from './model/graph/catalog';
import { compilePolicy } from './policy/compile-policy';
import { validatePolicy } from './policy/validate-policy';
import { GRAPH_VIEWS } from './schema/graph-views';
import { compileSemantics } from './semantics/compile-semantics';
import { MACROS } from './semantics/macros';
import { extractorPart, leftOut, stageParts, viewPart } from './street/manifest-parts';
import { planViews } from './street/plan-views';
import { startPlanning } from './street/planning';

export interface CompileOptions {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Folder of the cpg project, relative to the workspace root. */
  readonly projectRoot: string;
  /** As on disk if left out. */
  readonly files?: SourceFiles;
}

const CATALOG = { nodeKinds: NODE_KINDS, edgeKinds: EDGE_KINDS, propertyKeys: PROPERTY_KEYS };

/** Compiles the built-in model and the workspace's own declarations; every mistake is reported at once. */
export async function compileWorkspace(options: CompileOptions): Promise<Result<Manifest>> {
  const { workspaceRoot, projectRoot, files = ON_DISK } = options;
  const roots = declarationRoots(workspaceRoot, projectRoot);
  const declarations = await loadDeclarations({ roots, workspaceRoot, files });
  if (!declarations.ok) return declarations;
  const ir = compileSemantics({ declarations: declarations.value, catalog: CATALOG, reserved: RESERVED_TARGETS });
  if (!ir.ok) return ir;

  const { extractors, without } = declarations.value;
  const planning = await startPlanning(extractors.map((e) => e.value));
  try {
    const planned = await planViews(ir.value, planning, CATALOG);
    if (!planned.ok) return planned;
    const views = planned.value;

    const names = new Set(views.map((v) => v.emitted.name));
    const { outputs, onDemand } = ir.value;
    const scoped = views.map(({ emitted: { name }, scope, inputs }) => {
      return { name, scope: scope.value, inputs: [...inputs.keys()], onDemand: onDemand.includes(name) };
    });
    const stages = stagesOf(scoped, Object.values(GRAPH_VIEWS));
    const graph = buildTaskGraph(
      views.map((v) => ({
        name: v.emitted.name,
        inputs: [...v.inputs.keys()].filter((input) => names.has(input)).sort(),
        columns: v.columns.length,
      })),
    );
    const policy = compilePolicy(graph, { outputs, onDemand });
    const problems = validatePolicy(policy, [...names]);

    const parts = views.map((v) => {
      const name = v.emitted.name;
      return [name, viewPart(v, stages.get(name) ?? null, policy, planning.columnsOf)] as const;
    });
    const manifestViews = Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
    const { order, criticalPath, bottomLevel, slack } = graph.schedule;
    const manifest = sealManifest({
      engine: engineIdentity(),
      sources: sourceDigests(declarations.value.files, workspaceRoot, files),
      macros: MACROS.map((m) => m.sql),
      extractors: Object.fromEntries(
        extractors.map((e) => {
          const part = extractorPart(e, workspaceRoot, files);
          return [e.value.name, without.has(e.value.name) ? leftOut(part) : part];
        }),
      ),
      views: manifestViews,
      stages: stageParts(manifestViews, graph),
      outputs: [...outputs],
      summary: declarations.value.views.find((v) => v.value.role === 'summary')?.value.name ?? null,
      schedule: { order: [...order], criticalPath: [...criticalPath], bottomLevel, slack },
      policy: {
        fingerprint: policy.fingerprint,
        cache: Object.fromEntries(
          Object.entries(policy.cache).map(([view, d]) => [view, { ...d, evidence: [...d.evidence] }]),
        ),
      },
    });
    return check(manifest, [...declarations.warnings, ...ir.warnings, ...planned.warnings, ...problems]);
  } finally {
    planning.catalog.close();
  }
}

/** Digests of the files that belong to the workspace; what comes from packages is covered by the engine's identity. */
function sourceDigests(loaded: readonly string[], workspaceRoot: string, files: SourceFiles): Record<string, string> {
  return Object.fromEntries(
    loaded
      .map((file) => [relative(workspaceRoot, file).split(sep).join('/'), file] as const)
      .filter(([path]) => !path.startsWith('../') && !path.split('/').includes('node_modules'))
      .map(([path, file]) => [path, sha256(files.read(file))]),
  );
}
