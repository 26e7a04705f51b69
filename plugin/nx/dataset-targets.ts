/** The targets of the project `cpg` that stand for datasets: a view of the workspace, or the gather of partitions. */
import type { TargetConfiguration } from '@nx/devkit';
import type { Manifest, ManifestView } from '../manifest/manifest-schema';
import { producerOf, targetDirectory, workspaceDirectory } from '../manifest/producer';
import { allLanes, keys, NO_PACKAGES, workspaceLanes } from './inputs';
import { EXECUTOR, type Targets } from './source-targets';

export const SYNC_GENERATOR = 'cpg:sync';

/** One target per view and one per evidence dataset, by name. */
export function datasetTargets(manifest: Manifest, manifestFile: string): Targets {
  const views = Object.keys(manifest.views).sort();
  const evidence = Object.values(manifest.extractors).flatMap((extractor) => Object.entries(extractor.datasets));
  return {
    ...Object.fromEntries(views.map((name) => [name, viewTarget(manifest, manifestFile, name)])),
    ...Object.fromEntries(
      evidence.map(([name, { description }]) => [name, gather(manifest, manifestFile, name, description)]),
    ),
  };
}

function viewTarget(manifest: Manifest, manifestFile: string, name: string): TargetConfiguration {
  const view = manifest.views[name];
  if (view === undefined) return {};
  return view.stage === null
    ? workspaceView(view, manifestFile, name)
    : gather(manifest, manifestFile, name, view.description);
}

const workspaceView = (view: ManifestView, manifestFile: string, name: string): TargetConfiguration => ({
  ...common(name, view.description),
  dependsOn: ['manifest', ...Object.keys(view.inputs).sort()],
  inputs: [...workspaceLanes(view.inputs), keys(manifestFile, 'views', [name]), NO_PACKAGES],
});

/** Lists the partitions and combines their lanes; `projects: '*'` leaves out projects without the target. */
function gather(manifest: Manifest, manifestFile: string, name: string, description: string): TargetConfiguration {
  const producer = producerOf(manifest, name);
  const target = producer?.kind === 'partitioned' ? producer.target : name;
  return {
    ...common(name, description),
    dependsOn: ['manifest', { target, projects: '*' }],
    inputs: [allLanes(`${targetDirectory('*', target)}/${name}`), keys(manifestFile, 'columns', [name]), NO_PACKAGES],
  };
}

const common = (name: string, description: string): TargetConfiguration => ({
  executor: EXECUTOR,
  options: {},
  cache: true,
  syncGenerators: [SYNC_GENERATOR],
  outputs: [`{workspaceRoot}/${workspaceDirectory(name)}`],
  metadata: {
    technologies: ['cpg'],
    description,
    help: { command: `npx nx run cpg:query --help`, example: { options: { sql: `FROM ${name} LIMIT 10` } } },
  },
});
