-- All properties of a node or edge in one list.
with props as (
  select entity_kind, entity_id, node_kind, {
      'prop_key': prop_key,
      'value': {
        'value_type': value_type,
        'value_string': value_string,
        'value_int': value_int,
        'value_float': value_float,
        'value_bool': value_bool,
        'value_json': value_json
      }
    } as prop
  from cpg_props
)
select entity_kind, entity_id, node_kind, list(prop order by prop) as props
from props
group by entity_kind, entity_id, node_kind
