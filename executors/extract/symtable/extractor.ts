/** Scopes and symbols: asks the scope analysis of a file's language. */
import declaration from '../../../plugin/model/extractors/symtable';
import { defineRuntime } from '../extractor-runtime';
import { open as openEcmascript } from './ecmascript/extract';
import { open as openPython } from './python/extract';

export default defineRuntime({
  declaration,
  async open() {
    const [python, ecmascript] = await Promise.all([openPython(), openEcmascript()]);
    return (file, emit) => {
      // A link's target is a file of its own: its facts are there.
      if (file.linkTarget !== null) return;
      if (file.language === 'python') python(file, emit);
      else if (file.language !== null) ecmascript(file, emit);
    };
  },
});
