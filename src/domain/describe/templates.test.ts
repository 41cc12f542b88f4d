import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { schemeOf } from '../../../test/support/scheme-in-test.ts';
import type { Lookup } from '../evaluate/value.ts';
import { fraction } from '../exact.ts';
import { parseScheme } from '../parse/parse-scheme.ts';
import { readDocument } from '../parse/read-document.ts';
import type { Scheme } from '../scheme.ts';
import type { Text } from '../text.ts';
import { describeBenefit } from './describe-benefit.ts';
import { describeMetric, metricName } from './describe-metric.ts';
import { describeTier } from './describe-tier.ts';
import { missingFor } from './missing.ts';

const folder = fileURLToPath(new URL('../../../templates/', import.meta.url));
const templates = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];

function template(file: string): Scheme {
  const read = readDocument(readFileSync(`${folder}${file}`, 'utf8'));
  const parsed = read.ok ? parseScheme(read.document) : read;
  if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
  return parsed.scheme;
}

const own = (): Scheme =>
  schemeOf(
    { metrics: { p: { 'p-alive': {} }, v: { clv: {} }, code: { rfm: 'code' } } },
    {
      when: {
        any: [
          { metric: 'p', atLeast: 0.5 },
          { metric: 'v', over: 9 },
          { metric: 'code', is: '555' },
        ],
      },
      keep: { not: { metric: 'refund_rate', over: 0.5 } },
    },
  );

const nothing: Lookup = () => null;
const little: Lookup = ({ type }) =>
  type === 'date' ? '2020-01-01' : type === 'text' || type === 'sealed' ? '？' : fraction(1n, 2n);

/** Every sentence about a scheme; only what is missing may be empty. */
function sentences(scheme: Scheme): { said: Text[]; missing: Text[] } {
  const metrics = [...scheme.metrics.values()];
  return {
    said: [
      ...metrics.map((metric) => metricName(metric, scheme)),
      ...metrics.map((metric) => metricName({ ...metric, name: null }, scheme)),
      ...metrics.map((metric) => describeMetric(metric, scheme)),
      ...scheme.tiers.map((tier) => describeTier(tier, scheme)),
      ...scheme.tiers.flatMap(({ benefits }) => benefits.map((benefit) => describeBenefit(benefit, scheme))),
    ],
    missing: scheme.tiers.flatMap((tier) =>
      [nothing, little].map((lookup) => missingFor(tier, scheme, lookup)),
    ),
  };
}

describe('every scheme the product ships reads as sentences in both languages (R009–R014)', () => {
  it.each([
    ['a scheme of its own', own],
    ...templates.map((file): [string, () => Scheme] => [file, () => template(file)]),
  ])('%s', (_, scheme) => {
    const { said, missing } = sentences(scheme());
    for (const { zh, en } of [...said, ...missing]) {
      expect(zh).not.toMatch(/undefined|NaN|null|\[object| {2}|^\s|\s$/);
      expect(en).not.toMatch(/undefined|NaN|null|\[object| {2}|^\s|\s$/);
    }
    expect(said.every(({ zh, en }) => zh !== '' && en !== '')).toBe(true);
  });
});
