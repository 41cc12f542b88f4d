import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BacktestPeriod, BacktestView } from '../api/contract.ts';
import { Figures } from '../shown/Figures.tsx';
import { TierName } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { middle } from './backtest-range.ts';

type Next = NonNullable<BacktestPeriod['next']>;
type Checked = BacktestPeriod & { readonly next: Next };

/** Whether customers of higher tiers really went on to spend more, in words and figures. */
export function BacktestForesight({ result }: { readonly result: BacktestView }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, percent, day } = useFormat();
  const checked = result.periods.filter((period): period is Checked => period.next !== null);
  const told = checked.filter(({ next }) => next.accuracy !== null);
  const last = told.at(-1);
  if (last === undefined) {
    const why =
      checked.length === 0 ? t('backtest.notOver', { day: day(result.lastDay) }) : t('backtest.noSpend');
    return (
      <section className="card stack">
        <h2>{t('backtest.fate')}</h2>
        <p className="soft">{why}</p>
      </section>
    );
  }
  const lift = middle(told.flatMap(({ next }) => next.tiers.at(-1)?.lift ?? []));
  const accuracy = middle(told.flatMap(({ next }) => next.accuracy ?? []));
  const top = say(result.tiers.at(-1)?.name);
  return (
    <section className="card stack" aria-label={t('backtest.fate')}>
      <div>
        <h2>{t('backtest.fate')}</h2>
        <p className="soft small">{t('backtest.middle', { periods: number(told.length) })}</p>
      </div>
      <Figures
        of={[
          {
            name: t('backtest.topLift', { tier: top }),
            value: lift === null ? '–' : t('backtest.times', { lift: number(lift, 1) }),
            remark: t('backtest.liftRemark'),
          },
          {
            name: t('backtest.accuracy'),
            value: percent(accuracy ?? 0),
            remark: t('backtest.accuracyRemark'),
          },
        ]}
      />
      <Averages result={result} period={last} />
    </section>
  );
}

function Averages({
  result,
  period,
}: {
  readonly result: BacktestView;
  readonly period: Checked;
}): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number, money, day } = useFormat();
  const { from, to, tiers } = period.next;
  return (
    <div className="scroll-x">
      <p className="small">
        {t('backtest.averages', { day: day(period.day), from: day(from), to: day(to) })}
      </p>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('tier')}</th>
            <th className="number">{t('tiers.customers')}</th>
            <th className="number">{t('backtest.average')}</th>
            <th className="number">{t('backtest.lift')}</th>
          </tr>
        </thead>
        <tbody>
          {tiers
            .map((tier, place) => ({ ...tier, place }))
            .toReversed()
            .map(({ id, average, lift, place }) => (
              <tr key={id}>
                <td>
                  <TierName
                    name={say(result.tiers[place]?.name)}
                    position={place}
                    tiers={result.tiers.length}
                  />
                </td>
                <td className="number">{number(period.tiers[place]?.customers)}</td>
                <td className="number">{money(average)}</td>
                <td className="number">
                  {lift === null ? '–' : t('backtest.times', { lift: number(lift, 1) })}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
