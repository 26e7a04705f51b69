/** A SCIP index, message by message: a whole one of a large project would not fit into memory twice. */
import { fromBinary } from '@bufbuild/protobuf';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import {
  type Document,
  DocumentSchema,
  type Metadata,
  MetadataSchema,
  type SymbolInformation,
  SymbolInformationSchema,
} from '@c4312/scip';

/** The fields of the message `Index`. */
const METADATA = 1;
const DOCUMENT = 2;
const EXTERNAL_SYMBOL = 3;

export type IndexPart =
  | { readonly kind: 'metadata'; readonly metadata: Metadata }
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'external'; readonly information: SymbolInformation }
  /** The bytes from here on are no index: cut off, or something else. Nothing follows. */
  | { readonly kind: 'damage'; readonly message: string };

/** The parts of an index in the order in which they were written. */
export function* partsOf(bytes: Uint8Array): Generator<IndexPart> {
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      if (wireType !== WireType.LengthDelimited) {
        reader.skip(wireType, field);
        continue;
      }
      const message = reader.bytes();
      if (field === METADATA) yield { kind: 'metadata', metadata: fromBinary(MetadataSchema, message) };
      else if (field === DOCUMENT) yield { kind: 'document', document: fromBinary(DocumentSchema, message) };
      else if (field === EXTERNAL_SYMBOL) {
        yield { kind: 'external', information: fromBinary(SymbolInformationSchema, message) };
      }
    }
  } catch (error) {
    yield { kind: 'damage', message: error instanceof Error ? error.message : String(error) };
  }
}
