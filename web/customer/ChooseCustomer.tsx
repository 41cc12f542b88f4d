import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { CustomerPage } from '../api/contract.ts';

interface Choice {
  /** Who is not to be found. */
  readonly not?: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string) => void;
}

/** A customer searched for by name, telephone or id; in a form. */
export function ChooseCustomer({ not, ...field }: Choice): ReactElement {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const { data, isFetching } = useQuery({
    queryKey: ['customers', 'named', search],
    queryFn: ({ signal }) => ask<CustomerPage>('GET', '/customers', { query: { search, limit: 20 }, signal }),
    enabled: search !== '',
  });
  const found = (search === '' ? [] : (data?.customers ?? [])).filter(({ id }) => id !== not);
  return (
    <Select
      {...field}
      showSearch
      filterOption={false}
      onSearch={setSearch}
      loading={isFetching}
      notFoundContent={search === '' ? t('merge.search') : undefined}
      placeholder={t('merge.search')}
      options={found.map(({ id, name, externalId, phone }) => ({
        value: id,
        label: [name ?? externalId, name === null ? null : externalId, phone].filter(Boolean).join(' · '),
      }))}
    />
  );
}
