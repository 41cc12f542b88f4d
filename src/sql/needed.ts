import { type Subject, subjectsOf } from '../domain/condition.ts';
import { type Metric, metricInputs } from '../domain/metric.ts';
import type { Scheme } from '../domain/scheme.ts';

function ruleSubjects({ tiers }: Scheme): Subject[] {
  const rules = tiers.flatMap(({ when, keep }) => [when, keep]).filter((rule) => rule !== null);
  return rules.flatMap(subjectsOf);
}

/** Ids of the metrics that a scheme's rules look at. */
export function ruleMetrics(scheme: Scheme): string[] {
  const subjects = ruleSubjects(scheme).filter(({ kind }) => kind === 'metric');
  return [...new Set(subjects.map(({ id }) => id))];
}

/** Customer fields that a scheme's rules look at. */
export function ruleFields(scheme: Scheme): Subject[] {
  const fields = ruleSubjects(scheme).filter(({ kind }) => kind === 'field');
  return [...new Map(fields.map((field) => [field.id, field])).values()];
}

/** Metrics shown for every customer: the scheme's own in their order, then the built-in ones its rules use. */
export function shownMetrics(scheme: Scheme): string[] {
  const used = new Set(ruleMetrics(scheme));
  const metrics = [...scheme.metrics.values()];
  return metrics.filter(({ builtIn, id }) => !builtIn || used.has(id)).map(({ id }) => id);
}

/** The wanted metrics and all they are computed from, every metric after its inputs. */
export function withInputs(scheme: Scheme, wanted: readonly string[]): Metric[] {
  const found = new Map<string, Metric>();
  const visit = (id: string): void => {
    const metric = scheme.metrics.get(id);
    if (metric === undefined) throw new RangeError(`no metric: ${id}`);
    if (found.has(id)) return;
    for (const input of metricInputs(metric)) visit(input);
    found.set(id, metric);
  };
  for (const id of wanted) visit(id);
  return [...found.values()];
}
