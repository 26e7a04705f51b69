/** Control flow of statements, in the order in which they run. */
import { childOf, childrenOf, type SyntaxNode, textOf } from '../../oxc/node';
import { type Block, BlockGraph } from './block-graph';
import { type ExpressionContext, evaluate } from './expressions';
import { addExit, type Enclosing, handlerOf, jump, targetOf } from './targets';
import { Tasks } from './tasks';

/** The graph of a unit: its parameters and its body, which may be a single expression. */
export function graphOf(unit: SyntaxNode, effectful: ReadonlySet<SyntaxNode>): BlockGraph {
  const walk = new StatementWalk(effectful);
  walk.run(unit);
  return walk.graph;
}

class StatementWalk {
  readonly graph = new BlockGraph();
  readonly #tasks = new Tasks();
  readonly #around: Enclosing[] = [];
  readonly #expressions: ExpressionContext;
  #labels: readonly string[] = [];

  constructor(effectful: ReadonlySet<SyntaxNode>) {
    this.#expressions = { graph: this.graph, tasks: this.#tasks, effectful };
    // Anything in a `try` may throw: each of its blocks leads to the handler.
    this.graph.onBegin = (block) => this.#guard(block);
  }

  run(unit: SyntaxNode): void {
    const { graph } = this;
    const body = childOf(unit, 'body');
    for (const parameter of childrenOf(unit, 'params')) this.#evaluate(parameter);
    if (unit.type === 'Program' || unit.type === 'StaticBlock') this.#list(childrenOf(unit, 'body'));
    else if (body?.type === 'BlockStatement') this.#list(childrenOf(body, 'body'));
    else this.#evaluate(body ?? childOf(unit, 'value'));
    this.#tasks.add(() => graph.connect(graph.current, graph.exit, 'next'));
    this.#tasks.run();
  }

  #guard(block: Block): void {
    const innermost = this.#around.findLast(({ kind }) => kind !== 'target');
    if (innermost !== undefined) this.graph.connect(block, handlerOf(this.graph, this.#around), 'exception');
  }

  #evaluate(node: SyntaxNode | null): void {
    if (node !== null) this.#tasks.add(() => evaluate(this.#expressions, node));
  }

