import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { WaitingOverrides } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';

/** How many overrides wait, for whoever may approve them; nothing where none does. */
export function WaitingCount(): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay('tiers:approve');
  const { data } = useQuery({
    queryKey: ['overrides', 'waiting'],
    queryFn: ({ signal }) => ask<WaitingOverrides>('GET', '/overrides/waiting', { signal }),
    enabled: may,
    refetchInterval: 60_000,
  });
  if (!may || data === undefined || data.count === 0) return null;
  const { count } = data;
  return <Badge count={count} size="small" title={t('overrides.list.waiting', { count })} />;
}
