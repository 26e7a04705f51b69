/** Configuration files -> the projects whose sources are extracted, with the names that Nx will know them by. */
import { basename, dirname, join, posix } from 'node:path';
import { readJsonFile } from '@nx/devkit';
import { pythonProjectName } from './python-project';
import { workspacePackageMatcher } from './workspace-packages';

export interface SourceProject {
  /** Relative to the workspace root, with `/`; `.` for the workspace root itself. */
  readonly root: string;
  readonly name: string;
  /** The file that our targets are attributed to; a change of it is a change of this project only. */
  readonly configFile: string;
  /** Whether only a pyproject.toml makes it a project, so that nobody but us names it. */
  readonly pythonOnly: boolean;
}

interface Candidate {
  readonly root: string;
  readonly configFile: string;
  readonly kind: 'project.json' | 'package.json' | 'pyproject.toml';
}

/**
 * The projects among `files` (paths relative to the workspace root), sorted by root: every project.json; every
 * package.json that is a workspace package or stands next to a project.json; every pyproject.toml, except a nameless one
 * at the workspace root, which only configures tools. Files below `node_modules` or a directory that starts with a dot
 * are skipped, and so are broken project.json and package.json files, which Nx itself reports.
 */
export function sourceProjects(files: readonly string[], workspaceRoot: string): readonly SourceProject[] {
  const named = candidatesAmong(files, workspaceRoot).flatMap(({ root, configFile, kind }): SourceProject[] => {
    const name = nameOf(kind, join(workspaceRoot, configFile), root);
    return name === null ? [] : [{ root, name, configFile, pythonOnly: kind === 'pyproject.toml' }];
  });
  return withUniqueNames(named);
}

/** One candidate per root, sorted by root: a project.json before a package.json before a pyproject.toml. */
function candidatesAmong(files: readonly string[], workspaceRoot: string): readonly Candidate[] {
  const relevant = files.filter((file) => !/(^|\/)(node_modules|\.[^/]+)\//.test(file));
  const isPackage = workspacePackageMatcher(workspaceRoot);
  const byRoot = new Map<string, Candidate>();
  for (const kind of ['project.json', 'package.json', 'pyproject.toml'] as const) {
    for (const configFile of relevant.filter((file) => basename(file) === kind)) {
      const root = posix.dirname(configFile);
      if (byRoot.has(root) || (kind === 'package.json' && !isPackage(configFile))) continue;
      byRoot.set(root, { root, configFile, kind });
    }
  }
  return [...byRoot.values()].sort((a, b) => (a.root < b.root ? -1 : 1));
}

/** Null for a file that makes no project after all. */
function nameOf(kind: Candidate['kind'], file: string, root: string): string | null {
  const directory = posix.basename(root).toLowerCase();
  if (kind === 'pyproject.toml') {
    // Named after its checkout's directory, the graph of one repository would differ from machine to machine.
    return pythonProjectName(file) ?? (root === '.' ? null : directory);
  }
  const config = readIfValid(file);
  if (config === null) return null;
  if (kind === 'package.json') return packageName(config) ?? directory;
  return config.name ?? packageName(readIfValid(join(dirname(file), 'package.json'))) ?? directory;
}

interface NamedConfig {
  readonly name?: string;
  readonly nx?: { readonly name?: string };
}

const packageName = (config: NamedConfig | null): string | undefined => config?.nx?.name ?? config?.name;

/** Null for a file that is missing or no JSON. */
function readIfValid(file: string): NamedConfig | null {
  try {
    return readJsonFile<NamedConfig>(file);
  } catch {
    return null;
  }
}

/** Nx rejects a workspace in which two projects share a name; ours give way and are named by their whole path. */
function withUniqueNames(projects: readonly SourceProject[]): readonly SourceProject[] {
  const taken = new Set(projects.filter((p) => !p.pythonOnly).map((p) => p.name));
  return projects.map((project) => {
    if (!project.pythonOnly) return project;
    const name = taken.has(project.name) ? project.root.replaceAll('/', '-') : project.name;
    taken.add(name);
    return { ...project, name };
  });
}
