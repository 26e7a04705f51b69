; import a.b
(import_statement name: (dotted_name) @import.module) @import.node

; import a.b as c
(import_statement
  name: (aliased_import name: (dotted_name) @import.module alias: (identifier) @import.alias)) @import.node

; from a.b import c, d as e
(import_from_statement
  module_name: (dotted_name) @import.from
  name: [
    (dotted_name) @import.name
    (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)
  ]) @import.node

; from ..a import c, d as e
(import_from_statement
  module_name: (relative_import (import_prefix) @import.relative (dotted_name) @import.from)
  name: [
    (dotted_name) @import.name
    (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)
  ]) @import.node

; from .. import c, d as e
(import_from_statement
  module_name: (relative_import (import_prefix) @import.relative .)
  name: [
    (dotted_name) @import.name
    (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)
  ]) @import.node

; from a.b import *
(import_from_statement
  module_name: (dotted_name) @import.from
  (wildcard_import) @import.name) @import.node

; from ..a import *
(import_from_statement
  module_name: (relative_import (import_prefix) @import.relative (dotted_name) @import.from)
  (wildcard_import) @import.name) @import.node

; from .. import *
(import_from_statement
  module_name: (relative_import (import_prefix) @import.relative .)
  (wildcard_import) @import.name) @import.node

; from __future__ import c
(future_import_statement
  "__future__" @import.from
  name: [
    (dotted_name) @import.name
    (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)
  ]) @import.node
