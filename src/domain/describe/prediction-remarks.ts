import { marginKey, predictingKey } from '../clv/predicting.ts';
import type { PurchaseModel, PurchaseModels } from '../clv/purchase-model.ts';
import { FEWEST_CUSTOMERS } from '../clv/value-model.ts';
import type { Metric } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import { type Text, text } from '../text.ts';

/** What a reader has to know before he trusts metrics that are predicted by these models; nothing where all is well. */
export function predictionRemarks({ metrics }: Scheme, models: PurchaseModels): Text[] {
  return [...models].flatMap(([key, model]) => {
    const own = [...metrics.values()].filter(({ definition }) => {
      const isPredicted = definition.kind === 'clv' || definition.kind === 'p-alive';
      return isPredicted && predictingKey(definition.count) === key;
    });
    if (own.length === 0) return [];
    const ids = own.map(({ id }) => id).join(', ');
    if (model.purchases === null) return [tooFew(model, ids)];
    return [...unsettled(model, ids), ...own.flatMap((metric) => worthRemarks(metric, model))];
  });
}

function tooFew({ customers, repeaters, unsettled: names }: PurchaseModel, ids: string): Text {
  if (names.length > 0) {
    return text(
      `${ids} 都为空：模型定不出参数 ${names.join('、')}`,
      `${ids} ${ids.includes(',') ? 'are' : 'is'} empty for everybody: the orders do not settle ${names.join(', ')} of the model`,
    );
  }
  return text(
    `${ids} 都为空：复购太少，估计不了。${customers} 位客户里在不止一天买过的只有 ${repeaters} 位，至少要有 ${FEWEST_CUSTOMERS} 位；请加入更长时间的订单`,
    `${ids} ${ids.includes(',') ? 'are' : 'is'} empty for everybody: of ${customers} who bought, ${repeaters} bought on more than one day, and it takes ${FEWEST_CUSTOMERS}. Add the orders of a longer time`,
  );
}

function unsettled({ unsettled: names }: PurchaseModel, ids: string): Text[] {
  if (names.length === 0) return [];
  return [
    text(
      `${ids} 只当粗略估计：这些订单定不出模型的参数 ${names.join('、')}`,
      `Read ${ids} as rough: the orders do not settle ${names.join(', ')} of the model`,
    ),
  ];
}

function worthRemarks({ id, definition }: Metric, { worths }: PurchaseModel): Text[] {
  if (definition.kind !== 'clv') return [];
  const worth = worths[marginKey(definition.margin)]?.worth;
  if (worth === undefined) return [];
  if (worth.kind === 'revenue') {
    return [
      text(
        `${id} 按销售额计：订单里没有毛利，标准里也没有写毛利率（margin）`,
        `${id} is revenue, not profit: the orders tell no margin, and the standard names no rate (margin)`,
      ),
    ];
  }
  const { orders, telling, rate } = worth;
  if (telling === orders || definition.margin !== null) return [];
  const percent = `${(100 * rate).toFixed(1)}%`;
  return [
    text(
      `${id}：${orders} 笔订单里 ${telling} 笔有毛利，其余按它们的毛利率 ${percent} 计`,
      `${id}: ${telling} of ${orders} orders tell their margin; the others count at the rate of those, ${percent}`,
    ),
  ];
}
