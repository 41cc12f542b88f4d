import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { TierShare, TiersView } from '../api/contract.ts';
import { TierAlerts } from '../radar/TierAlerts.tsx';
import { useBusiness } from '../session/use-business.ts';
import { useMay } from '../session/use-session.ts';
import { Page } from '../shell/Page.tsx';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { EvaluateNow } from './EvaluateNow.tsx';
import { FreshnessLine } from './FreshnessLine.tsx';
import { NotGradedYet } from './NotGradedYet.tsx';
import { NothingYet } from './NothingYet.tsx';
import { TierShares } from './TierShares.tsx';

/** How many customers are in which tier and what they bring. */
export function TiersPage(): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const business = useBusiness();
  const mayPublish = useMay('schemes:publish');
  const { data, error } = useQuery({
    queryKey: ['tiers'],
    queryFn: ({ signal }) => ask<TiersView>('GET', '/tiers', { signal }),
  });
  if (business?.scheme === null && mayPublish) return <Navigate to="/welcome" />;
  const known = data !== undefined && business !== undefined ? { ...data, all: business.customers } : null;
  const graded = (data?.tiers ?? []).reduce((sum, tier) => sum + tier.customers, 0);
  return (
    <Page
      title={t('tiers.title')}
      below={<FreshnessLine />}
      actions={graded > 0 ? <EvaluateNow /> : undefined}
    >
      <ProblemList error={error} />
      <TierAlerts />
      {(data?.remarks ?? []).map((remark) => (
        <Alert key={remark.en} type="info" showIcon title={say(remark)} />
      ))}
      {known === null && error === null ? <Skeleton active /> : null}
      {known !== null && graded > 0 ? <Content tiers={known.tiers} /> : null}
      {known !== null && graded === 0 ? known.all === 0 ? <NothingYet /> : <NotGradedYet /> : null}
    </Page>
  );
}

function Content({ tiers }: { readonly tiers: readonly TierShare[] }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, money, percent } = useFormat();
  const customers = tiers.reduce((sum, tier) => sum + tier.customers, 0);
  const revenue = tiers.reduce((sum, tier) => sum + tier.revenue, 0);
  const top = tiers.at(-1);
  return (
    <>
      <Figures
        of={[
          { name: t('tiers.customers'), value: number(customers) },
          { name: t('tiers.revenue'), value: money(revenue) },
          ...(top === undefined
            ? []
            : [
                {
                  name: say(top.name),
                  value: percent(top.share),
                  remark: t('tiers.topRemark', { share: percent(top.revenueShare) }),
                },
              ]),
        ]}
      />
      <TierShares tiers={tiers} />
    </>
  );
}
