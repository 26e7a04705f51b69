/** The index of one indexer over one project -> rows. */
import type { Metadata } from '@c4312/scip';
import type { OpenProject } from '../extractor-runtime';
import { emitDocument, type Information, informationRow, mergedInformation, type ScipEmit } from './document-rows';
import { textEncodingName } from './enumerations';
import type { HidePaths } from './hidden-paths';
import { partsOf } from './index-file';
import type { DocumentText, PreparedIndexer } from './indexer';
import { positionsIn } from './positions';

export interface IndexRows {
  readonly project: OpenProject;
  readonly tool: string;
  readonly indexer: PreparedIndexer;
  readonly hide: HidePaths;
}

/** Whether the bytes are an index from the first to the last. */
export function isWholeIndex(bytes: Uint8Array): boolean {
  for (const part of partsOf(bytes)) if (part.kind === 'damage') return false;
  return true;
}

/** Emits what is in the index up to where it is damaged; gives the paths of the documents that became rows. */
export function emitIndex(bytes: Uint8Array, rows: IndexRows, emit: ScipEmit): ReadonlySet<string> {
  const { project, tool, indexer, hide } = rows;
  const index = { project_root: project.root, tool_name: tool };
  const files = new Map(project.files.map((file) => [file.path, file]));
  const found = new Set<string>();
  const symbols = new Map<string, { readonly path: string; readonly row: Information }>();
  const external: Information[] = [];
  const stats = emptyStats();
  let metadata: Metadata | undefined;
  const identifyExternal = indexer.identities(null, null, null);
  for (const part of partsOf(bytes)) {
    if (part.kind === 'metadata') metadata = part.metadata;
    if (part.kind === 'external') {
      stats.external_symbol_count++;
      external.push(informationRow(part.information, identifyExternal, hide));
    }
    if (part.kind !== 'document') continue;
    const { document } = part;
    count(stats, document);
    const path = indexer.pathOf(document.relativePath);
    const file = files.get(path);
    if (file === undefined || !indexer.expected.has(path) || found.has(path)) {
      if (file === undefined) {
        const message = hide(document.relativePath);
        emit('scip_errors', null, { ...index, code: 'document_outside', message });
      }
      continue;
    }
    found.add(path);
    const content = file.bytes.toString('utf8');
    const text: DocumentText = { text: content, positions: positionsIn(content, indexer.counting) };
    const identify = indexer.identities(path, document, text);
    for (const row of emitDocument({ path, document, text, tool, identify, hide }, emit)) {
      const before = symbols.get(row.symbol);
      if (before === undefined || path < before.path) symbols.set(row.symbol, { path, row });
    }
  }
  for (const { path, row } of symbols.values()) emit('scip_symbol_information', path, row);
  for (const row of mergedInformation(external)) {
    emit('scip_external_symbol_information', null, { ...index, ...row });
  }
  if (metadata !== undefined) emitMetadata(metadata, rows, emit);
  emit('scip_index_stats', null, { ...index, ...stats });
  return found;
}

function emitMetadata(metadata: Metadata, { project, tool, indexer, hide }: IndexRows, emit: ScipEmit): void {
  emit('scip_metadata', null, {
    project_root: project.root,
    tool_name: tool,
    tool_version: metadata.toolInfo?.version ?? '',
    tool_arguments: (metadata.toolInfo?.arguments ?? []).map(hide),
    protocol_version: metadata.version,
    text_document_encoding: textEncodingName(metadata.textDocumentEncoding),
    project_name: indexer.projectName,
    project_version: indexer.projectVersion,
  });
}

const emptyStats = () => ({
  document_count: 0,
  occurrence_count: 0,
  diagnostic_count: 0,
  symbol_count: 0,
  external_symbol_count: 0,
  missing_position_encoding_count: 0,
  document_text_count: 0,
  document_text_bytes: 0,
});

interface CountedDocument {
  readonly occurrences: readonly { readonly diagnostics: readonly unknown[] }[];
  readonly symbols: readonly unknown[];
  readonly positionEncoding: number;
  readonly text: string;
}

function count(stats: ReturnType<typeof emptyStats>, document: CountedDocument): void {
  stats.document_count++;
  stats.occurrence_count += document.occurrences.length;
  stats.diagnostic_count += document.occurrences.reduce((sum, o) => sum + o.diagnostics.length, 0);
  stats.symbol_count += document.symbols.length;
  if (document.positionEncoding === 0) stats.missing_position_encoding_count++;
  if (document.text !== '') stats.document_text_count++;
  stats.document_text_bytes += Buffer.byteLength(document.text);
}
