import { Button, Progress } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../api/contract.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  readonly job: Job | null;
  readonly cancel: () => void;
}

export function RunProgress({ job, cancel }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const step = say(job?.step) || t('imports.starting');
  const percent = Math.floor((job?.fraction ?? 0) * 100);
  return (
    <section className="card stack" aria-label={t('imports.progress')}>
      <div className="row between">
        <strong aria-live="polite">{step}</strong>
        <Button onClick={cancel}>{t('cancel')}</Button>
      </div>
      <Progress
        percent={job?.fraction === null || job === null ? 100 : percent}
        status="active"
        showInfo={job?.fraction !== null && job !== null}
        aria-label={step}
      />
      <p className="soft small">{t('imports.mayLeave')}</p>
    </section>
  );
}
