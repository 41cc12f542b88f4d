import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { ChallengeHistory } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { jobEnd } from './use-simulation.ts';

/** Whose tiers foretold better what customers spent in the quarter after, where it has passed. */
export function ChallengeForesight({ history }: { readonly history: ChallengeHistory }): ReactElement {
  const { t } = useTranslation();
  const { day, percent } = useFormat();
  const queries = useQueryClient();
  const { challenge, days, toForetell } = history;
  const foretell = useMutation({
    mutationFn: async () => {
      const { job } = await ask<{ job: string }>('POST', `/challenges/${challenge.id}/foresight`);
      await jobEnd(job, new AbortController().signal, () => undefined);
    },
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['challenges', challenge.id] }),
  });
  const told = days.flatMap(({ day: at, foretold }) => (foretold === null ? [] : [{ at, ...foretold }]));
  const share = (accuracy: number | null): string => (accuracy === null ? '–' : percent(accuracy));
  return (
    <section className="card stack tight">
      <h2>{t('challenge.foresight')}</h2>
      <ProblemList error={foretell.error} />
      {told.length === 0 && toForetell === 0 ? <p className="soft small">{t('challenge.tooEarly')}</p> : null}
      {told.length === 0 ? null : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('backtest.asOf')}</th>
              <th className="number">{t('challenge.champion')}</th>
              <th className="number">{t('challenge.challenger')}</th>
            </tr>
          </thead>
          <tbody>
            {told.map(({ at, champion, challenger }) => (
              <tr key={at}>
                <td>{day(at)}</td>
                <td className="number">{share(champion.accuracy)}</td>
                <td className="number">{share(challenger.accuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {told.length === 0 ? null : <p className="soft small">{t('backtest.accuracyRemark')}</p>}
      {toForetell === 0 ? null : (
        <Button
          size="small"
          style={{ alignSelf: 'flex-start' }}
          loading={foretell.isPending}
          onClick={() => foretell.mutate()}
        >
          {t('challenge.foretell')}
        </Button>
      )}
    </section>
  );
}
