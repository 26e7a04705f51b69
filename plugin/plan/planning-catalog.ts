/** Datasets as empty tables of an in-memory engine, and what that engine says about a query over them. */
import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import { diagnostic } from '../core/diagnostic';
import { invariant } from '../core/invariant';
import { fail, ok, type Result } from '../core/result';
import type { Column } from '../schema/column';
import { readMacros, readStabilities, type Stability } from './engine-functions';
import {
  asksAboutCatalog,
  type CalledFunctions,
  calledNames,
  closeOverMacros,
  type Macro,
  type MacroBody,
  mentionedTables,
} from './macro-closure';
import { PLANNING_OPTIMIZERS } from './optimizers';
import { JsonNode, parseEngineJson } from './parse/json';
import { textRows } from './text-rows';

/** What a query puts out: name and DuckDB type. */
export interface OutputColumn {
  readonly name: string;
  readonly type: string;
}

/** How a query is named in diagnostics when nobody says otherwise. */
const UNNAMED = 'query';

/**
 * An in-memory engine that plans and never runs a user's query. Rows never enter it: a plan informed by statistics
 * loses tables. It reads no file and loads no extension, and its time zone is UTC, so a plan is the same everywhere.
 *
 * A query that is not one SELECT, or that the engine rejects, is `CPG_SQL_INVALID` with the engine's own words.
 */
