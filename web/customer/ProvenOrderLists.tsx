import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../src/domain/currency.ts';
import { keyed } from '../shown/keyed.ts';
import { useName, useSay } from '../texts/use-say.ts';
import type { WrittenMetric, WrittenOrders } from './written-proof.ts';

interface Props {
  readonly metrics: readonly WrittenMetric[];
  readonly currency: string;
}

interface Group {
  readonly names: string[];
  readonly orders: WrittenOrders;
}

/** Which orders were counted and which left out, and why; metrics that agree share a list. */
export function ProvenOrderLists({ metrics, currency }: Props): ReactElement | null {
  const { t } = useTranslation();
  const nameOf = useName();
  const groups = new Map<string, Group>();
  for (const { name, orders } of metrics) {
    if (orders === null) continue;
    const key = JSON.stringify([
      orders.counted.listed.map(({ reference, amount }) => [reference, amount]),
      orders.leftOut.listed.map(({ reference, code }) => [reference, code]),
    ]);
    const group = groups.get(key) ?? { names: [], orders };
    group.names.push(nameOf(name));
    groups.set(key, group);
  }
  if (groups.size === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('proof.orders')}</h2>
      {[...groups].map(([key, { names, orders }], index) => (
        <details key={key} open={index === 0}>
          <summary>
            <strong>{names.join(t('comma'))}</strong>{' '}
            <span className="soft">
              {t('proof.counted', {
                orders: orders.counted.total.count,
                amount: formatMoney(BigInt(orders.counted.total.amount), currency),
              })}
              {orders.leftOut.total.count === 0
                ? ''
                : t('semicolon') + t('proof.leftOut', { orders: orders.leftOut.total.count })}
            </span>
          </summary>
          <Lists orders={orders} currency={currency} />
        </details>
      ))}
    </section>
  );
}

function Lists({
  orders,
  currency,
}: {
  readonly orders: WrittenOrders;
  readonly currency: string;
}): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const money = (minor: string): string => formatMoney(BigInt(minor), currency);
  const { counted, leftOut, refunds } = orders;
  return (
    <div className="scroll-x">
      <table className="plain">
        <tbody>
          {counted.listed.map(({ reference, day, amount, words }) => (
            <tr key={reference}>
              <td className="reference">{reference}</td>
              <td className="number">{day}</td>
              <td className="soft small">{say(words)}</td>
              <td className="number">{money(amount)}</td>
            </tr>
          ))}
          {counted.rest.count === 0 ? null : (
            <tr className="soft">
              <td colSpan={3}>{t('proof.rest', { orders: counted.rest.count })}</td>
              <td className="number">{money(counted.rest.amount)}</td>
            </tr>
          )}
          {leftOut.listed.map(({ reference, day, amount, words }) => (
            <tr key={reference} className="soft">
              <td className="reference">
                <s>{reference}</s>
              </td>
              <td className="number">{day ?? '–'}</td>
              <td className="small">{say(words)}</td>
              <td className="number">
                <s>{money(amount)}</s>
              </td>
            </tr>
          ))}
          {leftOut.rest.count === 0 ? null : (
            <tr className="soft">
              <td colSpan={3}>{t('proof.restLeftOut', { orders: leftOut.rest.count })}</td>
              <td className="number">{money(leftOut.rest.amount)}</td>
            </tr>
          )}
          {keyed(refunds?.takenOff.listed ?? []).map(({ key, item: { day, amount } }) => (
            <tr key={key}>
              <td className="soft">{t('proof.refund')}</td>
              <td className="number">{day}</td>
              <td />
              <td className="number">−{money(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
