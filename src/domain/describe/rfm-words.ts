import type { Rfm, RfmPart } from '../metric.ts';
import { type Text, text } from '../text.ts';

const parts: Readonly<Record<RfmPart, Text>> = {
  recency: text('最近购买 R 分', 'RFM recency score'),
  frequency: text('购买频次 F 分', 'RFM frequency score'),
  monetary: text('消费金额 M 分', 'RFM monetary score'),
  code: text('RFM 代码', 'RFM code'),
  segment: text('RFM 分群', 'RFM segment'),
};

const gives: Readonly<Record<RfmPart, Text>> = {
  recency: text('1–5 分，5 分为最近', '1 to 5, 5 is the most recent'),
  frequency: text('1–5 分，5 分为最频繁', '1 to 5, 5 is the most frequent'),
  monetary: text('1–5 分，5 分为消费最多', '1 to 5, 5 is the highest spend'),
  code: text('R、F、M 三项得分连写，555 最好', 'the three scores in a row, 555 is best'),
  segment: text('由 R、F、M 三项得分归入 11 类', 'one of 11 groups by the three scores'),
};

const methods: Readonly<Record<Rfm['method'], Text>> = {
  thresholds: text(
    '按 20%、40%、60%、80% 分位点计分，数值相同则同分',
    'scored by the 20, 40, 60 and 80% points, equal values alike',
  ),
  rank: text('按名次分成五等份计分', 'scored by rank in five equal parts'),
};

export function rfmName(give: RfmPart): Text {
  return parts[give];
}

/** What the score means and how it comes about. */
export function rfmMeaning({ give, method }: Rfm): Text {
  return text(`${gives[give].zh}；${methods[method].zh}`, `${gives[give].en}; ${methods[method].en}`);
}

const segments: ReadonlyMap<string, string> = new Map([
  ['Champions', '冠军客户'],
  ['Loyal', '忠诚客户'],
  ['Potential Loyalist', '潜在忠诚客户'],
  ['New Customers', '新客户'],
  ['Promising', '有潜力客户'],
  ['Need Attention', '需要关注客户'],
  ['About To Sleep', '即将沉睡客户'],
  ['At Risk', '有流失风险客户'],
  ['Cannot Lose Them', '不能流失客户'],
  ['Hibernating Customers', '沉睡客户'],
  ['Lost Customers', '已流失客户'],
]);

/** A segment's published name, with its meaning in Chinese. */
export function segmentWords(name: string): Text {
  const zh = segments.get(name);
  return text(zh === undefined ? `“${name}”` : `“${zh} ${name}”`, `“${name}”`);
}
