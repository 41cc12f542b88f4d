import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Segmented, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { ProposalPage, ProposalResults } from '../api/contract.ts';
import { CustomerTabs } from '../customers/CustomerTabs.tsx';
import { useMay } from '../session/use-session.ts';
import { Page } from '../shell/Page.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { usePages } from '../shown/use-pages.ts';
import { ProposalCard } from './ProposalCard.tsx';

const groups = ['open', 'decided'] as const;
type Group = (typeof groups)[number];

/** What came in by forms about customers who are known, and the place to decide it. */
export function ProposalsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay('customers:write');
  const [state, setState] = useState<Group>('open');
  const { pages, error, more } = usePages<ProposalPage>(['proposals', state], '/proposals', {
    state,
    limit: 20,
  });
  const proposals = pages?.flatMap((page) => page.proposals);
  const known = (proposals ?? []).filter(({ customer }) => customer !== null).map(({ id }) => id);
  return (
    <Page
      title={t('proposals.title')}
      below={t('proposals.text')}
      actions={may && state === 'open' && known.length > 1 ? <AcceptAll ids={known} /> : undefined}
    >
      <CustomerTabs />
      <ProblemList error={error} />
      <div className="no-print">
        <Segmented<Group>
          aria-label={t('proposals.group')}
          value={state}
          onChange={setState}
          options={groups.map((value) => ({ value, label: t(`proposals.groups.${value}`) }))}
        />
      </div>
      {proposals === undefined && (error ?? null) === null ? <Skeleton active /> : null}
      {proposals?.length === 0 ? (
        <div className="card empty">
          <strong>{t(`proposals.none.${state}`)}</strong>
          <p>{t('proposals.noneText')}</p>
        </div>
      ) : null}
      {(proposals ?? []).map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} may={may} />
      ))}
      <MoreButton more={more} label={t('duplicates.more')} />
    </Page>
  );
}

function AcceptAll({ ids }: { readonly ids: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const count = ids.length;
  const accept = useMutation({
    mutationFn: () =>
      ask<ProposalResults>('POST', '/proposals/decisions', { body: { ids, decision: 'accept' } }),
    onSuccess: async ({ results }) => {
      const failed = results.filter(({ problems }) => problems.length > 0).length;
      if (failed > 0) message.warning(t('proposals.failed', { count: failed }));
      else message.success(t('proposals.done'));
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      <ProblemList error={accept.error} />
      <Popconfirm title={t('proposals.acceptAllText', { count })} onConfirm={() => accept.mutate()}>
        <Button loading={accept.isPending}>{t('proposals.acceptAll', { count })}</Button>
      </Popconfirm>
    </>
  );
}
