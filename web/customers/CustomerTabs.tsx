import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { DuplicateCount } from '../api/contract.ts';
import { FormTabs } from '../forms/FormTabs.tsx';
import { useBusiness } from '../session/use-business.ts';
import { useFormat } from '../shown/use-format.ts';

/** Between all customers and those who may be one and the same, of whom it says how many pairs wait. */
export function CustomerTabs(): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { data } = useQuery({
    queryKey: ['duplicates', 'count'],
    queryFn: ({ signal }) => ask<DuplicateCount>('GET', '/duplicates/count', { signal }),
  });
  const count = data?.open ?? 0;
  const unattributed = useBusiness()?.unattributed ?? 0;
  return (
    <nav className="tabs no-print" aria-label={t('places.customers')}>
      <Link to="/customers" activeOptions={{ exact: true, includeSearch: false }}>
        {t('duplicates.all')}
      </Link>
      <Link to="/customers/duplicates" activeOptions={{ includeSearch: false }}>
        {t('duplicates.tab')}
        {count === 0 ? null : (
          <span className="soft" title={t('duplicates.waiting', { count })}>
            {' '}
            {number(count)}
          </span>
        )}
      </Link>
      <Link to="/customers/quality" activeOptions={{ includeSearch: false }}>
        {t('quality.tab')}
      </Link>
      <FormTabs />
      {unattributed === 0 ? null : (
        <Link to="/customers/unattributed" activeOptions={{ includeSearch: false }}>
          {t('unattributed.tab')} <span className="soft">{number(unattributed)}</span>
        </Link>
      )}
    </nav>
  );
}
