import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../src/domain/currency.ts';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';
import { ProvenOrderTable } from './ProvenOrderTable.tsx';
import type { WrittenOrders, WrittenProof } from './written-proof.ts';

interface Props {
  /** The customer's. */
  readonly id: string;
  readonly proof: WrittenProof;
}

interface Group {
  readonly names: string[];
  /** One of its metrics, to ask for more of the orders by. */
  readonly metric: string;
  readonly orders: WrittenOrders;
}

/** Which orders were counted and which left out, and why; metrics that agree share a list. */
export function ProvenOrderLists({ id, proof }: Props): ReactElement | null {
  const { t } = useTranslation();
  const nameOf = useName();
  const { number } = useFormat();
  const groups = new Map<string, Group>();
  for (const { id: metric, name, orders } of proof.metrics) {
    if (orders === null) continue;
    const key = agreementOf(orders);
    const group = groups.get(key) ?? { names: [], metric, orders };
    group.names.push(nameOf(name));
    groups.set(key, group);
  }
  if (groups.size === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('proof.orders')}</h2>
      {[...groups].map(([key, { names, metric, orders }], index) => (
        <details key={key} open={index === 0}>
          <summary>
            <strong>{names.join(t('comma'))}</strong>{' '}
            <span className="soft">
              {t('proof.counted', {
                orders: number(orders.counted.total.count),
                amount: formatMoney(BigInt(orders.counted.total.amount), proof.currency),
              })}
              {orders.leftOut.total.count === 0
                ? ''
                : t('semicolon') + t('proof.leftOut', { orders: number(orders.leftOut.total.count) })}
            </span>
          </summary>
          <ProvenOrderTable
            orders={orders}
            currency={proof.currency}
            source={{ customer: id, metric, asOf: proof.day, agreement: key }}
          />
        </details>
      ))}
    </section>
  );
}

/** The same for metrics that count and leave out the same orders. */
function agreementOf({ counted, leftOut }: WrittenOrders): string {
  return JSON.stringify([
    counted.total,
    leftOut.total,
    leftOut.reasons.map(({ code, status, count }) => [code, status, count]),
    counted.listed.map(({ reference, amount }) => [reference, amount]),
    leftOut.listed.map(({ reference, code }) => [reference, code]),
  ]);
}
