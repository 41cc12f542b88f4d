import { BarChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type ReactElement, useEffect, useRef } from 'react';
import { dark, light } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';

use([
  BarChart,
  LineChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  AriaComponent,
  CanvasRenderer,
]);

export interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly label: string;
  /** Called with the position on the category axis. */
  readonly choose?: (index: number) => void;
}

type Chart = ReturnType<typeof init>;

/** A chart that follows its frame's width and the theme. */
export function Chart({ option, height, label, choose }: ChartProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const isDark = useIsDark();

  useEffect(() => {
    if (frame.current === null) return undefined;
    const made = init(frame.current, null, { renderer: 'canvas' });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(frame.current);
    return () => {
      watcher.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption({ ...styled(isDark), ...option }, { notMerge: true });
  }, [option, isDark]);

  useEffect(() => {
    const made = chart.current;
    if (made === null || choose === undefined) return undefined;
    const listen = ({ dataIndex }: { dataIndex: number }): void => choose(dataIndex);
    made.on('click', listen as never);
    return () => void made.off('click', listen as never);
  }, [choose]);

  return <div ref={frame} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}

function styled(isDark: boolean): EChartsCoreOption {
  const colors = isDark ? dark : light;
  return {
    textStyle: { color: colors.soft, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 },
    animationDuration: 300,
    animationDurationUpdate: 300,
  };
}
