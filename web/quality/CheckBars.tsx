import { Link, useNavigate } from '@tanstack/react-router';
import { Grid } from 'antd';
import { type ReactElement, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../api/contract.ts';
import { dark, light } from '../shell/palette.ts';
import { useIsDark } from '../shell/use-theme.ts';
import { ChartOrTable } from '../shown/ChartOrTable.tsx';
import { LazyChart } from '../shown/LazyChart.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';
import { barsHeight, barsOption } from './bars-option.ts';

type Checks = Quality['checks'];

/** Which checks customers fail, what weighs most first; a click shows who they are. */
export function CheckBars({ checks }: { readonly checks: Checks }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { number, percent } = useFormat();
  const isDark = useIsDark();
  const isWide = Grid.useBreakpoint().md ?? true;
  const navigate = useNavigate();
  const failing = useMemo(
    () =>
      checks
        .filter(({ customers }) => customers > 0)
        .toSorted((a, b) => b.customers * b.weight - a.customers * a.weight),
    [checks],
  );
  const choose = useCallback(
    (index: number) => {
      const check = failing[index];
      if (check !== undefined) void navigate({ to: '/customers/quality', search: { check: check.id } });
    },
    [failing, navigate],
  );
  const bars = useMemo(
    () =>
      failing.map(({ title, customers, asked }) => ({
        name: nameOf(title),
        share: customers / asked,
        label: `${number(customers)}  ${shareOf(customers, asked, percent)}`,
      })),
    [failing, nameOf, number, percent],
  );
  const option = useMemo(() => {
    const colors = isDark ? dark : light;
    return barsOption(bars, colors.bad, colors, isWide);
  }, [bars, isDark, isWide]);
  if (failing.length === 0) {
    return (
      <div className="empty">
        <strong>{t('quality.allWell')}</strong>
        <p>{t('quality.allWellText')}</p>
      </div>
    );
  }
  return (
    <ChartOrTable
      title={t('quality.checks')}
      chart={
        <LazyChart
          option={option}
          height={barsHeight(bars, isWide)}
          label={t('quality.checksLabel')}
          choose={choose}
        />
      }
      table={<CheckTable checks={failing} />}
    />
  );
}

function CheckTable({ checks }: { readonly checks: Checks }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { number, percent } = useFormat();
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{t('quality.check')}</th>
          <th>{t('quality.kind')}</th>
          <th className="number">{t('quality.customers')}</th>
          <th className="number">{t('quality.share')}</th>
          <th className="number">{t('quality.orders')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ id, title, kind, customers, asked, subject, orders }) => (
          <tr key={id}>
            <td>
              <Link to="/customers/quality" search={{ check: id }}>
                {nameOf(title)}
              </Link>
            </td>
            <td className="soft">{t(`quality.kinds.${kind}`)}</td>
            <td className="number">{number(customers)}</td>
            <td className="number">{shareOf(customers, asked, percent)}</td>
            <td className="number">{subject === 'orders' ? number(orders) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Somebody is never nothing. */
function shareOf(part: number, whole: number, percent: (share: number) => string): string {
  const share = part / whole;
  return share > 0 && share < 0.001 ? '<0.1%' : percent(share);
}
