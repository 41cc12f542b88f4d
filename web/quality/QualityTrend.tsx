import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../api/contract.ts';
import { dark, light } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';

/** The score of each day that was kept. */
export function QualityTrend({ trend }: Pick<Quality, 'trend'>): ReactElement {
  const { t } = useTranslation();
  const { day, number } = useFormat();
  const isDark = useIsDark();
  const option = useMemo(() => {
    const colors = isDark ? dark : light;
    const scores = trend.map(({ score }) => score);
    return {
      grid: { left: 8, right: 24, top: 16, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => number(value, 1) },
      xAxis: {
        type: 'category',
        data: trend.map((each) => day(each.day)),
        axisLabel: { color: colors.soft },
      },
      yAxis: {
        type: 'value',
        min: Math.max(0, Math.floor(Math.min(...scores) - 1)),
        max: Math.min(100, Math.ceil(Math.max(...scores) + 1)),
        axisLabel: { color: colors.soft },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [{ type: 'line', name: t('quality.score'), color: colors.accent, data: scores, symbolSize: 6 }],
    };
  }, [trend, isDark, day, number, t]);
  if (trend.length < 2) {
    return (
      <section className="card stack tight" aria-label={t('quality.trend')}>
        <h2>{t('quality.trend')}</h2>
        <p className="soft">{t('quality.trendSoon')}</p>
      </section>
    );
  }
  return (
    <ChartOrTable
      title={t('quality.trend')}
      chart={<LazyChart option={option} height={220} label={t('quality.trendLabel')} />}
      table={
        <table className="plain">
          <thead>
            <tr>
              <th>{t('quality.day')}</th>
              <th className="number">{t('quality.score')}</th>
              <th className="number">{t('quality.customers')}</th>
              <th className="number">{t('quality.orders')}</th>
            </tr>
          </thead>
          <tbody>
            {trend.toReversed().map((each) => (
              <tr key={each.day}>
                <td>{day(each.day)}</td>
                <td className="number">{number(each.score, 1)}</td>
                <td className="number">{number(each.customers)}</td>
                <td className="number">{number(each.orders)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
