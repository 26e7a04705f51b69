/** Two front ends as one extractor: Python goes to one, TypeScript and JavaScript to the other. */
import type { Columns } from '../../plugin/schema/column';
import type { ExtractFile, FileExtractorRuntime } from './extractor-runtime';

type Datasets = Readonly<Record<string, { readonly columns: Columns }>>;
type Open<D extends Datasets> = () => Promise<ExtractFile<D>>;

/** Opens the front end of a language only: a project in one language never starts the other's. */
export function openByLanguage<D extends Datasets>(
  openPython: Open<D>,
  openEcmascript: Open<D>,
): FileExtractorRuntime<D>['open'] {
  return async (language) => {
    if (language === null) return () => {};
    const extractFile = await (language === 'python' ? openPython() : openEcmascript());
    return (file, emit) => {
      // A link's target is a file of its own: its facts are there.
      if (file.linkTarget === null) extractFile(file, emit);
    };
  };
}
