import { Alert, Button, Progress } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Radar } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { type LookRun, useLook } from './use-look.ts';

type Props = Pick<Radar, 'look' | 'touched' | 'isGraded'>;

/** When it was looked ahead last, what is new since, and a way to look again. */
export function LookLine({ look, touched, isGraded }: Props): ReactElement {
  const { t } = useTranslation();
  const { day, moment, number } = useFormat();
  const mayLook = useMay('evaluations:run');
  const { running, isInVain, problems, start } = useLook();
  const remarksOn = ({ isCurrent, isExact }: NonNullable<Radar['look']>): string[] => [
    ...(isCurrent ? [] : [t('radar.stale')]),
    ...(touched > 0 ? [t('radar.touched', { customers: number(touched) })] : []),
    ...(isExact ? [] : [t('radar.inexact')]),
  ];
  const remarks = look === null ? [] : look.isSameStandard ? remarksOn(look) : [t('radar.otherStandard')];
  const button = mayLook ? (
    <Button loading={running !== null} onClick={start}>
      {t(look === null ? 'radar.lookFirst' : 'radar.lookAgain')}
    </Button>
  ) : null;
  return (
    <div className="stack tight">
      {look === null ? (
        <NotYet isGraded={isGraded} button={button} />
      ) : (
        <div className="row between">
          <span className="soft">
            {t('radar.asOf', { day: day(look.asOf), until: day(look.until), moment: moment(look.readAt) })}
          </span>
          <span className="no-print">{button}</span>
        </div>
      )}
      {running === null ? null : <Looking running={running} />}
      <ProblemList problems={problems} />
      {isInVain ? <Alert type="warning" showIcon title={t('radar.inVain')} /> : null}
      {remarks.length === 0 ? null : <Alert type="info" showIcon title={remarks.join(' ')} />}
    </div>
  );
}

interface NotYetProps {
  readonly isGraded: boolean;
  readonly button: ReactElement | null;
}

function NotYet({ isGraded, button }: NotYetProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <strong>{t(isGraded ? 'radar.notYet' : 'radar.notGraded')}</strong>
      <p>
        {t(isGraded ? 'radar.notYetText' : 'radar.notGradedText')}
        {isGraded && button !== null ? ` ${t('radar.notYetNow')}` : ''}
      </p>
      {isGraded ? button : null}
    </div>
  );
}

function Looking({ running }: { readonly running: NonNullable<LookRun['running']> }): ReactElement {
  const say = useSay();
  const job = running === 'starting' ? null : running;
  return (
    <div className="row" aria-live="polite">
      {job?.step == null ? null : <span className="soft small">{say(job.step)}</span>}
      <Progress
        percent={Math.round((job?.fraction ?? 0) * 100)}
        strokeColor="var(--accent)"
        style={{ maxWidth: 320, margin: 0 }}
      />
    </div>
  );
}
