import type { Condition } from '../../src/domain/condition.ts';
import type { Lookup, Value } from '../../src/domain/evaluate/value.ts';
import type { Metric } from '../../src/domain/metric.ts';
import { parseScheme } from '../../src/domain/parse/parse-scheme.ts';
import type { Scheme, Tier } from '../../src/domain/scheme.ts';

/** For tests: a scheme of a base tier and one more, from the keys that matter. */
export function schemeOf(keys: { readonly [key: string]: unknown }, tier: object = {}): Scheme {
  const parsed = parseScheme({
    tierbook: 1,
    id: 'sample',
    name: 'Sample',
    tiers: [
      { id: 'base', name: 'Base' },
      { id: 'top', name: 'Top', when: { metric: 'spend', atLeast: 0 }, ...tier },
    ],
    ...keys,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

/** The scheme with its only metric, called `m`. */
export function withMetric(metric: object, keys: object = {}): readonly [Metric, Scheme] {
  const scheme = schemeOf({ metrics: { m: metric }, ...keys });
  const found = scheme.metrics.get('m');
  if (found === undefined) throw new Error('no metric m');
  return [found, scheme];
}

/** The scheme whose upper tier has this rule. */
export function withRule(when: object, keys: object = {}): readonly [Condition, Scheme, Tier] {
  const scheme = schemeOf({ ...keys }, { when });
  const tier = scheme.tiers[1];
  if (tier?.when == null) throw new Error('no rule');
  return [tier.when, scheme, tier];
}

/** Values by id; what is not given is empty. */
export function valuesOf(values: Readonly<Record<string, Value>>): Lookup {
  return ({ id }) => values[id] ?? null;
}
