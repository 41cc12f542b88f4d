import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BacktestView } from '../api/contract.ts';
import { dark, light, tierColor } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

/** How many customers each tier would have had, period by period. */
export function BacktestSizes({
  result: { tiers, periods },
}: {
  readonly result: BacktestView;
}): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, day } = useFormat();
  const isDark = useIsDark();
  const option = useMemo(() => {
    const colors = isDark ? dark : light;
    return {
      grid: { left: 8, right: 16, top: 40, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colors.soft } },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        valueFormatter: (value: number) => number(value),
      },
      xAxis: {
        type: 'category',
        data: periods.map(({ day: at }) => at),
        axisTick: { show: false },
        axisLabel: { color: colors.soft, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        axisLabel: { color: colors.soft },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: tiers.map(({ name }, place) => ({
        type: 'bar',
        stack: 'customers',
        barMaxWidth: 32,
        name: say(name),
        color: tierColor(place, tiers.length, isDark),
        data: periods.map((period) => period.tiers[place]?.customers ?? 0),
      })),
    };
  }, [tiers, periods, isDark, say, number]);
  const title = t('backtest.sizes');
  return (
    <ChartOrTable
      title={title}
      chart={<LazyChart option={option} height={300} label={title} />}
      table={
        <table className="plain">
          <thead>
            <tr>
              <th>{t('backtest.asOf')}</th>
              {tiers.toReversed().map(({ id, name }) => (
                <th key={id} className="number">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period.day}>
                <td>{day(period.day)}</td>
                {period.tiers.toReversed().map(({ id, customers }) => (
                  <td key={id} className="number">
                    {number(customers)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
