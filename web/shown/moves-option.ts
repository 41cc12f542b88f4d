import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../shell/palette.ts';

interface Moves {
  readonly at: readonly string[];
  readonly up: { readonly name: string; readonly counts: readonly number[] };
  readonly down: { readonly name: string; readonly counts: readonly number[] };
  readonly colors: Palette;
  readonly number: (value: number) => string;
}

/** Bars of those who rose above the axis, and of those who fell below it. */
export function movesOption({ at, up, down, colors, number }: Moves): EChartsCoreOption {
  const bar = { type: 'bar', stack: 'moves', barMaxWidth: 32 };
  const size = (value: number): string => number(Math.abs(value));
  return {
    grid: { left: 8, right: 16, top: 40, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colors.soft } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: size },
    xAxis: {
      type: 'category',
      data: at,
      axisTick: { show: false },
      axisLabel: { color: colors.soft, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: colors.soft, formatter: size },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series: [
      { ...bar, name: up.name, color: colors.good, data: up.counts },
      { ...bar, name: down.name, color: colors.bad, data: down.counts.map((count) => -count) },
    ],
  };
}
