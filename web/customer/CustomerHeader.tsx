import { useMutation } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Contact, Customer } from '../api/contract.ts';
import { PlanCall } from '../forms/PlanCall.tsx';
import { ByHand } from '../ledger/ByHand.tsx';
import { ConfidenceBadge } from '../quality/ConfidenceBadge.tsx';
import { useMay } from '../session/use-session.ts';
import { EyeIcon } from '../shell/icons.tsx';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { TierBadge } from '../shown/TierBadge.tsx';
import { asNumber, useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';
import { MergeCustomer } from './MergeCustomer.tsx';
import { MergedCustomers } from './MergedCustomers.tsx';

/** Who it is, which tier, what they bring, and how to reach them. */
export function CustomerHeader({ customer }: { readonly customer: Customer }): ReactElement {
  const { t } = useTranslation();
  const { money, number, day } = useFormat();
  const { metrics } = customer;
  const last = metrics.last_order;
  return (
    <header className="stack">
      <div className="row">
        <h1>{customer.name ?? customer.externalId}</h1>
        <TierBadge tier={customer.tier} large />
        <ByHand id={customer.id} />
        <ConfidenceBadge id={customer.id} />
        <PlanCall customer={customer} />
        <MergeCustomer customer={customer} />
      </div>
      <Figures
        of={[
          { name: t('customer.spend'), value: money(asNumber(metrics.spend)) },
          { name: t('customer.orderCount'), value: number(asNumber(metrics.orders)) },
          { name: t('customer.lastOrder'), value: day(typeof last === 'string' ? last : null) },
        ]}
      />
      <ContactData customer={customer} />
      <MergedCustomers id={customer.id} />
    </header>
  );
}

/** Contact data masked; in full on request, which is noted. */
function ContactData({ customer }: { readonly customer: Customer }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const may = useMay('customers:read-contact');
  const open = useMutation({
    mutationFn: () => ask<Contact>('GET', `/customers/${customer.id}/contact`),
  });
  const opened = open.data;
  const { phone, email, address } = opened ?? customer;
  const custom = customer.custom.flatMap(({ id, name }) => {
    const value = opened?.custom[id];
    return value === undefined ? [] : [{ name: nameOf(name), value }];
  });
  const contact = [
    { name: t('fields.phone'), value: phone },
    { name: t('fields.email'), value: email },
    { name: t('fields.address'), value: address },
    { name: t('fields.idNumber'), value: opened?.idNumber ?? null },
    ...custom,
  ].filter(({ value }) => value !== null);
  const known = [
    { name: t('fields.externalId'), value: customer.externalId },
    { name: t('fields.store'), value: customer.store },
    { name: t('fields.owner'), value: customer.owner },
    ...contact,
  ].filter(({ value }) => value !== null);
  return (
    <>
      <dl className="labelled">
        {known.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!may || opened !== undefined ? null : (
        <div className="no-print">
          <Tooltip title={t('customer.logged')} placement="bottom">
            <Button size="small" icon={<EyeIcon />} loading={open.isPending} onClick={() => open.mutate()}>
              {t('customer.showContact')}
            </Button>
          </Tooltip>
        </div>
      )}
      {opened === undefined ? null : (
        <p className="soft small no-print" role="status">
          {t(contact.length === 0 ? 'customer.noContact' : 'customer.wasLogged')}
        </p>
      )}
      <ProblemList error={open.error} />
    </>
  );
}
