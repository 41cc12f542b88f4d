import { builtInIds } from '../../builtin-metrics.ts';
import { subjectsOf } from '../../condition.ts';
import type { CountPolicy, Metric } from '../../metric.ts';
import { metricInputs } from '../../metric.ts';
import type { Scheme } from '../../scheme.ts';
import { type Text, text } from '../../text.ts';
import { describeMetric, metricName } from '../describe-metric.ts';
import { joined } from '../joining.ts';
import { became, type Change, isSameText, labelled, renamed } from './change.ts';
import { ruleText } from './same-rule.ts';

/** Metrics that a standard defines itself: new, gone, renamed or computed in another way. Their order says nothing. */
export function metricDifferences(from: Scheme, to: Scheme): Change[] {
  const [before, after] = [ownMetrics(from), ownMetrics(to)];
  const changes = after.flatMap((metric) => {
    const old = before.find(({ id }) => id === metric.id);
    const about = metricName(metric, to);
    if (old === undefined) return [whole(text('新增指标', 'new metric'), metric, to)];
    return metricChanges(old, metric, from, to).map((said): Change => ({ part: 'metric', about, said }));
  });
  const gone = before.filter(({ id }) => !after.some((metric) => metric.id === id));
  return [...changes, ...gone.map((metric) => whole(text('取消指标', 'metric dropped'), metric, from))];
}

function ownMetrics({ metrics }: Scheme): Metric[] {
  return [...metrics.values()].filter(({ id }) => !builtInIds.includes(id));
}

function whole(what: Text, metric: Metric, scheme: Scheme): Change {
  return {
    part: 'metric',
    about: metricName(metric, scheme),
    said: labelled(what, describeMetric(metric, scheme)),
  };
}

function metricChanges(old: Metric, metric: Metric, from: Scheme, to: Scheme): Text[] {
  const lines: Text[] = [];
  if (
    (old.name === null) !== (metric.name === null) ||
    (old.name && metric.name && !isSameText(old.name, metric.name))
  ) {
    lines.push(labelled(text('改名', 'renamed'), renamed(metricName(old, from), metricName(metric, to))));
  }
  if (meaning(old, from) === meaning(metric, to)) return lines;
  const [before, after] = [describeMetric(old, from), describeMetric(metric, to)];
  const said = isSameText(before, after)
    ? text('计算方式有变', 'computed in another way')
    : became(before, after);
  return [...lines, withTiers(said, metric, to)];
}

/** Names the tiers whose rules it decides. */
function withTiers(said: Text, { id }: Metric, scheme: Scheme): Text {
  const uses = (asked: string): boolean => {
    const metric = scheme.metrics.get(asked);
    return asked === id || (metric !== undefined && metricInputs(metric).some(uses));
  };
  const names = scheme.tiers
    .filter(({ when, keep }) =>
      [when, keep].some(
        (rule) => rule !== null && subjectsOf(rule).some((one) => one.kind === 'metric' && uses(one.id)),
      ),
    )
    .map(({ name }) => name);
  if (names.length === 0) return said;
  const { zh, en } = joined(names.toReversed(), text('、', ', '));
  return text(`${said.zh}（影响 ${zh}）`, `${said.en} (bears on ${en})`);
}

/** A definition as a text that is the same for the same meaning; what it counts like its scheme is left out. */
function meaning({ definition }: Metric, { count }: Scheme): string {
  const written = {
    ...definition,
    ...('count' in definition ? { count: ownCount(definition.count, count) } : {}),
  };
  const plain =
    'where' in written && written.where !== null ? { ...written, where: ruleText(written.where) } : written;
  return JSON.stringify(
    Object.entries(plain).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
}

/** In what a metric counts otherwise than its standard, whatever the order in which it is written. */
function ownCount(own: CountPolicy, scheme: CountPolicy): readonly string[] {
  const keys = ['statuses', 'amount', 'without'] as const;
  const written = (count: CountPolicy, key: (typeof keys)[number]): string =>
    [count[key]].flat().toSorted().join();
  return keys.flatMap((key) =>
    written(own, key) === written(scheme, key) ? [] : [`${key} ${written(own, key)}`],
  );
}
