import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeView } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { publicationsQuery } from './scheme-queries.ts';

/** That a season ends, and what is planned, the first to come first; nothing where the standard stays. */
export function Ahead({ scheme: { until } }: { readonly scheme: SchemeView }): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const { day } = useFormat();
  const { data } = useQuery(publicationsQuery);
  const planned = (data?.publications ?? [])
    .filter(({ state }) => state === 'planned')
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
    .map(({ scheme, startsOn, endsOn, lastDay }) => {
      const name = t('standard.version', { name: say(scheme.name), version: scheme.version });
      const last = lastDay ?? endsOn;
      const from = day(startsOn);
      return last === null
        ? t('versions.planned', { from, name })
        : t('versions.plannedSeason', { from, to: day(last), name });
    });
  const next = data?.publications.find(({ state }) => state === 'under-season')?.scheme;
  const season =
    until === null || next === undefined
      ? []
      : [t('versions.seasonUntil', { day: day(until), name: say(next.name), version: next.version })];
  const lines = [...season, ...planned];
  if (lines.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={
        <div className="stack tight">
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      }
    />
  );
}
