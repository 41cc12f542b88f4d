import { Button, Segmented } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../shown/DayInput.tsx';
import { type Trial, todaysTrial } from './use-simulation.ts';

interface Props {
  readonly trial: Trial;
  readonly change: (trial: Trial) => void;
}

/** On which day's customers a draft is tried, and which tiers are compared. */
export function TrialChoice({ trial, change }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="row">
      <DayInput
        name={t('trial.day')}
        value={trial.asOf ?? ''}
        change={(day) => change({ ...trial, asOf: day === '' ? null : day })}
      />
      {trial.asOf === null ? null : (
        <Button size="small" onClick={() => change({ ...trial, asOf: todaysTrial.asOf })}>
          {t('trial.today')}
        </Button>
      )}
      <Segmented
        aria-label={t('trial.compare')}
        value={trial.compare}
        onChange={(compare) => change({ ...trial, compare })}
        options={(['shown', 'computed'] as const).map((value) => ({
          value,
          label: t(`trial.comparisons.${value}`),
        }))}
      />
    </div>
  );
}
