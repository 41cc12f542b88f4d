import { useMutation } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Contact, Customer } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { EyeIcon } from '../shell/icons.tsx';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { TierBadge } from '../shown/TierBadge.tsx';
import { asNumber, useFormat } from '../shown/use-format.ts';

/** Who it is, which tier, how to reach them, and what they bring. */
export function CustomerHeader({ customer }: { readonly customer: Customer }): ReactElement {
  const { t } = useTranslation();
  const { money, number, value } = useFormat();
  const { metrics } = customer;
  return (
    <header className="stack">
      <div className="row">
        <h1>{customer.name ?? customer.externalId}</h1>
        <TierBadge tier={customer.tier} large />
      </div>
      <ContactLine customer={customer} />
      <Figures
        of={[
          { name: t('customer.spend'), value: money(asNumber(metrics.spend)) },
          { name: t('customer.orderCount'), value: number(asNumber(metrics.orders)) },
          { name: t('customer.lastOrder'), value: value(metrics.last_order) },
        ]}
      />
    </header>
  );
}

/** Contact data masked; in full on request, which is noted. */
function ContactLine({ customer }: { readonly customer: Customer }): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay('customers:read-contact');
  const open = useMutation({
    mutationFn: () => ask<Contact>('GET', `/customers/${customer.id}/contact`),
  });
  const { phone, email, address } = open.data ?? customer;
  const idNumber = open.data?.idNumber ?? null;
  const shown = [phone, email, address, idNumber].filter((part) => part !== null);
  const owner = [customer.store, customer.owner].filter((part) => part !== null);
  return (
    <>
      <div className="row soft">
        <span>{t('customer.id', { id: customer.externalId })}</span>
        {owner.map((part) => (
          <span key={part}>{part}</span>
        ))}
        {shown.map((part) => (
          <span key={part} style={open.data === undefined ? undefined : { color: 'var(--ink)' }}>
            {part}
          </span>
        ))}
        {shown.length === 0 || !may || open.data !== undefined ? null : (
          <Tooltip title={t('customer.logged')}>
            <Button
              size="small"
              className="no-print"
              icon={<EyeIcon />}
              loading={open.isPending}
              onClick={() => open.mutate()}
            >
              {t('customer.showContact')}
            </Button>
          </Tooltip>
        )}
        {open.data === undefined ? null : <span className="small no-print">{t('customer.wasLogged')}</span>}
      </div>
      <ProblemList error={open.error} />
    </>
  );
}
