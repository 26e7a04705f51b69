/** What ESTree calls the syntax kinds of the TypeScript compiler, and their fields. Kinds that are not here keep their names. */

interface Renamed {
  readonly type: string;
  /** By the compiler's name; the others stay as they are. */
  readonly fields: Readonly<Record<string, string>>;
}

const FUNCTION = { name: 'id', parameters: 'params', type: 'returnType' };
const MEMBER = { name: 'key', initializer: 'value', type: 'typeAnnotation', parameters: 'params' };
const METHOD = { ...MEMBER, type: 'returnType' };
const CLASS = { name: 'id', members: 'body' };
const LOOP = { expression: 'test', statement: 'body' };
const EACH = { initializer: 'left', expression: 'right', statement: 'body' };
const ARGUMENT = { expression: 'argument' };
const OPERAND = { operand: 'argument' };
const TYPE = { type: 'typeAnnotation' };

const is = (type: string, fields: Readonly<Record<string, string>> = {}): Renamed => ({ type, fields });

const RENAMED: Readonly<Record<string, Renamed>> = {
  SourceFile: is('Program', { statements: 'body' }),
  FunctionDeclaration: is('FunctionDeclaration', FUNCTION),
  FunctionExpression: is('FunctionExpression', FUNCTION),
  ArrowFunction: is('ArrowFunctionExpression', FUNCTION),
  ClassDeclaration: is('ClassDeclaration', CLASS),
  ClassExpression: is('ClassExpression', CLASS),
  MethodDeclaration: is('MethodDefinition', METHOD),
  Constructor: is('MethodDefinition', METHOD),
  GetAccessor: is('MethodDefinition', METHOD),
  SetAccessor: is('MethodDefinition', METHOD),
  PropertyDeclaration: is('PropertyDefinition', MEMBER),
  ClassStaticBlockDeclaration: is('StaticBlock'),
  PropertyAssignment: is('Property', MEMBER),
  Parameter: is('Parameter', TYPE),
  ImportType: is('TSImportType', { argument: '' }),
  ShorthandPropertyAssignment: is('Property', MEMBER),
  ObjectLiteralExpression: is('ObjectExpression'),
  ArrayLiteralExpression: is('ArrayExpression'),
  ObjectBindingPattern: is('ObjectPattern', { elements: 'properties' }),
  ArrayBindingPattern: is('ArrayPattern'),
  SpreadAssignment: is('SpreadElement', ARGUMENT),
  SpreadElement: is('SpreadElement', ARGUMENT),
  VariableDeclarationList: is('VariableDeclaration'),
  VariableDeclaration: is('VariableDeclarator', { name: 'id', initializer: 'init' }),
  CallExpression: is('CallExpression', { expression: 'callee' }),
  NewExpression: is('NewExpression', { expression: 'callee' }),
  TaggedTemplateExpression: is('TaggedTemplateExpression', { template: 'quasi' }),
  NoSubstitutionTemplateLiteral: is('TemplateLiteral'),
  TemplateExpression: is('TemplateLiteral', { templateSpans: 'expressions' }),
  PropertyAccessExpression: is('MemberExpression', { expression: 'object', name: 'property' }),
  ElementAccessExpression: is('MemberExpression', { expression: 'object', argumentExpression: 'property' }),
  PrefixUnaryExpression: is('UnaryExpression', OPERAND),
  PostfixUnaryExpression: is('UpdateExpression', OPERAND),
  TypeOfExpression: is('UnaryExpression', ARGUMENT),
  DeleteExpression: is('UnaryExpression', ARGUMENT),
  VoidExpression: is('UnaryExpression', ARGUMENT),
  AwaitExpression: is('AwaitExpression', ARGUMENT),
  YieldExpression: is('YieldExpression', ARGUMENT),
  ConditionalExpression: is('ConditionalExpression', {
    condition: 'test',
    whenTrue: 'consequent',
    whenFalse: 'alternate',
  }),
  Block: is('BlockStatement', { statements: 'body' }),
  IfStatement: is('IfStatement', { expression: 'test', thenStatement: 'consequent', elseStatement: 'alternate' }),
  WhileStatement: is('WhileStatement', LOOP),
  DoStatement: is('DoWhileStatement', LOOP),
  ForStatement: is('ForStatement', {
    initializer: 'init',
    condition: 'test',
    incrementor: 'update',
    statement: 'body',
  }),
  ForInStatement: is('ForInStatement', EACH),
  ForOfStatement: is('ForOfStatement', EACH),
  ReturnStatement: is('ReturnStatement', ARGUMENT),
  ThrowStatement: is('ThrowStatement', ARGUMENT),
  TryStatement: is('TryStatement', { tryBlock: 'block', catchClause: 'handler', finallyBlock: 'finalizer' }),
  CatchClause: is('CatchClause', { variableDeclaration: 'param', block: 'body' }),
  SwitchStatement: is('SwitchStatement', { expression: 'discriminant', caseBlock: 'cases' }),
  CaseClause: is('SwitchCase', { expression: 'test', statements: 'consequent' }),
  DefaultClause: is('SwitchCase', { statements: 'consequent' }),
  ImportDeclaration: is('ImportDeclaration', { moduleSpecifier: 'source', importClause: 'specifiers' }),
  ImportSpecifier: is('ImportSpecifier', { propertyName: 'imported', name: 'local' }),
  NamespaceImport: is('ImportNamespaceSpecifier', { name: 'local' }),
  ExportDeclaration: is('ExportNamedDeclaration', { moduleSpecifier: 'source', exportClause: 'specifiers' }),
  ExportSpecifier: is('ExportSpecifier', { propertyName: 'local', name: 'exported' }),
  ExportAssignment: is('ExportDefaultDeclaration', { expression: 'declaration' }),
  ImportEqualsDeclaration: is('TSImportEqualsDeclaration', { name: 'id' }),
  InterfaceDeclaration: is('TSInterfaceDeclaration', CLASS),
  TypeAliasDeclaration: is('TSTypeAliasDeclaration', { name: 'id', type: 'typeAnnotation' }),
  EnumDeclaration: is('TSEnumDeclaration', CLASS),
  EnumMember: is('TSEnumMember', { name: 'id' }),
  ModuleDeclaration: is('TSModuleDeclaration', { name: 'id' }),
  ModuleBlock: is('TSModuleBlock', { statements: 'body' }),
  PropertySignature: is('TSPropertySignature', MEMBER),
  MethodSignature: is('TSMethodSignature', METHOD),
  AsExpression: is('TSAsExpression', TYPE),
  SatisfiesExpression: is('TSSatisfiesExpression', TYPE),
  TypeAssertionExpression: is('TSTypeAssertion', TYPE),
  CallSignature: is('TSCallSignatureDeclaration', METHOD),
  ConstructSignature: is('TSConstructSignatureDeclaration', METHOD),
  ThisKeyword: is('ThisExpression'),
  SuperKeyword: is('Super'),
  JsxSelfClosingElement: is('JSXElement'),
};

