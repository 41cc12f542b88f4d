import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '../api/contract.ts';
import { TierBadge } from '../shown/TierBadge.tsx';
import { asNumber, useFormat } from '../shown/use-format.ts';

export interface FailingCustomersPage {
  readonly customers: readonly CustomerRow[];
}

/** Customers who fail a check, each with a way to the page where it is mended. */
export function FailingCustomers({ customers }: FailingCustomersPage): ReactElement {
  const { t } = useTranslation();
  const { money, day } = useFormat();
  return (
    <table className="plain stacks">
      <thead>
        <tr>
          <th>{t('changes.customer')}</th>
          <th>{t('tier')}</th>
          <th>{t('quality.phone')}</th>
          <th>{t('fields.owner')}</th>
          <th>{t('fields.registeredAt')}</th>
          <th className="number">{t('customer.spend')}</th>
        </tr>
      </thead>
      <tbody>
        {customers.map(({ id, name, externalId, tier, phone, owner, registeredAt, metrics }) => (
          <tr key={id}>
            <td>
              <Link to="/customers/$id" params={{ id }}>
                {name ?? externalId}
              </Link>
            </td>
            <td>
              <TierBadge tier={tier} />
            </td>
            <td className="soft">{phone}</td>
            <td className="soft">{owner}</td>
            <td className="soft" style={{ whiteSpace: 'nowrap' }} data-label={t('fields.registeredAt')}>
              {day(registeredAt)}
            </td>
            <td className="number" data-label={t('customer.spend')}>
              {money(asNumber(metrics.spend))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
