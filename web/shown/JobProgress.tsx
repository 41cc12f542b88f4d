import { Progress } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import type { Job } from '../api/contract.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  /** Null before the server has told of it. */
  readonly job: Job | null;
  /** Said before it says what it does. */
  readonly starting: string;
  /** Beside what it says. */
  readonly action?: ReactNode;
}

/** What a job of the server does now, and how far it is where it knows. */
export function JobProgress({ job, starting, action }: Props): ReactElement {
  const say = useSay();
  const step = say(job?.step) || starting;
  const known = job?.fraction ?? null;
  return (
    <>
      <div className="row between">
        <strong aria-live="polite">{step}</strong>
        {action}
      </div>
      {known === null ? (
        <progress className="unknown" aria-label={step} />
      ) : (
        <Progress percent={Math.floor(known * 100)} status="active" aria-label={step} />
      )}
    </>
  );
}
