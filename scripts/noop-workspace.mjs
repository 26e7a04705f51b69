/** The floor of a run: as many tasks as one of cpg's has, in as many projects, that do nothing. */
import { BenchWorkspace } from './bench-workspace.mjs';

/**
 * A workspace in which `nx run all:build` has the tasks of `ids`, one of them itself. Tasks of a project wait for each other as
 * extractions and stages do, those of `cpg`, here `all`, for one target of every project. Each writes one file.
 */
export function noopWorkspace(root, ids) {
  const targets = new Map();
  for (const id of ids) {
    const [, project, target] = /^(.*):([^:]*)$/.exec(id);
    targets.set(project, [...(targets.get(project) ?? []), target]);
  }
  const task = (project, target, dependsOn) => ({
    command: `mkdir -p out/${project} && echo > out/${project}/${target}`,
    cache: true,
    inputs: ['{projectRoot}/**/*', { externalDependencies: [] }],
    outputs: [`{workspaceRoot}/out/${project}/${target}`],
    dependsOn,
  });
  /** Stages wait for all extractions of their project. */
  const own = (project, names) => {
    const extractions = names.filter((name) => name.startsWith('cpg-extract-'));
    const needs = (name) => (extractions.includes(name) ? [] : extractions);
    return Object.fromEntries(names.map((name) => [name, task(project, name, needs(name))]));
  };
  const { cpg = [], ...sources } = Object.fromEntries(targets);
  const [first = []] = Object.values(sources);
  const gathered = cpg.filter((name) => !name.startsWith('cpg-') && name !== 'build');
  const gather = (name, at) => [name, task('all', name, [{ target: first[at % first.length], projects: '*' }])];
  const projects = {
    all: {
      ...own(
        'all',
        cpg.filter((name) => name.startsWith('cpg-')),
      ),
      ...Object.fromEntries(gathered.map(gather)),
      build: task('all', 'build', gathered),
    },
    ...Object.fromEntries(Object.values(sources).map((names, at) => [`p${at}`, own(`p${at}`, names)])),
  };
  const files = Object.entries(projects).map(([name, targets]) => {
    return [`${name}/project.json`, `${JSON.stringify({ name, targets })}\n`];
  });
  const workspace = BenchWorkspace.create(root, null, Object.fromEntries(files));
  workspace.commit();
  return workspace;
}
