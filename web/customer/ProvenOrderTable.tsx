import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../src/domain/currency.ts';
import { keyed } from '../shown/keyed.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { type OrdersSource, useProvenOrders } from './use-proven-orders.ts';
import type { WrittenOrders } from './written-proof.ts';

interface Props {
  readonly orders: WrittenOrders;
  readonly currency: string;
  readonly source: OrdersSource;
}

/** The orders behind metrics: counted ones, those left out and why, refunds; more of each on request. */
export function ProvenOrderTable({ orders, currency, source }: Props): ReactElement {
  const { t } = useTranslation();
  const said = useSaid();
  const { day: dayWords, number } = useFormat();
  const { counted, leftOut, refunds, rest, error, isLoading, more } = useProvenOrders(source, orders);
  const money = (minor: string): string => formatMoney(BigInt(minor), currency);
  const row = (order: ListedOrder, isOut: boolean): Row => ({
    reference: order.reference,
    day: dayWords(order.day),
    words: said(order.words),
    amount: money(order.amount),
    isOut,
  });
  return (
    <div className="stack tight">
      <div className="scroll-x">
        <table className="plain">
          <Rows name={t('proof.countedOrders')} rows={counted.map((order) => row(order, false))} />
          <Rows name={t('proof.leftOutOrders')} rows={leftOut.map((order) => row(order, true))} />
          <Rows
            name={t('proof.refunds')}
            rows={refunds.map(({ day, amount }) => {
              return {
                reference: '',
                day: dayWords(day),
                words: '',
                amount: `−${money(amount)}`,
                isOut: false,
              };
            })}
          />
        </table>
      </div>
      <ProblemList error={error} />
      {rest === 0 ? null : (
        <div className="no-print">
          <Button loading={isLoading} onClick={more}>
            {t('proof.more', { orders: number(rest) })}
          </Button>
        </div>
      )}
    </div>
  );
}

type ListedOrder = (WrittenOrders['counted'] | WrittenOrders['leftOut'])['listed'][number];

interface Row {
  readonly reference: string;
  readonly day: string;
  readonly words: string;
  readonly amount: string;
  /** It was left out. */
  readonly isOut: boolean;
}

function Rows({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th colSpan={4} scope="rowgroup">
          {name}
        </th>
      </tr>
      {keyed(rows).map(({ key, item: { reference, day, words, amount, isOut } }) => (
        <tr key={key} className={isOut ? 'soft' : ''}>
          <td className="reference">
            {isOut ? <s>{reference}</s> : reference}
            <div className="phone-only soft small">
              {[day, words].filter((part) => part !== '').join(' · ')}
            </div>
          </td>
          <td className="wide-only" style={{ whiteSpace: 'nowrap' }}>
            {day}
          </td>
          <td className="wide-only soft small">{words}</td>
          <td className="number">{isOut ? <s>{amount}</s> : amount}</td>
        </tr>
      ))}
    </tbody>
  );
}
