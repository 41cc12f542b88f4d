import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Radar } from '../api/contract.ts';
import { Figures } from '../shown/Figures.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { useSay } from '../texts/use-say.ts';
import { FallTable } from './FallTable.tsx';
import { LookLine } from './LookLine.tsx';
import { RadarFilter } from './RadarFilter.tsx';
import type { changedView, RadarView } from './radar-view.ts';

interface Props {
  readonly view: RadarView;
  readonly show: (part: Parameters<typeof changedView>[1]) => void;
}

/** Who falls within the horizon, what that may cost, and what keeps them. */
export function FallList({ view, show }: Props): ReactElement {
  const { t } = useTranslation();
  const { days = 90, tier, owner } = view;
  const { pages, error, more } = usePages<Radar>(
    ['radar', 'falls', days, tier, owner],
    '/radar',
    { days, tier, owner, limit: 50 },
    { keepsLast: true },
  );
  const [first] = pages ?? [];
  if (pages === undefined || first === undefined) {
    return error === null ? <Skeleton active /> : <ProblemList error={error} />;
  }
  const falls = pages.flatMap((page) => page.falls);
  const all = first.horizons.find((horizon) => horizon.days === days);
  const isChosen = tier !== undefined || owner !== undefined;
  return (
    <>
      <ProblemList error={error} />
      <LookLine look={first.look} touched={first.touched} isGraded={first.isGraded} />
      {first.look?.isSameStandard ? (
        <>
          <AtRisk radar={first} days={days} />
          {(all?.customers ?? 0) === 0 && !isChosen ? (
            <NobodyFalls days={days} />
          ) : (
            <section className="card stack">
              <RadarFilter
                tiers={first.tiers}
                owners={first.owners.flatMap((each) => (each.owner === null ? [] : [each.owner]))}
                view={view}
                show={show}
                tierName={t('radar.fromTier')}
              />
              {falls.length === 0 ? (
                <p className="soft">{t('radar.noneChosen')}</p>
              ) : (
                <FallTable falls={falls} />
              )}
              <MoreButton more={more} label={t('radar.more')} />
            </section>
          )}
        </>
      ) : null}
    </>
  );
}

function AtRisk({
  radar: { horizons, tiers },
  days,
}: {
  readonly radar: Radar;
  readonly days: number;
}): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, money } = useFormat();
  const all = horizons.find((horizon) => horizon.days === days);
  return (
    <Figures
      of={[
        { name: t('radar.customers'), value: number(all?.customers ?? 0) },
        { name: t('radar.spend'), value: money(all?.spend ?? 0), remark: t('radar.spendRemark') },
        ...tiers.map(({ tier, customers, spend }) => ({
          name: t('radar.from', { tier: say(tier.name) }),
          value: number(customers),
          remark: money(spend),
        })),
      ]}
    />
  );
}

function NobodyFalls({ days }: { readonly days: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <strong>{t('radar.nobody', { days })}</strong>
      <p>{t('radar.nobodyText')}</p>
    </div>
  );
}
