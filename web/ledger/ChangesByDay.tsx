import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierChanges } from '../api/contract.ts';
import { dark, light } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { movesOption } from '../shown/moves-option.ts';
import { useFormat } from '../shown/use-format.ts';
import { countedBy, type DayRange } from './changes-view.ts';

interface Props {
  readonly range: DayRange;
  readonly days: TierChanges['days'];
}

/** How many rose and fell on each day, or in each month of a long time. */
export function ChangesByDay({ range: { from, to }, days }: Props): ReactElement {
  const { t } = useTranslation();
  const { number, day } = useFormat();
  const isDark = useIsDark();
  const { unit, counted } = useMemo(() => countedBy({ from, to }, days), [from, to, days]);
  const option = useMemo(
    () =>
      movesOption({
        at: counted.map(({ at }) => at),
        up: { name: t('changes.up'), counts: counted.map(({ up }) => up) },
        down: { name: t('changes.down'), counts: counted.map(({ down }) => down) },
        ...{ colors: isDark ? dark : light, number },
      }),
    [counted, isDark, number, t],
  );
  const title = t(unit === 'day' ? 'changes.byDay' : 'changes.byMonth');
  return (
    <ChartOrTable
      title={title}
      chart={<LazyChart option={option} height={240} label={title} />}
      table={
        <table className="plain">
          <thead>
            <tr>
              <th>{t('changes.day')}</th>
              <th className="number">{t('changes.up')}</th>
              <th className="number">{t('changes.down')}</th>
            </tr>
          </thead>
          <tbody>
            {counted
              .filter(({ up, down }) => up + down > 0)
              .map(({ at, up, down }) => (
                <tr key={at}>
                  <td>{day(at)}</td>
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
