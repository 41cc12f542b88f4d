import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Progress, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { NearUpgrades } from '../api/contract.ts';
import { Move } from '../ledger/Move.tsx';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { useSay } from '../texts/use-say.ts';
import { RadarFilter } from './RadarFilter.tsx';
import type { changedView, RadarView } from './radar-view.ts';

interface Props {
  readonly view: RadarView;
  readonly show: (part: Parameters<typeof changedView>[1]) => void;
}

/** Who is close to the next tier, and by how much (R023). */
export function NearList({ view, show }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const { tier, owner } = view;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['radar', 'near', tier, owner],
    queryFn: ({ signal, pageParam }) =>
      ask<NearUpgrades>('GET', '/radar/near', {
        query: { tier, owner, limit: 50, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const [first] = data?.pages ?? [];
  if (data === undefined || first === undefined) {
    return error === null ? <Skeleton active /> : <ProblemList error={error} />;
  }
  const customers = data.pages.flatMap((page) => page.customers);
  if (first.tiers.length === 0) {
    return (
      <div className="empty">
        <strong>{t('near.nobody')}</strong>
        <p>{t('near.nobodyText')}</p>
      </div>
    );
  }
  return (
    <>
      <ProblemList error={error} />
      <Figures
        of={first.tiers.map((each) => ({
          name: t('near.to', { tier: say(each.tier.name) }),
          value: number(each.customers),
        }))}
      />
      <section className="card stack">
        <RadarFilter
          tiers={first.tiers}
          owners={first.owners}
          view={view}
          show={show}
          tierName={t('near.tier')}
        />
        <NearTable customers={customers} />
        {hasNextPage ? (
          <div className="row" style={{ justifyContent: 'center' }}>
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('radar.more')}
            </Button>
          </div>
        ) : null}
        <p className="soft small">{t('near.closeness')}</p>
      </section>
    </>
  );
}

function NearTable({ customers }: Pick<NearUpgrades, 'customers'>): ReactElement {
  const { t } = useTranslation();
  const said = useSaid();
  const { money, percent } = useFormat();
  return (
    <table className="plain stacks">
      <thead>
        <tr>
          <th>{t('changes.customer')}</th>
          <th>{t('near.move')}</th>
          <th>{t('near.share')}</th>
          <th>{t('near.missing')}</th>
          <th>{t('fields.owner')}</th>
          <th className="number">{t('near.spent')}</th>
        </tr>
      </thead>
      <tbody>
        {customers.map((one) => (
          <tr key={one.customer}>
            <td>
              <Link to="/customers/$id" params={{ id: one.customer }}>
                {one.name ?? one.externalId}
              </Link>
            </td>
            <td>
              <Move from={one.tier} to={one.next} />
            </td>
            <td style={{ minWidth: 110 }}>
              <Progress
                percent={one.closeness * 100}
                format={() => percent(one.closeness)}
                size="small"
                strokeColor="var(--accent)"
                aria-label={t('near.share')}
              />
            </td>
            <td>{said(one.missing)}</td>
            <td className="soft" style={{ whiteSpace: 'nowrap' }}>
              {one.owner}
            </td>
            <td className="number">{money(one.spend)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
