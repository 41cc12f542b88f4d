import { Link } from '@tanstack/react-router';
import { Progress, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { NearUpgrades } from '../api/contract.ts';
import { Move } from '../ledger/Move.tsx';
import { Figures } from '../shown/Figures.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
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
  const { pages, error, more } = usePages<NearUpgrades>(
    ['radar', 'near', tier, owner],
    '/radar/near',
    { tier, owner, limit: 50 },
    { keepsLast: true },
  );
  const [first] = pages ?? [];
  if (pages === undefined || first === undefined) {
    return error === null ? <Skeleton active /> : <ProblemList error={error} />;
  }
  const customers = pages.flatMap((page) => page.customers);
  if (first.tiers.length === 0 && tier === undefined && owner === undefined) {
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
      {first.tiers.length === 0 ? null : (
        <Figures
          of={first.tiers.map((each) => ({
            name: t('near.to', { tier: say(each.tier.name) }),
            value: number(each.customers),
          }))}
        />
      )}
      <section className="card stack">
        <RadarFilter
          tiers={first.tiers}
          owners={first.owners}
          view={view}
          show={show}
          tierName={t('near.tier')}
        />
        {customers.length === 0 ? (
          <p className="soft">{t('near.noneChosen')}</p>
        ) : (
          <NearTable customers={customers} />
        )}
        <MoreButton more={more} label={t('radar.more')} />
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
            <td className="number" data-label={t('near.spent')}>
              {money(one.spend)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
