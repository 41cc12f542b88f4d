import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { CallCount, ProposalCount } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { useFormat } from '../shown/use-format.ts';

/** Forms, what came in by them and the calls, with how many of these wait. */
export function FormTabs(): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const may = useMay('customers:write');
  const proposals = useQuery({
    queryKey: ['proposals', 'count'],
    queryFn: ({ signal }) => ask<ProposalCount>('GET', '/proposals/count', { signal }),
    refetchInterval: 60_000,
  });
  const calls = useQuery({
    queryKey: ['calls', 'count'],
    queryFn: ({ signal }) => ask<CallCount>('GET', '/calls/count', { signal }),
    enabled: may,
  });
  const waiting = proposals.data?.open ?? 0;
  const due = calls.data?.due ?? 0;
  return (
    <>
      <Link to="/customers/forms" activeOptions={{ includeSearch: false }}>
        {t('forms.tab')}
      </Link>
      <Link to="/customers/proposals">
        {t('proposals.tab')}
        {waiting === 0 ? null : (
          <strong title={t('proposals.waiting', { count: waiting })}> {number(waiting)}</strong>
        )}
      </Link>
      {may ? (
        <Link to="/customers/calls">
          {t('calls.tab')}
          {due === 0 ? null : <strong title={t('calls.waiting', { count: due })}> {number(due)}</strong>}
        </Link>
      ) : null}
    </>
  );
}
