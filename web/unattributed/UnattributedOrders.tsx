import { Checkbox } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  readonly orders: readonly Order[];
  readonly chosen: ReadonlySet<string>;
  /** Null for who may only look. */
  readonly choose: ((chosen: ReadonlySet<string>) => void) | null;
}

/** Orders without a buyer, to be chosen one by one or all that are shown. */
export function UnattributedOrders({ orders, chosen, choose }: Props): ReactElement {
  const { t } = useTranslation();
  const { money, day } = useFormat();
  const isAll = orders.every(({ id }) => chosen.has(id));
  const toggle = (ids: readonly string[], isChosen: boolean): void => {
    const others = [...chosen].filter((id) => !ids.includes(id));
    choose?.(new Set(isChosen ? [...others, ...ids] : others));
  };
  return (
    <div className="scroll-x">
      <table className="plain stacks">
        <thead>
          <tr>
            {choose === null ? null : (
              <th style={{ width: 32 }}>
                <Checkbox
                  aria-label={t('unattributed.give')}
                  checked={isAll}
                  indeterminate={!isAll && chosen.size > 0}
                  onChange={({ target }) =>
                    toggle(
                      orders.map(({ id }) => id),
                      target.checked,
                    )
                  }
                />
              </th>
            )}
            <th>{t('quality.reference')}</th>
            <th>{t('quality.day')}</th>
            <th>{t('orders.line')}</th>
            <th className="number">{t('quality.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map(({ id, reference, day: on, status, lines, store, channel, ...order }) => (
            <tr key={id}>
              {choose === null ? null : (
                <td>
                  <Checkbox
                    aria-label={t('unattributed.choose', { reference })}
                    checked={chosen.has(id)}
                    onChange={({ target }) => toggle([id], target.checked)}
                  />
                </td>
              )}
              <td style={{ overflowWrap: 'anywhere' }}>{reference.startsWith('#') ? '–' : reference}</td>
              <td style={{ whiteSpace: 'nowrap' }}>
                {day(on)}{' '}
                <span className="soft small">
                  {t(`statuses.${status}` as 'statuses.paid', { defaultValue: status })}
                </span>
              </td>
              <td className="soft small">
                {[...lines.map(({ product, category }) => product ?? category), store, channel]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ')}
              </td>
              <td className="number">
                {money(order.amount)}
                {order.refunded === null || order.refunded === 0 ? null : (
                  <div className="soft small">{t('orders.refunded', { amount: money(order.refunded) })}</div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
