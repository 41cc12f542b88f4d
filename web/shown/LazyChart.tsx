import { lazy, type ReactElement, Suspense } from 'react';
import type { ChartProps } from './Chart.tsx';

const Chart = lazy(() => import('./Chart.tsx').then((module) => ({ default: module.Chart })));

/** The library comes after the page that has the chart. */
export function LazyChart(props: ChartProps): ReactElement {
  return (
    <Suspense fallback={<div style={{ height: props.height }} />}>
      <Chart {...props} />
    </Suspense>
  );
}
