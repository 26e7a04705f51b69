/** Where declarations are: which files of a declaration root are loaded, without loading any. */
import { join } from 'node:path';
import { type Entry, ON_DISK, type SourceFiles } from '../core/source-files';

/** The folders of a declaration root; `views` holds SQL, the others modules. */
export const DECLARATION_FOLDERS = ['extractors', 'entities', 'relationships', 'views'] as const;

/** Of what a workspace decides about the graph as a whole, directly in the root. */
export const CONFIG_FILES = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((extension) => `cpg.config.${extension}`);

const MODULE = /\.[cm]?[jt]s$/;
const MODULE_OF_FOLDER = /^declaration\.[cm]?[jt]s$/;
const SQL = /\.sql$/;
/** A test beside a declaration, and the types of a module. */
const NOT_LOADED = /\.(spec|test|d)\.[cm]?[jt]sx?$|-test\.[cm]?js$/;

/**
 * Absolute paths of the files below `root` that declare something, sorted: modules directly in a folder, a `declaration`
 * module in a folder of its own, the SQL of views, and `cpg.config`. What those import is known only after loading them.
 */
export function declarationFiles(root: string, files: SourceFiles = ON_DISK): readonly string[] {
  const config = CONFIG_FILES.map((name) => join(root, name)).filter((file) => files.isFile(file));
  const declared = DECLARATION_FOLDERS.flatMap((folder) => {
    const directory = join(root, folder);
    const entries = files.list(directory);
    if (folder === 'views') return filesAmong(entries, directory, SQL);
    return [
      ...filesAmong(entries, directory, MODULE),
      ...foldersAmong(entries, directory).flatMap((path) => filesAmong(files.list(path), path, MODULE_OF_FOLDER)),
    ];
  });
  return [...config, ...declared].sort();
}

/** Folders of an extractor that hold nothing it loads. */
const NO_CODE = /^(fixtures|goldens|testing|node_modules|\..*)$/;
const DOCUMENTATION = /\.(md|txt)$/i;

/**
 * Absolute paths of the files below the folder of an extractor that it may load, sorted: modules and data, but neither
 * tests nor what tests read, nor documentation.
 */
export function extractorFiles(directory: string, files: SourceFiles = ON_DISK): readonly string[] {
  const entries = files.list(directory);
  return [
    ...filesAmong(entries, directory, /^[^.]/).filter((path) => !DOCUMENTATION.test(path)),
    ...foldersAmong(entries, directory, NO_CODE).flatMap((folder) => extractorFiles(folder, files)),
  ].sort();
}

const CODE = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((extension) => `extractor.${extension}`);

/** Absolute path of the module with the code of the extractor in a folder; undefined when there is none. */
export const extractorModule = (directory: string, files: SourceFiles = ON_DISK): string | undefined =>
  CODE.map((name) => join(directory, name)).find((file) => files.isFile(file));

const filesAmong = (entries: readonly Entry[], directory: string, pattern: RegExp): string[] =>
  entries
    .filter(({ name, kind }) => kind === 'file' && pattern.test(name) && !NOT_LOADED.test(name))
    .map(({ name }) => join(directory, name));

const foldersAmong = (entries: readonly Entry[], directory: string, but?: RegExp): string[] =>
  entries.filter(({ name, kind }) => kind === 'directory' && !but?.test(name)).map(({ name }) => join(directory, name));
