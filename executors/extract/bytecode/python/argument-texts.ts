/** What arguments of instructions are in words: names, constants, operators. */
import type { CodeObjects } from './code-objects';
import { ARGUMENT, type Opcodes } from './opcodes';

const NOTHING = new Int32Array(0);
const SMALL_INTEGERS = Array.from({ length: 256 }, (_, number) => String(number));

/** The words of a file, for one unit after the other. */
export class ArgumentTexts {
  /** Texts of the file, then comparisons, operators and small integers, then pairs of locals. */
  readonly words: string[];
  readonly #comparisons: number;
  readonly #operators: number;
  readonly #smallIntegers: number;
  /** First and second of a pair -> its place. */
  readonly #pairs = new Map<string, number>();
  #constants: Int32Array = NOTHING;
  #names: Int32Array = NOTHING;
  #locals: Int32Array = NOTHING;

  constructor(
    private readonly objects: CodeObjects,
    { comparisons, operators }: Opcodes,
  ) {
    this.words = [...objects.strings, ...comparisons, ...operators, ...SMALL_INTEGERS];
    this.#comparisons = objects.strings.length;
    this.#operators = this.#comparisons + comparisons.length;
    this.#smallIntegers = this.#operators + operators.length;
  }

  /** From now on it is about `unit`. */
  open(unit: number): void {
    const { objects } = this;
    this.#constants = objects.constants.subarray(objects.constantStarts[unit], objects.constantStarts[unit + 1]);
    this.#names = objects.words(unit, 'names');
    this.#locals = objects.localNames(unit);
  }

  /** Place in `words` of an argument; -1 for one without a text. */
  codeOf(kind: number, value: number): number {
    switch (kind) {
      case ARGUMENT.constant:
        return this.#constants[value] ?? -1;
      case ARGUMENT.name:
        return this.#names[value] ?? -1;
      case ARGUMENT.local:
        return this.#locals[value] ?? -1;
      case ARGUMENT.comparison:
        return this.#comparisons + value;
      case ARGUMENT.operator:
        return this.#operators + value;
      case ARGUMENT.pair:
        return this.#pair(this.#locals[value >> 4] ?? -1, this.#locals[value & 15] ?? -1);
      case ARGUMENT.smallInteger:
        return this.#smallIntegers + value;
      default:
        return -1;
    }
  }

  #pair(first: number, second: number): number {
    const key = `${this.words[first]}, ${this.words[second]}`;
    let place = this.#pairs.get(key);
    if (place === undefined) {
      place = this.words.push(key) - 1;
      this.#pairs.set(key, place);
    }
    return place;
  }
}
