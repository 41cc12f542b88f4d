import type { Condition, Subject } from '../condition.ts';
import { customerFields } from '../field.ts';
import type { Metric } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import { plain, unitOf } from './amount-words.ts';
import { conditionWords, type SubjectWords } from './condition-words.ts';
import { metricName, nameOf } from './describe-metric.ts';
import { segmentWords } from './rfm-words.ts';

/** A rule of a scheme as one sentence, without a full stop. */
export function describeCondition(condition: Condition, scheme: Scheme): Text {
  return conditionWords(condition, (subject) => subjectWords(subject, scheme));
}

/** How sentences speak of a metric of the scheme or a column of the customer. */
export function subjectWords(subject: Subject, scheme: Scheme): SubjectWords {
  const { kind, id, type } = subject;
  const metric = kind === 'metric' ? scheme.metrics.get(id) : undefined;
  return metric === undefined ? fieldWords(subject, scheme) : { ...metricWords(metric, scheme), type };
}

function metricWords(metric: Metric, scheme: Scheme): Omit<SubjectWords, 'type'> {
  const { name, definition } = metric;
  const ranked = name === null && definition.kind === 'top-share' ? definition.of : null;
  const segment = definition.kind === 'rfm' && definition.give === 'segment';
  return {
    name: metricName(metric, scheme),
    of: 'metric',
    unit: unitOf(metric, scheme.currency),
    topBy: ranked === null ? null : nameOf(ranked, scheme),
    word: segment ? segmentWords : quoted,
  };
}

function fieldWords({ id, type }: Subject, { fields, currency }: Scheme): SubjectWords {
  const field = customerFields.get(id) ?? fields.get(id);
  return {
    name: field?.name ?? text(id, id),
    of: 'field',
    type,
    unit: type === 'money' ? { kind: 'money', currency } : plain,
    topBy: null,
    word: field?.type === 'yes-no' ? yesOrNo : quoted,
  };
}

function quoted(written: string): Text {
  return text(`“${written}”`, `“${written}”`);
}

function yesOrNo(written: string): Text {
  if (written === 'yes') return text('“是”', '“yes”');
  return written === 'no' ? text('“否”', '“no”') : quoted(written);
}
