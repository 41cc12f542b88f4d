import type { EChartsCoreOption } from 'echarts/core';
import type { Histogram } from '../api/contract.ts';
import { dark, light, tierColor } from '../shell/palette.ts';

/** A value at which a tier begins. */
export interface Cut {
  readonly value: number;
  /** The tier's position in the standard. */
  readonly tier: number;
  readonly name: string;
}

interface Look {
  readonly cuts: readonly Cut[];
  readonly tiers: number;
  readonly isDark: boolean;
  readonly written: (value: number) => string;
  readonly number: (value: number) => string;
}

/** Bars in the colour of the tier they fall in, a line where each begins. The last bar stands for all beyond. */
export function histogramOption({ bins }: Histogram, look: Look): EChartsCoreOption {
  const { cuts, tiers, isDark, written, number } = look;
  const colors = isDark ? dark : light;
  const width = (bins[0]?.to ?? 1) - (bins[0]?.from ?? 0);
  const tierAt = (value: number): number =>
    Math.max(0, ...cuts.filter((cut) => cut.value <= value).map(({ tier }) => tier));
  const rising = cuts.toSorted((a, b) => a.value - b.value);
  return {
    grid: { left: 8, right: 24, top: 16 + 18 * cuts.length, bottom: 4, containLabel: true },
    tooltip: { trigger: 'item' },
    xAxis: {
      type: 'value',
      min: bins[0]?.from ?? 0,
      max: (bins.at(-1)?.from ?? 0) + width,
      axisLabel: { formatter: written, hideOverlap: true, color: colors.soft, showMaxLabel: false },
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
        barWidth: '94%',
        data: bins.map(({ from, customers }) => ({
          value: [from + width / 2, customers],
          itemStyle: { color: tierColor(tierAt(from + width / 2), tiers, isDark) },
        })),
        tooltip: {
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const bin = bins[dataIndex];
            return bin === undefined
              ? ''
              : `${written(bin.from)} – ${written(bin.to)}: ${number(bin.customers)}`;
          },
        },
        markLine: {
          symbol: 'none',
          animation: false,
          data: rising.map(({ value, tier, name }, row) => ({
            xAxis: value,
            lineStyle: { color: tierColor(tier, tiers, isDark), width: 2, type: 'solid' },
            label: { formatter: name, color: colors.ink, distance: 4 + 18 * (rising.length - 1 - row) },
          })),
        },
      },
    ],
  };
}
