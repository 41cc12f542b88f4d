import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../api/contract.ts';
import { JobProgress } from '../shown/JobProgress.tsx';

interface Props {
  readonly job: Job | null;
  readonly dryRun: boolean;
  readonly cancel: () => void;
}

export function RunProgress({ job, dryRun, cancel }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="card stack" aria-label={t('imports.progress')}>
      <JobProgress
        job={job}
        starting={t('imports.starting')}
        action={<Button onClick={cancel}>{t('cancel')}</Button>}
      />
      <p className="soft small">{t(dryRun ? 'imports.nothingKept' : 'imports.mayLeave')}</p>
    </section>
  );
}
