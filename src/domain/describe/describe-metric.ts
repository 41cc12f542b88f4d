import type { Decimal } from '../exact.ts';
import type { Metric, MetricDefinition, ScorePart } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import { decimalWords, plain, unitOf } from './amount-words.ts';
import { countRemarks } from './count-words.ts';
import { inBrackets, joined, spaced } from './joining.ts';
import { measureWords } from './measure-words.ts';
import { rfmMeaning, rfmName } from './rfm-words.ts';
import { windowWords } from './window-words.ts';

type Words = {
  [K in MetricDefinition['kind']]: (
    definition: Extract<MetricDefinition, { kind: K }>,
    scheme: Scheme,
  ) => Text;
};

/** What a metric is called: its own name, else a short phrase made from its definition. */
export function metricName({ name, definition }: Metric, scheme: Scheme): Text {
  return name ?? by(phrases, definition, scheme);
}

/** What a metric measures and how, whatever it is called. */
export function describeMetric({ definition }: Metric, scheme: Scheme): Text {
  return by(meanings, definition, scheme);
}

/** The name of another metric a definition or rule refers to. */
export function nameOf(id: string, scheme: Scheme): Text {
  const metric = scheme.metrics.get(id);
  return metric === undefined ? text(id, id) : metricName(metric, scheme);
}

function by(words: Words, definition: MetricDefinition, scheme: Scheme): Text {
  const say = words[definition.kind] as (definition: MetricDefinition, scheme: Scheme) => Text;
  return say(definition, scheme);
}

const phrases: Words = {
  measure: measureWords,
  score: () => text('综合得分', 'score'),
  'top-share': ({ of }, scheme) => {
    const { zh, en } = nameOf(of, scheme);
    return text(`${zh}排名百分比`, `top share by ${en}`);
  },
  rfm: ({ give, window, count }, scheme) => {
    const [name, during] = [rfmName(give), windowWords(window)];
    const remarks = inBrackets(countRemarks(count, scheme.count));
    const en = during.en === '' ? name.en : `${name.en} ${during.en}`;
    return text(`${spaced(during.zh, name.zh)}${remarks.zh}`, `${en}${remarks.en}`);
  },
  tenure: ({ count }, scheme) => {
    const remarks = inBrackets(countRemarks(count, scheme.count));
    return text(`成为客户天数${remarks.zh}`, `days as a customer${remarks.en}`);
  },
  'refund-rate': () => text('退款率', 'refund rate'),
  clv: ({ months, count }, scheme) => {
    const period = months === 1 ? 'next month' : `next ${months} months`;
    const remarks = inBrackets(countRemarks(count, scheme.count));
    return text(`未来${months}个月客户价值${remarks.zh}`, `customer value over the ${period}${remarks.en}`);
  },
  'p-alive': ({ count }, scheme) => {
    const remarks = inBrackets(countRemarks(count, scheme.count));
    return text(`仍会购买的概率${remarks.zh}`, `probability of still being a customer${remarks.en}`);
  },
};

const meanings: Words = {
  measure: measureWords,
  score: ({ parts }, scheme) => {
    const { zh, en } = joined(
      parts.map((part) => partWords(part, scheme)),
      text(' + ', ' + '),
    );
    return text(`得分 = ${zh}`, `points = ${en}`);
  },
  'top-share': ({ of }, scheme) => {
    const { zh, en } = nameOf(of, scheme);
    return text(
      `${zh}比该客户高的客户所占百分比，越小越靠前`,
      `percentage of customers ahead by ${en}, the lower the better`,
    );
  },
  rfm: (definition, scheme) => {
    const [name, meaning] = [phrases.rfm(definition, scheme), rfmMeaning(definition)];
    return text(`${name.zh}：${meaning.zh}`, `${name.en}: ${meaning.en}`);
  },
  tenure: ({ count }, scheme) => {
    const remarks = inBrackets(countRemarks(count, scheme.count));
    return text(
      `从注册日起的天数，没有注册日的从首次购买算起${remarks.zh}`,
      `days since registration, without one since the first order${remarks.en}`,
    );
  },
  'refund-rate': () =>
    text('退款金额占全部已付款订单金额的比例', 'refunded amount as a share of everything ever paid'),
  clv: (definition, scheme) => {
    const { zh, en } = phrases.clv(definition, scheme);
    const margin = marginWords(definition.margin);
    return text(`${zh}：预期利润，${margin.zh}`, `${en}: expected profit, ${margin.en}`);
  },
  'p-alive': ({ count }, scheme) => {
    const remarks = inBrackets(countRemarks(count, scheme.count));
    return text(
      `仍会再来购买的概率，由购买次数和最近购买时间估计${remarks.zh}`,
      `probability that the customer still buys, estimated from how often and how lately${remarks.en}`,
    );
  },
};

function marginWords(margin: Decimal | null): Text {
  if (margin === null) {
    return text(
      '按订单自带的毛利计；没有毛利时为预期销售额',
      "by the orders' own margin; expected revenue where there is none",
    );
  }
  const rate = decimalWords(margin, { kind: 'ratio' });
  return text(
    `按订单自带的毛利计，没有时按毛利率 ${rate}`,
    `by the orders' own margin, else at a margin of ${rate}`,
  );
}

function partWords({ metric: id, weight, steps }: ScorePart, scheme: Scheme): Text {
  const metric = scheme.metrics.get(id);
  const unit = metric === undefined ? plain : unitOf(metric, scheme.currency);
  const said = steps.map(({ atLeast, points }) => {
    const [from, gain] = [decimalWords(atLeast, unit), decimalWords(points, plain)];
    return text(`≥ ${from} 得 ${gain} 分`, `≥ ${from}: ${gain} ${gain === '1' ? 'point' : 'points'}`);
  });
  const list = inBrackets([joined(said, text('，', ', '))]);
  const name = nameOf(id, scheme);
  const times = weight.units === 1n && weight.scale === 0 ? '' : ` × ${decimalWords(weight, plain)}`;
  return text(`${name.zh}${list.zh}${times}`, `${name.en}${list.en}${times}`);
}
