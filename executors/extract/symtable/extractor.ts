/** Scopes and symbols: asks the scope analysis of a file's language. */
import declaration from '../../../plugin/model/extractors/symtable';
import { defineRuntime } from '../extractor-runtime';
import { openByLanguage } from '../open-by-language';
import { open as openEcmascript } from './ecmascript/extract';
import { open as openPython } from './python/extract';

export default defineRuntime({ declaration, open: openByLanguage(openPython, openEcmascript) });
