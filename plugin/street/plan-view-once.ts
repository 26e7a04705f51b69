/** Views that this process has planned before: generators, the Nx daemon and tests compile again and again. */
import { digestOf } from '../core/digest';
import { ok, type Result } from '../core/result';
import type { EmittedView } from '../ir/emitted';
import type { ScopedDataset } from '../semantics/scope/home';
import { type PlanViewContext, planView } from './plan-view';
import type { PlannedView } from './planned-view';

interface Known {
  readonly planned: PlannedView;
  readonly dataset: ScopedDataset;
}

/** A few times a whole model; the oldest go first. */
const KNOWN_VIEWS = 1_000;

const known = new Map<string, Known>();

/**
 * As `planView`. What it says depends on the view, on the datasets that its SQL names and on the columns that the graph
 * takes of it; the macros and the engine are the same as long as the process runs. Only views without problems are kept.
 */
export async function planViewOnce(view: EmittedView, context: PlanViewContext): Promise<Result<PlannedView>> {
  const { planning, needed } = context;
  const mentioned = await planning.catalog.tablesMentioned(view.sql);
  const datasets = mentioned.filter(planning.has).map((name) => [name, planning.dataset(name)]);
  const key = digestOf([view, datasets, needed.get(view.name)]);
  const found = known.get(key);
  if (found !== undefined) {
    await planning.add(view.name, found.dataset);
    return ok(found.planned);
  }
  const result = await planView(view, context);
  if (!result.ok || result.warnings.length > 0) return result;
  known.set(key, { planned: result.value, dataset: planning.dataset(view.name) });
  const [oldest] = known.keys();
  if (known.size > KNOWN_VIEWS && oldest !== undefined) known.delete(oldest);
  return result;
}
