/** `nx run cpg:explain`: why a dataset is as it is, and what this machine can do. */
import type { ExecutorContext } from '@nx/devkit';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { nearest } from '../../plugin/core/nearest';
import { unwrap } from '../../plugin/core/result';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { readManifest } from '../../plugin/manifest/read-manifest';
import { findManifestFile } from '../query/graph-catalog';
import { succeeds } from '../runtime/user-mistakes';
import { capabilitySnapshotSchema, probeCapabilities } from './capabilities';
import { capabilitiesText } from './capabilities-text';
import { type Explanation, explain } from './explanation';
import { explanationText } from './explanation-text';

export interface ExplainOptions {
  readonly dataset?: string | undefined;
  readonly capabilities?: boolean | undefined;
  /** For tools. */
  readonly json?: boolean | undefined;
}

export default async function explainExecutor(
  options: ExplainOptions,
  context: Pick<ExecutorContext, 'root'>,
): Promise<{ readonly success: boolean }> {
  return { success: await printExplanation(context.root, options) };
}

/** Prints to standard output; a mistake of the user goes to standard error without a stack. */
export async function printExplanation(workspaceRoot: string, options: ExplainOptions): Promise<boolean> {
  return succeeds(async () => {
    process.stdout.write(await explanationOf(workspaceRoot, options));
    return true;
  });
}

/**
 * What is printed: of `dataset`, of the capabilities, or the names of all datasets.
 *
 * Errors: `CPG_MANIFEST_MISSING`, `CPG_MANIFEST_INVALID`, `CPG_UNKNOWN_DATASET`.
 */
export async function explanationOf(
  workspaceRoot: string,
  { dataset, capabilities = false, json = false }: ExplainOptions,
): Promise<string> {
  const manifest = unwrap(readManifest(findManifestFile(workspaceRoot) ?? '', MANIFEST_FILE));
  if (capabilities) {
    const snapshot = capabilitySnapshotSchema.parse(await probeCapabilities(manifest, workspaceRoot));
    return json ? jsonText(snapshot) : capabilitiesText(snapshot);
  }
  if (dataset === undefined) {
    const names = namesOf(manifest);
    return json ? jsonText(names) : `${names.join('\n')}\n`;
  }
  const explanation = known(manifest, dataset);
  return json ? jsonText(explanation) : explanationText(explanation);
}

function known(manifest: Manifest, dataset: string): Explanation {
  const explanation = explain(manifest, dataset);
  if (explanation !== undefined) return explanation;
  const near = nearest(dataset, namesOf(manifest));
  throw new DiagnosticError([diagnostic('CPG_UNKNOWN_DATASET', { name: dataset, near }, { file: MANIFEST_FILE })]);
}

const namesOf = ({ views, extractors }: Manifest): readonly string[] =>
  [...Object.keys(views), ...Object.values(extractors).flatMap(({ datasets }) => Object.keys(datasets))].sort();

const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