export class PlanningCatalog {
  /** What the engine says of its functions takes tens of milliseconds to read, so it is read once. */
  private macros: Promise<ReadonlyMap<string, readonly MacroBody[]>> | undefined;
  private stabilities: Promise<ReadonlyMap<string, Stability>> | undefined;
  /** A view is asked about several times: its text is parsed once, and found to be a SELECT once. */
  private readonly trees = new Map<string, Promise<unknown>>();
  private readonly selects = new Set<string>();

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly version: string,
  ) {}

  static async create(): Promise<PlanningCatalog> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      threads: '1',
      // Before external access goes, after which it cannot be set. Nothing is ever spilled.
      temp_directory: '',
      enable_external_access: 'false',
    });
    const connection = await instance.connect();
    const optimizers = await textRows(connection, 'select name from duckdb_optimizers()');
    const known = new Set(optimizers.map(([name]) => name));
    const enabled: ReadonlySet<string> = new Set(PLANNING_OPTIMIZERS);
    for (const name of enabled) invariant(known.has(name), `the engine has no optimizer '${name}'`);
    const disabled = [...known].filter((name) => name !== undefined && !enabled.has(name));
    await connection.run(`set disabled_optimizers = '${disabled.join(',')}'`);
    await connection.run(`set TimeZone = 'UTC'`);
    await connection.run('set lock_configuration = true');
    const [[version] = []] = await textRows(connection, 'select library_version from pragma_version()');
    return new PlanningCatalog(instance, connection, version ?? '');
  }

  /** Adds a dataset as an empty table with these columns. */
  async addDataset(name: string, columns: readonly Column[]): Promise<Result<void>> {
    const body = columns.map((c) => `${identifier(c.name)} ${c.type}${c.nullable ? '' : ' not null'}`);
    return this.define(name, `create table ${identifier(name)} (${body.join(', ')})`);
  }

  /** Runs a CREATE MACRO statement; anything it calls must have been added before. */
  async addMacro(sql: string): Promise<Result<void>> {
    const name = /^\s*create\s+(?:or\s+replace\s+)?(?:macro|function)\s+("?)([^\s("]+)\1/i.exec(sql)?.[2];
    if (name === undefined) return invalid('macro', 'a macro is one CREATE MACRO statement');
    this.macros = undefined;
    this.selects.clear();
    return this.define(name, sql);
  }

  /** The plan as bound, before any optimization: what lineage is read from. */
  planUnoptimized(sql: string, view: string = UNNAMED): Promise<Result<JsonNode>> {
    return this.plan(sql, false, view);
  }

  /** The plan after the passes of `PLANNING_OPTIMIZERS`: what the fingerprint is taken of. */
  planOptimized(sql: string, view: string = UNNAMED): Promise<Result<JsonNode>> {
    return this.plan(sql, true, view);
  }

  /** Names and types of the query's columns, in order. */
  async outputColumns(sql: string, view: string = UNNAMED): Promise<Result<readonly OutputColumn[]>> {
    const checked = await this.checkSelect(sql, view);
    if (!checked.ok) return checked;
    // Not the prepared statement's types: it quotes names inside structs that DESCRIBE, and so a stored file, does not.
    const rows = await textRows(this.connection, `describe ${sql}`);
    return ok(rows.map(([name = '', type = '']) => ({ name, type })));
  }

  /**
   * What the query calls by name, also through macros. The plan does not know macros, and has lost what the binder
   * evaluates itself (`getvariable`, arguments of table functions).
   */
  async functionsCalled(sql: string): Promise<CalledFunctions> {
    this.macros ??= readMacros(this.connection, (text) => this.syntaxTree(text));
    return closeOverMacros(calledNames(await this.syntaxTree(sql)), await this.macros);
  }

  /** The macros a query uses, transitively, sorted by name. */
  async macrosUsed(sql: string): Promise<readonly Macro[]> {
    return (await this.functionsCalled(sql)).macros;
  }

  /**
   * Tables that a statement names, sorted; names of its own CTEs may be among them. Syntax only: nothing needs to exist
   * yet. Empty for text that does not parse.
   */
  async tablesMentioned(sql: string): Promise<readonly string[]> {
    return mentionedTables(await this.syntaxTree(sql));
  }

  /** The syntax tree of a SELECT as the engine writes it. */
  async syntaxText(sql: string): Promise<string> {
    const [[text] = []] = await textRows(this.connection, 'select json_serialize_sql($1::varchar)', sql);
    return text ?? '';
  }

  /** A part of a syntax tree, numbers as they are; null if there is none. */
  async jsonAt(tree: string, path: string): Promise<string | null> {
    const [[text] = []] = await textRows(this.connection, 'select $1::json->>$2::varchar', tree, path);
    return text ?? null;
  }

  /** The SQL of a node of a syntax tree. */
  async textOf(node: string): Promise<string> {
    const [[text] = []] = await textRows(
      this.connection,
      `select json_deserialize_sql(json_object('error', false, 'statements', [json_object('node', $1::json, 'named_param_map', []::json[])]))`,
      node,
    );
    return text ?? '';
  }

  /** The same without its WITH clause. */
  async textWithoutCtes(node: string): Promise<string> {
    const [[bare] = []] = await textRows(
      this.connection,
      `select json_merge_patch($1::json, '{"cte_map":{"map":[]}}'::json)`,
      node,
    );
    return this.textOf(bare ?? '');
  }

  /** The least stable overload of each function that the engine knows by one of `names`; table functions have none. */
  async functionStability(names: Iterable<string>): Promise<ReadonlyMap<string, Stability>> {
    this.stabilities ??= readStabilities(this.connection);
    const known = await this.stabilities;
    return new Map(
      [...names].flatMap((name) => {
        const stability = known.get(name);
        return stability === undefined ? [] : [[name, stability]];
      }),
    );
  }

  /** `v1.5.6` */
  engineVersion(): string {
    return this.version;
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private async plan(sql: string, optimize: boolean, view: string): Promise<Result<JsonNode>> {
    const checked = await this.checkSelect(sql, view);
    if (!checked.ok) return checked;
    // No skip flags: they drop zeros, and with them column positions.
    const answer = await this.json(`json_serialize_plan($1::varchar, optimize := ${optimize})`, sql);
    if (answer.flag('error')) return invalid(view, answer.text('error_message'));
    return ok(JsonNode.of(answer.list('plans')[0]));
  }

  private async checkSelect(sql: string, view: string): Promise<Result<void>> {
    if (this.selects.has(sql)) return ok(undefined);
    const tree = await this.syntaxTree(sql);
    // Preparing a text without any statement fails and does not say why.
    if (Array.isArray(tree) && tree.length === 0) return invalid(view, `${ONE_SELECT}; there is none`);
    let prepared: DuckDBPreparedStatement;
    try {
      const statements = await this.connection.extractStatements(sql);
      // A PIVOT that does not list its values is several statements to the engine.
      if (statements.count !== 1) return invalid(view, `${ONE_SELECT}, and a PIVOT lists its values`);
      prepared = await statements.prepare(0);
    } catch (error) {
      return invalid(view, messageOf(error));
    }
    if (prepared.statementType !== StatementType.SELECT) return invalid(view, ONE_SELECT);
    if (prepared.parameterCount > 0) return invalid(view, 'a view has no parameters');
    if (asksAboutCatalog(tree)) return invalid(view, 'DESCRIBE, SHOW and SUMMARIZE read no rows');
    this.selects.add(sql);
    return ok(undefined);
  }

  /** The statements as the parser sees them; undefined for anything but SELECTs. */
  private syntaxTree(sql: string): Promise<unknown> {
    const tree = this.trees.get(sql) ?? this.parsed(sql);
    this.trees.set(sql, tree);
    return tree;
  }

  private async parsed(sql: string): Promise<unknown> {
    return (await this.json('json_serialize_sql($1::varchar)', sql)).get('statements');
  }

  private async json(call: string, sql: string): Promise<JsonNode> {
    const [[text] = []] = await textRows(this.connection, `select ${call}`, sql);
    return JsonNode.of(parseEngineJson(text ?? 'null'));
  }

  private async define(name: string, sql: string): Promise<Result<void>> {
    try {
      await this.connection.run(sql);
      return ok(undefined);
    } catch (error) {
      return invalid(name, messageOf(error));
    }
  }
}

/** A planning catalog without datasets. Close it when done. */
export const createPlanningCatalog = (): Promise<PlanningCatalog> => PlanningCatalog.create();

const ONE_SELECT = 'a view is one SELECT statement';

const invalid = (view: string, cause: string) => fail([diagnostic('CPG_SQL_INVALID', { view, cause: cause.trim() })]);

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
