/** Two front ends as one extractor: Python goes to one, TypeScript and JavaScript to the other. */
import type { Columns } from '../../plugin/schema/column';
import type { ExtractFile } from './extractor-runtime';

type Open<D extends Readonly<Record<string, { readonly columns: Columns }>>> = () => Promise<ExtractFile<D>>;

/** Opens both, and hands each file to the one that reads its language. */
export async function openByLanguage<D extends Readonly<Record<string, { readonly columns: Columns }>>>(
  openPython: Open<D>,
  openEcmascript: Open<D>,
): Promise<ExtractFile<D>> {
  const [python, ecmascript] = await Promise.all([openPython(), openEcmascript()]);
  return (file, emit) => {
    // A link's target is a file of its own: its facts are there.
    if (file.linkTarget !== null) return;
    if (file.language === 'python') python(file, emit);
    else if (file.language !== null) ecmascript(file, emit);
  };
}
