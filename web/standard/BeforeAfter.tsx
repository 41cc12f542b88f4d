import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulationView } from '../api/contract.ts';
import { dark, light, tierColor } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

/** Customers of each tier now and by the draft. */
export function BeforeAfter({ simulation }: { readonly simulation: SimulationView }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, money } = useFormat();
  const isDark = useIsDark();
  const { tiers, before: current } = simulation;
  const rows = useMemo(
    () =>
      tiers.map(({ id, name, customers, revenue }) => ({
        id,
        name: say(name),
        before: current.find((tier) => tier.id === id)?.customers ?? 0,
        after: customers,
        revenueBefore: current.find((tier) => tier.id === id)?.revenue ?? 0,
        revenueAfter: revenue,
      })),
    [tiers, current, say],
  );
  const option = useMemo(() => {
    const colors = isDark ? dark : light;
    const bar = {
      type: 'bar',
      barMaxWidth: 16,
      barGap: '25%',
      label: { show: true, position: 'right', color: colors.soft },
    };
    return {
      grid: { left: 8, right: 64, top: 32, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colors.soft } },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        data: rows.map(({ name }) => name),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: colors.ink, fontWeight: 600 },
      },
      series: [
        {
          ...bar,
          name: t('draft.after'),
          color: colors.accent,
          data: rows.map(({ after }, position) => ({
            value: after,
            itemStyle: { color: tierColor(position, rows.length, isDark), borderRadius: 4 },
          })),
        },
        {
          ...bar,
          name: t('draft.before'),
          color: isDark ? '#4a524f' : '#cfd3cf',
          itemStyle: { borderRadius: 4 },
          data: rows.map(({ before }) => before),
        },
      ],
    };
  }, [rows, isDark, t]);
  return (
    <ChartOrTable
      title={t('draft.beforeAfter')}
      chart={<LazyChart option={option} height={44 + rows.length * 52} label={t('draft.beforeAfter')} />}
      table={
        <table className="plain">
          <thead>
            <tr>
              <th>{t('tier')}</th>
              <th className="number">{t('draft.before')}</th>
              <th className="number">{t('draft.after')}</th>
              <th className="number">{t('draft.difference')}</th>
              <th className="number">{t('trial.revenueBefore')}</th>
              <th className="number">{t('trial.revenueAfter')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map(({ id, name, before, after, revenueBefore, revenueAfter }) => (
              <tr key={id}>
                <td>{name}</td>
                <td className="number">{number(before)}</td>
                <td className="number">{number(after)}</td>
                <td className="number">
                  {after > before ? `+${number(after - before)}` : number(after - before)}
                </td>
                <td className="number">{money(revenueBefore)}</td>
                <td className="number">{money(revenueAfter)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
