import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChallengeHistory } from '../api/contract.ts';
import { dark, light, tierColor } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

type Day = ChallengeHistory['days'][number];

/** How many customers each tier has by both standards, day by day: whole lines the one in force, dashed ones the challenger. */
export function ChallengeSizes({ days }: { readonly days: readonly Day[] }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, day } = useFormat();
  const isDark = useIsDark();
  const done = useMemo(() => days.filter(({ state }) => state === 'done'), [days]);
  const last = done.at(-1);
  const option = useMemo(() => {
    const colors = isDark ? dark : light;
    const lines = (side: 'champion' | 'challenger') =>
      (last?.[side] ?? []).slice(1).map(({ id, name }, place, all) => ({
        type: 'line',
        name: `${say(name)} · ${t(`challenge.${side}`)}`,
        color: tierColor(place + 1, all.length + 1, isDark),
        lineStyle: { type: side === 'champion' ? 'solid' : 'dashed' },
        showSymbol: done.length < 20,
        data: done.map((one) => one[side].find((tier) => tier.id === id)?.customers ?? null),
      }));
    return {
      grid: { left: 8, right: 24, top: 64, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: colors.soft } },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => number(value) },
      xAxis: {
        type: 'category',
        data: done.map((one) => one.day),
        axisLabel: { color: colors.soft, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        axisLabel: { color: colors.soft },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [...lines('champion'), ...lines('challenger')],
    };
  }, [done, last, isDark, say, number, t]);
  const title = t('challenge.sizes');
  const sides = ['champion', 'challenger'] as const;
  return (
    <ChartOrTable
      title={title}
      chart={<LazyChart option={option} height={280} label={title} />}
      table={
        <table className="plain">
          <thead>
            <tr>
              <th>{t('backtest.asOf')}</th>
              {sides.flatMap((side) =>
                (last?.[side] ?? []).toReversed().map(({ id, name }) => (
                  <th key={`${side} ${id}`} className="number">
                    {say(name)} · {t(`challenge.${side}`)}
                  </th>
                )),
              )}
              <th className="number">{t('challenge.moved')}</th>
            </tr>
          </thead>
          <tbody>
            {done.toReversed().map((one) => (
              <tr key={one.day}>
                <td>{day(one.day)}</td>
                {sides.flatMap((side) =>
                  (last?.[side] ?? []).toReversed().map(({ id }) => (
                    <td key={`${side} ${id}`} className="number">
                      {number(one[side].find((tier) => tier.id === id)?.customers)}
                    </td>
                  )),
                )}
                <td className="number">{number(one.moved)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
