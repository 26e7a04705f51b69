/** Which variable an identifier means, which unit the variable belongs to, and where it is written. */
import type { SyntaxNode } from '../../oxc/node';
import type { Program } from '../../oxc/parse';
import { type Analysis, analyzeScopes, nodeOf, type Scope } from '../../symtable/ecmascript/analyze';
import { resolved } from '../../symtable/ecmascript/symbols';

type ScopeVariable = Scope['variables'][number];

export interface Variable {
  /** Its name, and a number: no two variables of a file have the same. */
  readonly key: string;
  readonly name: string;
  /** The function, module or static block that it lives in. */
  readonly home: SyntaxNode;
  /** Whether it is a type without members: a parameter of a type, or an alias. */
  readonly isTypeOnly: boolean;
  /** What it is initialised with when it is a constant. */
  readonly constant: SyntaxNode | null;
  /** Whether a function inside its home writes it, so that no point of the home knows its value. */
  isShared: boolean;
}

interface Write {
  readonly at: number;
  readonly variable: Variable;
  readonly home: SyntaxNode;
}

/** Run at another time than the code around them. */
const HOMES = new Set<string>(['function', 'module', 'global', 'class-static-block', 'class-field-initializer']);

export class Variables {
  readonly #byIdentifier = new Map<unknown, readonly Variable[]>();
  readonly #known = new Map<ScopeVariable, Variable>();
  readonly #homes = new Map<Scope, SyntaxNode>();
  readonly #writes: Write[] = [];

  constructor(program: Program) {
    const analysis = analyzeScopes(program);
    for (const { scope } of analysis.blocks) {
      for (const variable of scope.variables) {
        for (const identifier of variable.identifiers) {
          const others = this.#byIdentifier.get(identifier) ?? [];
          this.#byIdentifier.set(identifier, [...others, this.#variable(variable)]);
        }
      }
      this.#references(analysis, scope);
    }
    this.#writes.sort((a, b) => a.at - b.at);
  }

  #references(analysis: Analysis, scope: Scope): void {
    for (const reference of scope.references) {
      const meant = resolved(analysis, reference);
      // `arguments` is a variable that nobody declares.
      if (meant === null || meant.defs.length === 0) continue;
      const variable = this.#variable(meant);
      const identifier = reference.identifier as unknown as SyntaxNode;
      if (!this.#byIdentifier.has(identifier)) this.#byIdentifier.set(identifier, [variable]);
      if (!reference.isWrite()) continue;
      const home = this.#home(reference.from);
      if (home !== variable.home) variable.isShared = true;
      this.#writes.push({ at: identifier.start, variable, home });
    }
  }

  #variable(of: ScopeVariable): Variable {
    let variable = this.#known.get(of);
    if (variable === undefined) {
      const [definition, ...more] = of.defs;
      const declarator = definition?.type === 'Variable' && more.length === 0 ? definition : null;
      const isConstant = declarator?.parent?.type === 'VariableDeclaration' && declarator.parent.kind === 'const';
      const isPlain = declarator?.node.id.type === 'Identifier';
      variable = {
        key: `${of.name}#${this.#known.size}`,
        name: of.name,
        home: this.#home(of.scope),
        isTypeOnly:
          of.defs.length > 0 &&
          of.defs.every(({ type, node }) => type === 'Type' && node.type !== 'TSInterfaceDeclaration'),
        constant: isConstant && isPlain ? ((declarator?.node.init ?? null) as SyntaxNode | null) : null,
        isShared: false,
      };
      this.#known.set(of, variable);
    }
    return variable;
  }

  #home(scope: Scope): SyntaxNode {
    let home = this.#homes.get(scope);
    if (home === undefined) {
      home = HOMES.has(scope.type) || scope.upper === null ? nodeOf(scope) : this.#home(scope.upper);
      this.#homes.set(scope, home);
    }
    return home;
  }

  /** The variable of an identifier, be it declared or mentioned there; null for what the file does not declare. */
  of(identifier: SyntaxNode): Variable | null {
    return this.#byIdentifier.get(identifier)?.[0] ?? null;
  }

  /** All variables that an identifier declares: a class has its name outside and inside. */
  all(identifier: SyntaxNode): readonly Variable[] {
    return this.#byIdentifier.get(identifier) ?? [];
  }

  /** Variables of `home` that are written between two positions by code of `home` itself. */
  writtenIn({ start, end }: SyntaxNode, home: SyntaxNode): Set<string> {
    let low = 0;
    let high = this.#writes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#writes[middle]?.at ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    const keys = new Set<string>();
    for (let write = this.#writes[low]; write !== undefined && write.at < end; write = this.#writes[++low]) {
      if (write.home === home && write.variable.home === home && !write.variable.isShared) keys.add(write.variable.key);
    }
    return keys;
  }
}
