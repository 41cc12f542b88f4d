import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierShare } from '../api/contract.ts';
import { dark, light, tierColor } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { TierName } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

/** Each tier's part of the customers beside its part of the revenue; a click shows who they are. */
export function TierShares({ tiers }: { readonly tiers: readonly TierShare[] }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, money, percent } = useFormat();
  const isDark = useIsDark();
  const navigate = useNavigate();
  const choose = useCallback(
    (index: number) => {
      const tier = tiers[index];
      if (tier !== undefined) void navigate({ to: '/customers', search: viewOf(tier.id) });
    },
    [tiers, navigate],
  );
  const option = useMemo(() => {
    const colors = isDark ? dark : light;
    const bar = { type: 'bar', barMaxWidth: 18, barGap: '25%', cursor: 'pointer' };
    const label = { show: true, position: 'right', color: colors.soft };
    const bold = { color: colors.ink, fontWeight: 600, fontSize: 14 };
    return {
      grid: { left: 8, right: 140, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colors.soft } },
      tooltip: { trigger: 'axis', axisPointer: { type: 'none' }, valueFormatter: (v: number) => percent(v) },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        data: tiers.map(({ name }) => say(name)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: bold,
      },
      series: [
        {
          ...bar,
          name: t('tiers.revenueShare'),
          itemStyle: { borderRadius: 4 },
          label: {
            ...label,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              `${percent(tiers[dataIndex]?.revenueShare ?? 0)}  ${money(Math.round(tiers[dataIndex]?.revenue ?? 0))}`,
          },
          color: tierColor(tiers.length - 1, tiers.length, isDark),
          data: tiers.map(({ revenueShare }, position) => ({
            value: revenueShare,
            itemStyle: { color: tierColor(position, tiers.length, isDark) },
          })),
        },
        {
          ...bar,
          name: t('tiers.customerShare'),
          label: {
            ...label,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              `${percent(tiers[dataIndex]?.share ?? 0)}  ${t('tiers.people', { customers: number(tiers[dataIndex]?.customers) })}`,
          },
          color: isDark ? '#4a524f' : '#cfd3cf',
          itemStyle: { borderRadius: 4 },
          data: tiers.map(({ share }) => share),
        },
      ],
    };
  }, [tiers, isDark, say, t, number, money, percent]);
  return (
    <ChartOrTable
      title={t('tiers.shares')}
      chart={
        <LazyChart
          option={option}
          height={60 + tiers.length * 62}
          label={t('tiers.sharesLabel')}
          choose={choose}
        />
      }
      table={<ShareTable tiers={tiers} />}
    />
  );
}

function ShareTable({ tiers }: { readonly tiers: readonly TierShare[] }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, money, percent } = useFormat();
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{t('tier')}</th>
          <th className="number">{t('tiers.customers')}</th>
          <th className="number">{t('tiers.customerShare')}</th>
          <th className="number">{t('tiers.revenue')}</th>
          <th className="number">{t('tiers.revenueShare')}</th>
        </tr>
      </thead>
      <tbody>
        {tiers
          .map((tier, position) => ({ ...tier, position }))
          .toReversed()
          .map(({ id, name, position, customers, share, revenue, revenueShare }) => (
            <tr key={id}>
              <td>
                <Link to="/customers" search={viewOf(id)}>
                  <TierName name={say(name)} position={position} tiers={tiers.length} />
                </Link>
              </td>
              <td className="number">{number(customers)}</td>
              <td className="number">{percent(share)}</td>
              <td className="number">{money(revenue)}</td>
              <td className="number">{percent(revenueShare)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function viewOf(tier: string) {
  return { filter: { field: 'tier', in: [tier] } };
}
