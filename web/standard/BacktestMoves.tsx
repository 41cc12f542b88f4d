import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BacktestView } from '../api/contract.ts';
import { dark, light } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { movesOption } from '../shown/moves-option.ts';
import { useFormat } from '../shown/use-format.ts';

/** Who would have gone up and down from one period to the next; nothing of a single period. */
export function BacktestMoves({ result }: { readonly result: BacktestView }): ReactElement | null {
  const { t } = useTranslation();
  const { number, day } = useFormat();
  const isDark = useIsDark();
  const moved = useMemo(
    () => result.periods.flatMap(({ day: at, moves }) => (moves === null ? [] : [{ at, ...moves }])),
    [result],
  );
  const option = useMemo(
    () =>
      movesOption({
        at: moved.map(({ at }) => at),
        up: { name: t('backtest.up'), counts: moved.map(({ up }) => up) },
        down: { name: t('backtest.down'), counts: moved.map(({ down }) => down) },
        ...{ colors: isDark ? dark : light, number },
      }),
    [moved, isDark, number, t],
  );
  if (moved.length === 0) return null;
  const title = t('backtest.moves');
  return (
    <ChartOrTable
      title={title}
      chart={<LazyChart option={option} height={300} label={title} />}
      table={
        <table className="plain">
          <thead>
            <tr>
              <th>{t('backtest.asOf')}</th>
              <th className="number">{t('backtest.joined')}</th>
              <th className="number">{t('backtest.up')}</th>
              <th className="number">{t('backtest.down')}</th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ at, joined, up, down }) => (
              <tr key={at}>
                <td>{day(at)}</td>
                <td className="number">{number(joined)}</td>
                <td className="number">{number(up)}</td>
                <td className="number">{number(down)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
