import { type Condition, subjectsOf } from '../../domain/condition.ts';
import { minorOfNumber } from '../../domain/currency.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { type YearlyCost, yearlyCost } from '../../domain/suggest/benefit-cost.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import type { Reading } from '../customers/reading.ts';
import type { Generation } from '../evaluations/generation.ts';
import { checkComparable, refuseWithoutEvaluation } from '../simulations/comparable.ts';
import { areStored } from '../simulations/stored-migrations.ts';
import type { SuggestionRequest } from './suggestion.ts';

/** What a request comes to by the evaluation at hand. */
export interface Asked extends SuggestionRequest {
  readonly generation: Generation;
  readonly stored: StoredMetric;
  /** Where a budget was asked for. */
  readonly spending: Spending | null;
}

export interface Spending {
  readonly cost: YearlyCost;
  /** A month, in minor units. */
  readonly budget: bigint;
  /** Who meets one of these has a higher tier and not the benefits at hand. */
  readonly higher: readonly Condition[];
}

/** Throws an InputError with all that stands against a request. */
export function checkAsked(request: SuggestionRequest, { generation, fields }: Reading): Asked {
  if (generation === null) return refuseWithoutEvaluation('');
  const problems: Problem[] = [];
  try {
    const custom = [...fields.values()].flatMap(({ isCustom, field }) => (isCustom ? [field] : []));
    checkComparable(request.draft, generation.scheme, custom);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  }
  const stored = storedOf(request, generation, problems);
  const spending = spendingOf(request, generation, problems);
  if (problems.length > 0 || stored === null) throw new InputError(problems);
  return { ...request, generation, stored, spending };
}

function storedOf(
  { metric: id, draft }: SuggestionRequest,
  generation: Generation,
  problems: Problem[],
): StoredMetric | null {
  const metric = draft.metrics.get(id);
  if (metric === undefined) {
    const known = [...draft.metrics.keys()].join(', ');
    problems.push(
      problem(
        'unknown-metric',
        'metric',
        `没有指标“${id}”，可用：${known}`,
        `no metric “${id}”; there are ${known}`,
      ),
    );
    return null;
  }
  if (metric.type === 'date' || metric.type === 'text') {
    problems.push(
      problem(
        'not-numeric',
        'metric',
        `“${id}”不是数值，没有门槛可以建议`,
        `“${id}” is no number to suggest a threshold for`,
      ),
    );
    return null;
  }
  if (!areStored([id], draft, generation)) problems.push(notStored('metric', [id]));
  return generation.graded.metrics.find((found) => found.metric.id === id) ?? null;
}

function notStored(path: string, ids: readonly string[]): Problem {
  return problem(
    'metric-not-stored',
    path,
    `最近一次评级没有按草案的写法算过：${ids.join('、')}。发布并评级之后再来看建议`,
    `the last evaluation did not compute as the draft defines it: ${ids.join(', ')}. Publish it first, then ask again`,
  );
}

function spendingOf(
  { draft, wanted }: SuggestionRequest,
  generation: Generation,
  problems: Problem[],
): Spending | null {
  if (wanted.kind !== 'budget') return null;
  const place = draft.tiers.findIndex(({ id }) => id === wanted.tier);
  const tier = draft.tiers[place];
  if (tier === undefined || place === 0) {
    const known = draft.tiers
      .slice(1)
      .map(({ id }) => id)
      .join(', ');
    problems.push(
      problem(
        'unknown-tier',
        'tier',
        `“${wanted.tier}”不是有门槛的等级，可用：${known}`,
        `“${wanted.tier}” is no tier with a threshold; there are ${known}`,
      ),
    );
    return null;
  }
  const higher = draft.tiers.slice(place + 1).flatMap(({ when }) => when ?? []);
  const looked = higher.flatMap(subjectsOf).filter(({ kind }) => kind === 'metric');
  const missing = [...new Set(looked.map(({ id }) => id))].filter(
    (id) => !areStored([id], draft, generation),
  );
  if (missing.length > 0) problems.push(notStored('tier', missing));
  const cost = yearlyCost(tier.benefits, draft.currency);
  if (cost === null) {
    problems.push(
      problem(
        'no-costs',
        'tier',
        `等级“${tier.name.zh}”的权益没有写成本（cost），无法按预算建议`,
        `no benefit of “${tier.name.en}” has a cost, so there is nothing to keep within a budget; give them costs`,
      ),
    );
    return null;
  }
  return { cost, budget: minorOfNumber(wanted.budget, draft.currency), higher };
}
