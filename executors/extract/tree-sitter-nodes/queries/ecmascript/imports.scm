; import 'a'
(import_statement . (string) @import.module) @import.node

; import a from 'b'
(import_statement
  (import_clause (identifier) @import.alias)
  source: (string) @import.from) @import.node

; import * as a from 'b'
(import_statement
  (import_clause (namespace_import "*" @import.name (identifier) @import.alias))
  source: (string) @import.from) @import.node

; import { a } from 'b'
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @import.name !alias)))
  source: (string) @import.from) @import.node

; import { a as b } from 'c'
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @import.name alias: (_) @import.alias)))
  source: (string) @import.from) @import.node

; export { a } from 'b'
(export_statement
  (export_clause (export_specifier name: (_) @import.name !alias))
  source: (string) @import.from) @import.node

; export { a as b } from 'c'
(export_statement
  (export_clause (export_specifier name: (_) @import.name alias: (_) @import.alias))
  source: (string) @import.from) @import.node

; export * from 'a'
(export_statement "*" @import.name source: (string) @import.from) @import.node

; export * as a from 'b'
(export_statement
  (namespace_export "*" @import.name (_) @import.alias)
  source: (string) @import.from) @import.node

; require('a')
((call_expression
  function: (identifier) @_require
  arguments: (arguments . (string) @import.module .)) @import.node
  (#eq? @_require "require"))
