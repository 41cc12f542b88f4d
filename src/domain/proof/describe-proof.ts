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

/**
 * A proof as lines of plain text, the conclusion first; an empty line between the sections. `shown` is the tier that the customer has that day, by the
 * policy or by hand, where it is known.
 */
export function describeProof(proof: Proof, lang: Lang, shown: Named = proof.tier): string[] {
  const sections = [
    section(headings.metrics, writtenMetrics(proof.metrics, lang), lang),
    section(headings.tiers, writtenTiers(proof.tiers, lang), lang),
    section(headings.orders, writtenOrders(proof, lang), lang),
    section(headings.events, writtenEvents(proof, lang), lang),
    [missingWords(proof)[lang]],
  ];
  return [
    headline(proof, shown)[lang],
    ...sections.flatMap((lines) => (lines.length === 0 ? [] : ['', ...lines])),
  ];
}

function section(heading: Text, lines: readonly string[], lang: Lang): string[] {
  return lines.length === 0 ? [] : [heading[lang], ...lines.map((line) => `  ${line}`)];
}

interface Named {
  readonly id: string;
  readonly name: Text;
}

function headline({ customer, tier, scheme, day }: Proof, shown: Named): Text {
  const [zh, en] =
    shown.id === tier.id
      ? ['', '']
      : [`；${spaced('按条件是', tier.name.zh)}`, `; by the conditions ${tier.name.en}`];
  return text(
    `${customer}：${shown.name.zh}（${scheme.name.zh}，截至 ${day}${zh}）`,
    `${customer}: ${shown.name.en} (${scheme.name.en}, as of ${day}${en})`,
  );
}

function missingWords({ next, missing }: Proof): Text {
  if (next === null || missing === null)
    return text('按条件已是最高等级', 'By the conditions this is the highest tier');
  return text(
    `${spaced('距', next.name.zh, '还差')}：${missing.zh}`,
    `Missing to ${next.name.en}: ${missing.en}`,
  );
}
