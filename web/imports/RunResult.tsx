import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '../api/client.ts';
import type { ImportResult, Job, SampleResult } from '../api/contract.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  readonly job: Job;
  readonly dryRun: boolean;
}

/** How an import ended: what was taken, what was not and why. */
export function RunResult({ job, dryRun }: Props): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (job.state === 'failed') return <ProblemList problems={job.problems} />;
  if (job.kind === 'sample') return <SampleLoaded result={job.result as SampleResult} />;
  const result = (job.result ?? {}) as Partial<ImportResult>;
  const files = result.files ?? [];
  const accepted = files.reduce((sum, file) => sum + file.accepted, 0);
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  const { outcome, evaluation } = result;
  const lines = [
    outcome === undefined || outcome === null
      ? ''
      : t('imports.outcome', {
          added: number(outcome.added),
          changed: number(outcome.changed),
          unchanged: number(outcome.unchanged),
        }),
    evaluation?.customers ? t('imports.graded', { customers: number(evaluation.customers) }) : '',
    dryRun ? t('imports.nothingKept') : '',
  ].filter((line) => line !== '');
  const title =
    files.length === 0
      ? t('imports.done')
      : t(dryRun ? 'imports.wouldTake' : 'imports.taken', {
          rows: number(accepted),
          files: files.map(({ name }) => name).join(t('comma')),
        });
  return (
    <div className="stack">
      <Alert
        type={rejected > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={title}
        description={lines.map((line) => <div key={line}>{line}</div>)}
      />
      {rejected === 0 ? null : <Rejected job={job} files={files} hasRows={result.rejects ?? false} />}
    </div>
  );
}

function SampleLoaded({ result }: { readonly result: SampleResult }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t('imports.sampleLoaded', {
        customers: number(result.customers.outcome?.added),
        orders: number(result.orders.outcome?.added),
      })}
    />
  );
}

interface RejectedProps {
  readonly job: Job;
  readonly files: ImportResult['files'];
  readonly hasRows: boolean;
}

function Rejected({ job, files, hasRows }: RejectedProps): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const reasons = files.flatMap(({ name, reasons: of }) => of.map((reason) => ({ name, ...reason })));
  return (
    <section className="card stack">
      <div className="row between">
        <h2>{t('imports.rejected')}</h2>
        {hasRows ? (
          <a href={address(`/jobs/${job.id}/rejects`)} download>
            <DownloadIcon /> {t('imports.downloadRejected')}
          </a>
        ) : null}
      </div>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('imports.reason')}</th>
            <th>{t('imports.file')}</th>
            <th className="number">{t('imports.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ name, message, count }) => (
            <tr key={`${name} ${say(message)}`}>
              <td>{say(message)}</td>
              <td className="soft">{name}</td>
              <td className="number">{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
