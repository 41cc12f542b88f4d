import { spaced } from '../describe/joining.ts';
import { type Lang, type Text, text } from '../text.ts';
import type { Proof } from './proof.ts';
import { writtenEvents } from './written-events.ts';
import { writtenMetrics } from './written-metrics.ts';
import { writtenOrders } from './written-orders.ts';
import { writtenTiers } from './written-rules.ts';

const headings = {
  metrics: text('指标', 'Metrics'),
  tiers: text('等级条件', 'Conditions'),
  orders: text('订单', 'Orders'),
  events: text('互动事件', 'Events'),
} as const;

/** A proof as lines of plain text, the conclusion first; an empty line between the sections. */
export function describeProof(proof: Proof, lang: Lang): string[] {
  const sections = [
    section(headings.metrics, writtenMetrics(proof.metrics, lang), lang),
    section(headings.tiers, writtenTiers(proof.tiers, lang), lang),
    section(headings.orders, writtenOrders(proof, lang), lang),
    section(headings.events, writtenEvents(proof, lang), lang),
    [missingWords(proof)[lang]],
  ];
  return [headline(proof)[lang], ...sections.flatMap((lines) => (lines.length === 0 ? [] : ['', ...lines]))];
}

function section(heading: Text, lines: readonly string[], lang: Lang): string[] {
  return lines.length === 0 ? [] : [heading[lang], ...lines.map((line) => `  ${line}`)];
}

function headline({ customer, tier, scheme, day }: Proof): Text {
  return text(
    `${customer}：${tier.name.zh}（${scheme.name.zh}，截至 ${day}）`,
    `${customer}: ${tier.name.en} (${scheme.name.en}, as of ${day})`,
  );
}

function missingWords({ next, missing }: Proof): Text {
  if (next === null || missing === null) return text('已是最高等级', 'This is the highest tier');
  return text(
    `${spaced('距', next.name.zh, '还差')}：${missing.zh}`,
    `Missing to ${next.name.en}: ${missing.en}`,
  );
}
