/** Stage 4, IR -> IR: views that nothing needs are dropped, and the rest put in the order in which people read them. */
import type { IrView, SemanticIr } from '../ir/semantic-ir';
import { byKindThenName } from '../ir/view-kind';

/** Removes views that neither an output nor a view on demand reaches. `inputsOf` names the datasets a view mentions. Idempotent. */
export function optimizeSemantics(ir: SemanticIr, inputsOf: (view: IrView) => readonly string[]): SemanticIr {
  const byName = new Map(ir.views.map((v) => [v.name, v]));
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const view = byName.get(name);
    if (view === undefined || needed.has(name)) return;
    needed.add(name);
    inputsOf(view).forEach(visit);
  };
  [...ir.outputs, ...ir.onDemand].forEach(visit);
  return { ...ir, views: ir.views.filter((v) => needed.has(v.name)).sort(byKindThenName) };
}
