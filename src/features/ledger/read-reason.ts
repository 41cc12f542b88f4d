import { subjectWords } from '../../domain/describe/describe-condition.ts';
import { nameOf } from '../../domain/describe/describe-metric.ts';
import type { Value } from '../../domain/evaluate/value.ts';
import { fraction } from '../../domain/exact.ts';
import type { Metric } from '../../domain/metric.ts';
import { valueWords } from '../../domain/proof/value-words.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Text } from '../../domain/text.ts';

/** A value that rules looked at when a tier was decided. */
export interface ReasonValue {
  readonly metric: string;
  readonly name: Text;
  readonly words: Text;
}

/** The values of an entry as `reasonSql` wrote them. */
export function readReason(scheme: Scheme, written: string | null): ReasonValue[] {
  if (written === null) return [];
  const values = JSON.parse(written) as Readonly<Record<string, string | [string, string] | null>>;
  return Object.entries(values).flatMap(([id, value]) => {
    const metric = scheme.metrics.get(id);
    if (metric === undefined) return [];
    const { type, scale } = metric;
    const words = valueWords(
      writtenValue(metric, value),
      subjectWords({ kind: 'metric', id, type, scale }, scheme),
    );
    return [{ metric: id, name: nameOf(id, scheme), words }];
  });
}

function writtenValue({ type, scale }: Metric, value: string | [string, string] | null): Value {
  if (value === null || type === 'date' || type === 'text') return typeof value === 'object' ? null : value;
  const [num, den] = typeof value === 'string' ? [value, String(10n ** BigInt(scale))] : value;
  return fraction(BigInt(num), BigInt(den));
}
