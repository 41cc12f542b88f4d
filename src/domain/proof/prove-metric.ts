import type { Day } from '../calendar.ts';
import { subjectWords } from '../describe/describe-condition.ts';
import { describeMetric, metricName, nameOf } from '../describe/describe-metric.ts';
import { daysFor, type History } from '../evaluate/measure.ts';
import { score } from '../evaluate/score.ts';
import { isPredicted, type Metric, type ScorePart } from '../metric.ts';
import { orderDay } from '../order.ts';
import type { Scheme } from '../scheme.ts';
import { compareCodePoints } from '../text.ts';
import { type DayRange, lifetime } from '../window.ts';
import { asHistory, type CustomerHistory, type SeenOrder, seenOrders } from './customer-history.ts';
import type { KnownValue } from './known-values.ts';
import type { Part } from './listing.ts';
import type { ProvenMetric, ProvenWindow, ScorePoints } from './proof.ts';
import { proveEvents } from './prove-events.ts';
import { proveOrders } from './prove-orders.ts';
import { type FittedModels, provePrediction } from './prove-prediction.ts';
import { eventsBehind, measureBehind } from './proven-metrics.ts';
import { valueWords } from './value-words.ts';

/** Proves one metric after another, by what is the same for all of them. */
export function metricProver(
  scheme: Scheme,
  recorded: CustomerHistory,
  asOf: Day,
  known: ReadonlyMap<string, KnownValue>,
  part: Part,
  fitted: FittedModels | null = null,
): (metric: Metric) => ProvenMetric {
  const seen = seenOrders(recorded, asOf).sort(newestFirst);
  const history = asHistory(recorded, seen, asOf, scheme.currency);
  return (metric) => {
    const { id, type, scale, definition } = metric;
    const { value, origin } = known.get(id) ?? { value: null, origin: 'not-given' };
    const window = isPredicted(definition) ? lifetime : 'window' in definition ? definition.window : null;
    const days = window && 'count' in definition ? daysFor(window, definition.count, history) : null;
    const behind = measureBehind(metric);
    const over =
      behind === null
        ? null
        : { metric, definition: behind, days: daysFor(behind.window, behind.count, history) };
    const told = eventsBehind(metric);
    return {
      id,
      name: metricName(metric, scheme),
      said: describeMetric(metric, scheme),
      type,
      window: window && windowOf(days, history),
      value,
      valueWords: valueWords(value, subjectWords({ kind: 'metric', id, type, scale }, scheme)),
      origin,
      points: definition.kind === 'score' ? pointsOf(definition.parts, scheme, known) : null,
      prediction: provePrediction(definition, history, fitted),
      orders: over === null ? null : proveOrders(over, seen, recorded.refunds, history, scheme, part),
      events: told === null ? null : proveEvents({ definition: told, days }, recorded, history, part.limit),
    };
  };
}

function windowOf(days: DayRange | null, { asOf }: History): ProvenWindow {
  if (days === null) return { from: null, to: asOf, empty: true };
  return { ...days, empty: days.from !== null && days.from > days.to };
}

function pointsOf(
  parts: readonly ScorePart[],
  scheme: Scheme,
  known: ReadonlyMap<string, KnownValue>,
): ScorePoints[] {
  return parts.flatMap((part) => {
    const points = score([[part, known.get(part.metric)?.value ?? null]]);
    if (points === null || typeof points === 'string') return [];
    return [{ metric: part.metric, name: nameOf(part.metric, scheme), points }];
  });
}

/** Orders without a day come last. */
function newestFirst({ order: a }: SeenOrder, { order: b }: SeenOrder): number {
  const [x, y] = [orderDay(a) ?? '', orderDay(b) ?? ''];
  return x === y ? compareCodePoints(a.reference, b.reference) : x < y ? 1 : -1;
}
