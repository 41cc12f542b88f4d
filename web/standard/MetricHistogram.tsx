import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Histogram, Said } from '../api/contract.ts';
import { dark, light, tierColor } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName, useSay } from '../texts/use-say.ts';
import type { Threshold } from './thresholds.ts';

interface Props {
  readonly metric: string;
  readonly thresholds: readonly Threshold[];
  readonly tiers: Said['tiers'];
}

/** How customers lie along a metric, and where the thresholds cut them. */
export function MetricHistogram({ metric, thresholds, tiers }: Props): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const nameOf = useName();
  const { value, number, shortMoney } = useFormat();
  const isDark = useIsDark();
  const { data } = useQuery({
    queryKey: ['histogram', metric],
    queryFn: ({ signal }) =>
      ask<Histogram>('GET', `/metrics/${metric}/histogram`, { query: { bins: 40 }, signal }),
    retry: false,
  });
  const option = useMemo(() => {
    if (data === undefined) return null;
    const colors = isDark ? dark : light;
    const written = (x: number): string => (data.metric.type === 'money' ? shortMoney(x) : number(x, 1));
    return {
      grid: { left: 8, right: 24, top: 40, bottom: 4, containLabel: true },
      tooltip: { trigger: 'item' },
      xAxis: {
        type: 'value',
        min: data.bins[0]?.from ?? 0,
        max: data.bins.at(-1)?.to ?? 1,
        axisLabel: { formatter: written, hideOverlap: true, color: colors.soft },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        axisLabel: { color: colors.soft },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [
        {
          type: 'bar',
          barWidth: '98%',
          barCategoryGap: '2%',
          color: colors.accent,
          data: data.bins.map(({ from, to, customers }) => [(from + to) / 2, customers]),
          tooltip: {
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const bin = data.bins[dataIndex];
              return bin === undefined
                ? ''
                : `${written(bin.from)} – ${written(bin.to)}: ${number(bin.customers)}`;
            },
          },
          markLine: {
            symbol: 'none',
            animation: false,
            data: thresholds.map((threshold) => ({
              xAxis: threshold.value,
              lineStyle: { color: tierColor(threshold.tier, tiers.length, isDark), width: 2, type: 'solid' },
              label: { formatter: say(tiers[threshold.tier]?.name), color: colors.ink },
            })),
          },
        },
      ],
    };
  }, [data, thresholds, tiers, isDark, say, number, shortMoney]);
  if (data === undefined || option === null || data.bins.length === 0) return null;
  const title = t('draft.distribution', { metric: nameOf(data.metric.name) });
  return (
    <ChartOrTable
      title={title}
      chart={<LazyChart option={option} height={260} label={title} />}
      table={
        <table className="plain">
          <tbody>
            {data.bins
              .filter(({ customers }) => customers > 0)
              .map(({ from, to, customers }) => (
                <tr key={from}>
                  <td>
                    {value(from, data.metric.type)} – {value(to, data.metric.type)}
                  </td>
                  <td className="number">{number(customers)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      }
    />
  );
}
