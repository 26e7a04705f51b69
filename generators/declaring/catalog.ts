/** What can be declared upon: datasets with their columns, and what relationships can be between. */
import { DiagnosticError, diagnostic, type Place } from '../../plugin/core/diagnostic';
import { nearest } from '../../plugin/core/nearest';
import { viewOf } from '../../plugin/declaration/entity';
import type { ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { type Column, columnList } from '../../plugin/schema/column';
import type { Candidate } from './choose';
import type { OpenGraph } from './open-graph';

/** An evidence dataset, its columns with all that they mean. */
export interface Evidence {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
  /** A path of a file that its extractor reads. */
  readonly examplePath: string;
}

const EXAMPLE_FILES = { python: 'src/example.py', typescript: 'src/example.ts', tsx: 'src/example.tsx' };

/** Every evidence dataset, sorted by name. */
export const evidenceOf = ({ declarations }: OpenGraph): readonly Evidence[] =>
  declarations.extractors
    .flatMap(({ value: { datasets, languages } }) =>
      Object.entries(datasets).map(([name, { description, columns }]) => {
        const language = languages === 'all' ? 'python' : languages[0];
        const examplePath =
          Object.entries(EXAMPLE_FILES).find(([known]) => known === language)?.[1] ?? 'src/example.js';
        return { name, description, columns: columnList(columns), examplePath };
      }),
    )
    .sort(byName);

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);

/** Datasets that an entity can be made from: their rows know the file they are in. */
export const entitySources = (graph: OpenGraph): readonly Candidate[] =>
  evidenceOf(graph)
    .filter(({ columns }) => columns.some((column) => column.semantic === 'path'))
    .map(({ name, description }) => ({ value: name, hint: firstSentence(description) }));

/** Evidence and views, with the columns that the manifest has for them, sorted by name. */
export const datasetsOf = ({ manifest }: OpenGraph) =>
  [
    ...Object.values(manifest.extractors).flatMap((extractor) => Object.entries(extractor.datasets)),
    ...Object.entries(manifest.views),
  ]
    .map(([name, { description, columns }]) => ({ name, description, columns }))
    .sort(byName);

/** The columns of a dataset. Errors: `CPG_UNKNOWN_DATASET` with the nearest. */
export function columnsOf(graph: OpenGraph, dataset: string, at: Place): readonly ManifestColumn[] {
  const known = datasetsOf(graph);
  const found = known.find(({ name }) => name === dataset);
  if (found !== undefined) return found.columns;
  const near = nearest(
    dataset,
    known.map(({ name }) => name),
  );
  throw new DiagnosticError([diagnostic('CPG_UNKNOWN_DATASET', { name: dataset, near }, at)]);
}

/** What a relationship can be between: entities, and written views whose rows have an id and a file. */
export function relatable({ declarations, manifest }: OpenGraph): readonly Candidate[] {
  const entities = declarations.entities.map(({ value }) => ({
    value: value.name,
    hint: `rows of ${value.source}${value.node === undefined ? '' : `, ${value.node.kind} in the graph`}`,
  }));
  const normalized = new Set(declarations.entities.map(({ value }) => viewOf(value)));
  const views = declarations.views
    .filter(({ value: { name } }) => !normalized.has(name) && hasIdAndFile(manifest.views[name]?.columns ?? []))
    .map(({ value }) => ({ value: value.name, hint: firstSentence(value.description) }));
  return [...entities, ...views].sort((a, b) => (a.value < b.value ? -1 : 1));
}

const hasIdAndFile = (columns: readonly ManifestColumn[]): boolean =>
  (['entity_id', 'path'] as const).every((semantic) => columns.some((column) => column.semantic === semantic));

const firstSentence = (text: string): string => text.split(/(?<=\.)\s/)[0] ?? text;
