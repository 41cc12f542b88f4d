import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../shell/palette.ts';

export interface Bar {
  readonly name: string;
  /** 0 to 1: how long it is. */
  readonly share: number;
  /** What stands beside it. */
  readonly label: string;
}

/** As high as one bar with its name, which takes several lines on a phone. */
export function barsHeight(bars: readonly Bar[], isWide: boolean): number {
  return 16 + bars.length * (isWide ? 34 : 46);
}

/** Lying bars, the first on top; the longest is as wide as there is room, or what is the `most` there can be. */
export function barsOption(
  bars: readonly Bar[],
  color: string,
  { ink, soft }: Palette,
  isWide: boolean,
  most = Math.max(0.0001, ...bars.map(({ share }) => share)),
): EChartsCoreOption {
  return {
    grid: { left: 8, right: isWide ? 130 : 110, top: 4, bottom: 4, containLabel: true },
    tooltip: { show: false },
    xAxis: { type: 'value', show: false, min: 0, max: most },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: ink, width: isWide ? 300 : 120, overflow: isWide ? 'truncate' : 'break' },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 16,
        barMinHeight: 2,
        cursor: 'pointer',
        color,
        itemStyle: { borderRadius: 4 },
        label: {
          show: true,
          position: 'right',
          color: soft,
          formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.label ?? '',
        },
        data: bars.map(({ share }) => share),
      },
    ],
  };
}
