/** What must hold of every graph, whatever it is made of. */
import { GRAPH_VIEWS } from '../../plugin/schema/graph-views';
import { queryableDatasets } from '../query/graph-catalog';
import { openGraph } from '../query/open-graph';

const { nodes, edges, props } = GRAPH_VIEWS;

const ownerless = (kind: string, owners: string, id: string): string =>
  `SELECT count(*) FROM ${props} ANTI JOIN ${owners} ON entity_id = ${id} WHERE entity_kind = '${kind}'`;

/** SELECTs of how many rows break a rule. */
const RULES: readonly (readonly [rule: string, sql: string])[] = [
  ['nodes have an id that another node has', `SELECT count(*) - count(DISTINCT node_id) FROM ${nodes}`],
  ['edges have an id that another edge has', `SELECT count(*) - count(DISTINCT edge_id) FROM ${edges}`],
  ['edges start at no node', `SELECT count(*) FROM ${edges} ANTI JOIN ${nodes} ON src_node_id = node_id`],
  ['edges end at no node', `SELECT count(*) FROM ${edges} ANTI JOIN ${nodes} ON dst_node_id = node_id`],
  ['properties belong to no node', ownerless('node', nodes, 'node_id')],
  ['properties belong to no edge', ownerless('edge', edges, 'edge_id')],
  [
    'nodes are not within their file',
    `SELECT count(*) FROM ${nodes} n JOIN (SELECT path, value_int AS size FROM ${props} WHERE prop_key = 'size_bytes') f
     ON n.path = f.path WHERE NOT (0 <= n.bstart AND n.bstart <= n.bend AND n.bend <= f.size)`,
  ],
];

/** The rules that the graph breaks, and how many rows do. */
export async function broken(workspaceRoot: string): Promise<{ readonly rule: string; readonly rows: bigint }[]> {
  const graph = await openGraph(workspaceRoot, queryableDatasets(workspaceRoot));
  try {
    const found: { rule: string; rows: bigint }[] = [];
    for (const [rule, sql] of RULES) {
      const [[count] = []] = (await graph.connection.runAndReadAll(sql)).getRows();
      const rows = BigInt(String(count));
      if (rows > 0n) found.push({ rule, rows });
    }
    return found;
  } finally {
    graph.close();
  }
}
