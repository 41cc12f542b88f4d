import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Histogram, Said } from '../api/contract.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName, useSay } from '../texts/use-say.ts';
import { histogramOption } from './histogram-option.ts';
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
    return histogramOption(data, {
      cuts: thresholds.map(({ value: at, tier }) => ({ value: at, tier, name: say(tiers[tier]?.name) })),
      tiers: tiers.length,
      isDark,
      written: (x) => (data.metric.type === 'money' ? shortMoney(x) : number(x, 1)),
      number,
    });
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
