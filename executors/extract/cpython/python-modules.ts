/** Our Python code: the `.py` files beside this one, as the interpreter gets them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../../plugin/core/digest';

const DIRECTORY = join(__dirname, 'python');

export interface PythonModules {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Of names and texts. */
  readonly digest: string;
}

/** All modules, sorted by name. */
export function pythonModules(): PythonModules {
  const files = readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(DIRECTORY, name), 'utf8') }));
  return { files, digest: sha256(JSON.stringify(files)) };
}