  #list(statements: readonly SyntaxNode[]): void {
    for (const statement of statements) this.#tasks.add(() => this.#statement(statement));
  }

  #then(task: () => void): void {
    this.#tasks.add(task);
  }

  /** Goes on in a new block, to which `from` leads. */
  #branchFrom(from: Block): void {
    const { graph } = this;
    const block = graph.create('normal');
    graph.connect(from, block, 'branch');
    graph.begin(block);
  }

  #enter(enclosing: Enclosing): void {
    this.#around.push(enclosing);
  }

  #statement(node: SyntaxNode): void {
    const { graph } = this;
    const labels = this.#labels;
    this.#labels = [];
    switch (node.type) {
      case 'BlockStatement':
      case 'LabeledStatement':
        if (node.type === 'LabeledStatement') this.#labelled(node, labels);
        else this.#list(childrenOf(node, 'body'));
        break;
      case 'IfStatement':
        this.#if(node);
        break;
      case 'WhileStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'DoWhileStatement':
        this.#loop(node, labels);
        break;
      case 'SwitchStatement':
        this.#switch(node);
        break;
      case 'TryStatement':
        this.#try(node);
        break;
      case 'ReturnStatement':
      case 'ThrowStatement':
        this.#evaluate(childOf(node, 'argument'));
        this.#then(() => {
          graph.cover(node);
          if (node.type === 'ReturnStatement') jump(graph, this.#around, -1, graph.exit, 'jump');
          else graph.leave(handlerOf(graph, this.#around), 'exception');
        });
        break;
      case 'BreakStatement':
      case 'ContinueStatement':
        this.#jump(node);
        break;
      case 'WithStatement':
        this.#evaluate(childOf(node, 'object'));
        this.#list([childOf(node, 'body')].filter((body) => body !== null));
        break;
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration': {
        const declared = childOf(node, 'declaration');
        if (declared === null) graph.cover(node);
        else this.#statement(declared);
        break;
      }
      case 'TSModuleDeclaration': {
        const body = childOf(node, 'body');
        if (node.declare !== true && body !== null) this.#list(childrenOf(body, 'body'));
        break;
      }
      case 'TSEnumDeclaration':
        if (node.declare !== true) {
          graph.cover(node);
          this.#evaluate(childOf(node, 'body'));
        }
        break;
      case 'EmptyStatement':
      case 'TSNamespaceExportDeclaration':
        break;
      default:
        this.#evaluate(node);
    }
  }

  #if(node: SyntaxNode): void {
    const { graph } = this;
    const alternate = childOf(node, 'alternate');
    const after = graph.create('normal');
    this.#evaluate(childOf(node, 'test'));
    this.#then(() => {
      const decided = graph.current;
      for (const way of [childOf(node, 'consequent'), alternate]) {
        if (way === null) continue;
        this.#then(() => this.#branchFrom(decided));
        this.#then(() => this.#statement(way));
        this.#then(() => graph.connect(graph.current, after, 'next'));
      }
      if (alternate === null) graph.connect(decided, after, 'branch');
    });
    this.#then(() => graph.begin(after));
  }

  #loop(node: SyntaxNode, labels: readonly string[]): void {
    const { graph } = this;
    const { type } = node;
    const isEach = type === 'ForInStatement' || type === 'ForOfStatement';
    const isDo = type === 'DoWhileStatement';
    const test = childOf(node, isEach ? 'left' : 'test');
    const update = childOf(node, 'update');
    const head = graph.create('normal');
    const after = graph.create('normal');
    const again = update !== null || isDo ? graph.create('normal') : head;
    // Only a loop with a test ends by itself.
    const ends = isEach || (test !== null && test.value !== true);
    this.#evaluate(isEach ? childOf(node, 'right') : childOf(node, 'init'));
    this.#then(() => {
      graph.connect(graph.current, head, 'next');
      graph.begin(head);
    });
    const decide = (): void => {
      this.#evaluate(test);
      if (node.await === true) this.#then(() => this.#resume());
      this.#then(() => {
        const decided = graph.current;
        if (ends) graph.connect(decided, after, 'branch');
        if (isDo) graph.connect(decided, head, ends ? 'branch' : 'jump');
        else if (ends) this.#branchFrom(decided);
      });
    };
    if (!isDo) decide();
    this.#then(() => this.#enter({ kind: 'target', labels, after, again, isPlain: true }));
    this.#list([childOf(node, 'body')].filter((body) => body !== null));
    this.#then(() => {
      this.#around.pop();
      graph.connect(graph.current, again, again === head ? 'jump' : 'next');
      if (again === head) return;
      graph.begin(again);
      if (isDo) decide();
      else {
        this.#evaluate(update);
        this.#then(() => graph.connect(graph.current, head, 'jump'));
      }
    });
    this.#then(() => graph.begin(after));
  }

  /** `for await` waits for each value. */
  #resume(): void {
    const { graph } = this;
    const resumed = graph.create('normal');
    graph.connect(graph.current, resumed, 'next');
    graph.begin(resumed);
  }

  #switch(node: SyntaxNode): void {
    const { graph } = this;
    const cases = childrenOf(node, 'cases');
    const after = graph.create('normal');
    this.#evaluate(childOf(node, 'discriminant'));
    for (const { test } of cases as readonly (SyntaxNode & { readonly test: SyntaxNode | null })[])
      this.#evaluate(test);
    this.#then(() => {
      const decided = graph.current;
      if (cases.every((one) => childOf(one, 'test') !== null)) graph.connect(decided, after, 'branch');
      this.#enter({ kind: 'target', labels: [], after, again: null, isPlain: true });
      cases.forEach((one, i) => {
        this.#then(() => {
          // From the case before, if nothing ended it.
          const before = graph.current;
          this.#branchFrom(decided);
          if (i > 0) graph.connect(before, graph.current, 'next');
        });
        this.#list(childrenOf(one, 'consequent'));
      });
      this.#then(() => {
        this.#around.pop();
        if (cases.length > 0) graph.connect(graph.current, after, 'next');
        graph.begin(after);
      });
    });
  }

  #try(node: SyntaxNode): void {
    const { graph } = this;
    const handler = childOf(node, 'handler');
    const finalizer = childOf(node, 'finalizer');
    const after = graph.create('normal');
    const through =
      finalizer === null ? null : { kind: 'finally' as const, start: graph.create('handler'), exits: new Map() };
    const caught = handler === null ? null : graph.create('handler');
    const out = through === null ? after : through.start;
    if (through !== null) this.#enter(through);
    if (caught !== null) this.#enter({ kind: 'handler', handler: caught });
    const body = graph.create('normal');
    graph.connect(graph.current, body, 'next');
    graph.begin(body);
    this.#list([childOf(node, 'block')].filter((block) => block !== null));
    this.#then(() => {
      graph.connect(graph.current, out, 'next');
      if (caught === null) return;
      this.#around.pop();
      graph.begin(caught);
      this.#evaluate(handler === null ? null : childOf(handler, 'param'));
      this.#list(handler === null ? [] : [childOf(handler, 'body')].filter((block) => block !== null));
      this.#then(() => graph.connect(graph.current, out, 'next'));
    });
    this.#then(() => {
      if (through === null) {
        graph.begin(after);
        return;
      }
      this.#around.pop();
      // What was thrown and not caught goes on after the `finally`, and so does what ended normally.
      addExit(through, after, 'next');
      addExit(through, handlerOf(graph, this.#around), 'exception');
      graph.begin(through.start);
      this.#list(finalizer === null ? [] : [finalizer]);
      this.#then(() => {
        for (const { to, kind } of through.exits.values()) graph.connect(graph.current, to, kind);
        graph.begin(after);
      });
    });
  }

  #labelled(node: SyntaxNode, outer: readonly string[]): void {
    const { graph } = this;
    const label = childOf(node, 'label');
    const body = childOf(node, 'body');
    if (label === null || body === null) return;
    const labels = [...outer, textOf(label, 'name') ?? ''];
    const isLoop = body.type === 'LabeledStatement' || /^(?:While|DoWhile|For\w*)Statement$/.test(body.type);
    if (isLoop) {
      this.#labels = labels;
      this.#statement(body);
      return;
    }
    const after = graph.create('normal');
    this.#enter({ kind: 'target', labels, after, again: null, isPlain: false });
    this.#then(() => this.#statement(body));
    this.#then(() => {
      this.#around.pop();
      graph.connect(graph.current, after, 'next');
      graph.begin(after);
    });
  }

  #jump(node: SyntaxNode): void {
    const { graph } = this;
    const label = childOf(node, 'label');
    const isContinue = node.type === 'ContinueStatement';
    const index = targetOf(this.#around, label === null ? null : textOf(label, 'name'), isContinue);
    const target = this.#around[index];
    graph.cover(node);
    if (target?.kind !== 'target') return;
    jump(graph, this.#around, index, (isContinue ? target.again : null) ?? target.after, 'jump');
  }
}
