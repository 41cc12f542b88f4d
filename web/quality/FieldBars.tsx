import { Grid } from 'antd';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../api/contract.ts';
import { dark, light } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';
import { barsHeight, barsOption } from './bars-option.ts';

/** How many customers have something in each field that anybody has something in. */
export function FieldBars({ fields, customers }: Pick<Quality, 'fields' | 'customers'>): ReactElement | null {
  const { t } = useTranslation();
  const nameOf = useName();
  const { number, percent } = useFormat();
  const isDark = useIsDark();
  const isWide = Grid.useBreakpoint().md ?? true;
  const bars = useMemo(
    () =>
      fields
        .filter(({ filled }) => filled > 0)
        .toSorted((a, b) => b.filled - a.filled)
        .map(({ id, name, filled }) => ({
          id,
          filled,
          name: nameOf(name),
          share: filled / customers,
          // What is not everybody is not 100 %.
          label: percent(Math.floor((1000 * filled) / customers) / 1000),
        })),
    [fields, customers, nameOf, percent],
  );
  const option = useMemo(() => {
    const colors = isDark ? dark : light;
    return barsOption(bars, colors.accent, colors, isWide, 1);
  }, [bars, isDark, isWide]);
  if (bars.length === 0) return null;
  return (
    <ChartOrTable
      title={t('quality.fields')}
      chart={<LazyChart option={option} height={barsHeight(bars, isWide)} label={t('quality.fieldsLabel')} />}
      table={
        <table className="plain">
          <thead>
            <tr>
              <th>{t('quality.field')}</th>
              <th className="number">{t('quality.customers')}</th>
              <th className="number">{t('quality.filled')}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ id, name, filled, label }) => (
              <tr key={id}>
                <td>{name}</td>
                <td className="number">{number(filled)}</td>
                <td className="number">{label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
