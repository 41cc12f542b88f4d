import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../api/contract.ts';
import { CrossIcon } from '../shell/icons.tsx';
import { RunResult } from './RunResult.tsx';

interface Props {
  readonly jobs: readonly Job[];
  readonly dryRun: boolean;
  readonly dismiss: () => void;
}

/** How the last imports ended, until somebody has seen enough of it. */
export function RunResults({ jobs, dryRun, dismiss }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="stack tight" aria-label={t(dryRun ? 'effect.title' : 'imports.result')}>
      <div className="row between">
        <h2>{t(dryRun ? 'effect.title' : 'imports.result')}</h2>
        <Button type="text" icon={<CrossIcon />} aria-label={t('imports.dismiss')} onClick={dismiss} />
      </div>
      {dryRun && jobs.length > 1 ? <p className="soft small">{t('effect.each')}</p> : null}
      {jobs.map((job) => (
        <RunResult key={job.id} job={job} />
      ))}
    </section>
  );
}
