import type { Decimal } from '../exact.ts';
import type { Benefit, Scheme } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import { decimalWords, plain } from './amount-words.ts';
import { inBrackets } from './joining.ts';

type Cost = NonNullable<Benefit['cost']>;
type Limit = NonNullable<Benefit['limit']>;

/** A benefit with the rate at which it gives points, its limit, how long it is valid, and what it costs. */
export function describeBenefit(benefit: Benefit, scheme: Scheme): Text {
  const { name, limit, validity, cost } = benefit;
  const remarks = [
    ...rateWords(benefit, scheme.currency),
    ...(limit === null ? [] : [limitWords(limit)]),
    ...(validity === null ? [] : [validityWords(validity)]),
    ...(cost === null ? [] : [costWords(cost, scheme.currency)]),
  ];
  const { zh, en } = inBrackets(remarks);
  return text(`${name.zh}${zh}`, `${name.en}${en}`);
}

function rateWords({ kind, value }: Benefit, currency: string): Text[] {
  if (kind !== 'points' || value === null) return [];
  const [points, one] = [decimalWords(value, plain), decimalWords(ONE, { kind: 'money', currency })];
  return [text(`每 ${one} 得 ${points} 分`, `${points} ${points === '1' ? 'point' : 'points'} per ${one}`)];
}

const ONE: Decimal = { units: 1n, scale: 0 };

const limitPeriods: Readonly<Record<Limit['per'], Text>> = {
  day: text('每天', 'a day'),
  week: text('每周', 'a week'),
  month: text('每月', 'a month'),
  quarter: text('每季度', 'a quarter'),
  year: text('每年', 'a year'),
};

function limitWords({ times, per }: Limit): Text {
  const { zh, en } = limitPeriods[per];
  return text(`${zh}限 ${times} 次`, `${times === 1 ? 'once' : `${times} times`} ${en}`);
}

function validityWords({ months, days }: NonNullable<Benefit['validity']>): Text {
  const stretches = [
    ...(months === undefined
      ? []
      : [text(`${months} 个月`, `${months} ${months === 1 ? 'month' : 'months'}`)]),
    ...(days === undefined ? [] : [text(`${days} 天`, `${days} ${days === 1 ? 'day' : 'days'}`)]),
  ];
  const [zh, en] = [
    stretches.map((part) => part.zh).join('零 '),
    stretches.map((part) => part.en).join(' and '),
  ];
  return text(`有效期 ${zh}`, `valid for ${en}`);
}

const costPeriods: Readonly<Record<Cost['per'], Text>> = {
  order: text('每单', 'per order'),
  use: text('每次', 'per use'),
  month: text('每月', 'per month'),
};

function costWords({ per, amount, percent }: Cost, currency: string): Text {
  const { zh, en } = costPeriods[per];
  const much =
    amount === null
      ? `${percent === null ? 0 : decimalWords(percent, plain)}%`
      : decimalWords(amount, { kind: 'money', currency });
  return text(`成本${zh} ${much}`, `cost ${much} ${en}`);
}
