/** Value flow: parses a file and follows what its values do, the way of its language. */
import declaration from '../../../plugin/model/extractors/flow';
import { defineRuntime } from '../extractor-runtime';
import { openByLanguage } from '../open-by-language';
import { open as openEcmascript } from './ecmascript/extract';
import { open as openPython } from './python/extract';

export default defineRuntime({ declaration, open: openByLanguage(openPython, openEcmascript) });