const LITERAL = /^(?:(?:Numeric|BigInt|String|RegularExpression)Literal|(?:True|False|Null)Keyword)$/;
const TYPE_KEYWORD =
  /^(?:Any|Unknown|Number|BigInt|Object|Boolean|String|Symbol|Void|Undefined|Never|Intrinsic)Keyword$/;
/** Kinds that ESTree knows by the same name and a prefix. */
const TYPESCRIPT =
  /^(?:\w+Type|Type(?:Reference|Literal|Query|Predicate|Parameter)|TypeOperator|NonNullExpression|IndexSignature|QualifiedName|ExternalModuleReference|TemplateLiteralType\w*)$/;

/** The ESTree type of a kind and the names of its fields; null for tokens, which ESTree has no nodes for. */
export function renamed(kind: string): Renamed | null {
  const known = RENAMED[kind];
  if (known !== undefined) return known;
  if (LITERAL.test(kind)) return is('Literal');
  if (TYPE_KEYWORD.test(kind) || TYPESCRIPT.test(kind)) return is(`TS${kind}`, TYPE);
  if (/(?:Token|Keyword|Template(?:Head|Middle|Tail))$/.test(kind) || /^Template(?:Head|Middle|Tail)$/.test(kind))
    return null;
  return is(kind.replace(/^Jsx/, 'JSX'));
}

/** Kinds whose children stand in ESTree where they stand. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
  'VariableStatement',
  'ParenthesizedExpression',
  'ParenthesizedType',
  'TemplateSpan',
  'NamedImports',
  'NamedExports',
  'CaseBlock',
  'ComputedPropertyName',
]);
