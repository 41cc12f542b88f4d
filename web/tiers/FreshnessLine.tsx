import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Evaluations } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

/** Daily runs further back are no news. */
const RUNS_SHOWN = 7;

/** How current the tiers are, and which daily run was missed (R017). */
export function FreshnessLine(): ReactElement | null {
  const { t } = useTranslation();
  const { day: dayWords, moment, number } = useFormat();
  const { data } = useQuery({
    queryKey: ['evaluations'],
    queryFn: ({ signal }) => ask<Evaluations>('GET', '/evaluations', { signal }),
  });
  if (data === undefined || data.freshness.asOf === null) return null;
  const { asOf, evaluatedAt, nextRunAt, missedRuns, staleCustomers } = data.freshness;
  const parts = [
    t('tiers.asOf', { day: dayWords(asOf) }),
    evaluatedAt === null ? '' : t('tiers.evaluatedAt', { moment: moment(evaluatedAt) }),
    nextRunAt === null ? '' : t('tiers.nextRun', { moment: moment(nextRunAt) }),
    staleCustomers === 0 ? '' : t('tiers.stale', { customers: number(staleCustomers) }),
  ];
  const late = data.dailyRuns.slice(0, RUNS_SHOWN).flatMap(({ day, state }) => {
    const isTold = missedRuns.includes(day) || (state !== 'missed' && state !== 'made-up');
    return isTold ? [] : [t(`tiers.dailyRuns.${state}`, { day: dayWords(day) })];
  });
  return (
    <div className="stack tight">
      <span>{parts.filter((part) => part !== '').join(' · ')}</span>
      {late.length === 0 ? null : (
        <span className="small">{t('tiers.late', { days: late.join(t('comma')) })}</span>
      )}
      {missedRuns.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('tiers.missed', {
            days: missedRuns.slice(0, 5).map(dayWords).join(t('comma')),
            count: missedRuns.length,
          })}
        />
      )}
    </div>
  );
}
