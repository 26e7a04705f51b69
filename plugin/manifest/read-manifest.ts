import { readFileSync } from 'node:fs';
import { diagnostic } from '../core/diagnostic';
import { fail, ok, type Result } from '../core/result';
import { type Manifest, manifestSchema } from './manifest-schema';

/**
 * Reads and validates the manifest at `absolutePath`; `shownAs` is its name in diagnostics.
 *
 * Errors: `CPG_MANIFEST_MISSING`, `CPG_MANIFEST_INVALID`.
 */
export function readManifest(absolutePath: string, shownAs: string): Result<Manifest> {
  try {
    return parseManifest(readFileSync(absolutePath, 'utf8'), shownAs);
  } catch {
    return fail([diagnostic('CPG_MANIFEST_MISSING', {}, { file: shownAs })]);
  }
}

/** Validates the text of a manifest. Errors: `CPG_MANIFEST_INVALID`. */
export function parseManifest(text: string, shownAs: string): Result<Manifest> {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    return fail(
      parsed.error.issues.map((issue) =>
        diagnostic('CPG_MANIFEST_INVALID', { problem: issue.message }, { file: shownAs, path: issue.path.join('.') }),
      ),
    );
  } catch (error) {
    return fail([diagnostic('CPG_MANIFEST_INVALID', { problem: String(error) }, { file: shownAs })]);
  }
}
