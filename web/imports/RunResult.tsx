import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportResult, Job, SampleResult } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { EffectOfImport } from './EffectOfImport.tsx';
import { LossNotes } from './LossNotes.tsx';
import { RejectedRows } from './RejectedRows.tsx';
import { TidiedList } from './TidiedList.tsx';
import { UnattributedNote } from './UnattributedNote.tsx';

interface Props {
  readonly job: Job;
}

/** How an import ended: what was taken, what was not and why. */
export function RunResult({ job }: Props): ReactElement {
  const { t } = useTranslation();
  if (job.state === 'failed') return <ProblemList problems={job.problems} />;
  if (job.kind === 'sample') return <SampleLoaded result={job.result as SampleResult} />;
  const result = job.result as ImportResult | null;
  if (result === null) return <Alert type="success" showIcon role="status" title={t('imports.done')} />;
  const { effect, files } = result;
  const isFaulty = files.some(({ reasons }) => reasons.length > 0);
  return (
    <div className="stack">
      {effect === null ? <Taken result={result} /> : <EffectOfImport result={result} effect={effect} />}
      {result.remarks.map((remark) => (
        <Alert key={remark} type="warning" showIcon title={remark} />
      ))}
      {effect === null ? <UnattributedNote orders={result.unattributed} isKept /> : null}
      <LossNotes result={result} />
      {isFaulty ? <RejectedRows job={job} result={result} /> : null}
      <TidiedList files={files} />
    </div>
  );
}

/** What an import has come to. */
function Taken({ result }: { readonly result: ImportResult }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { files, outcome, evaluation, settled } = result;
  const passedOver = files.reduce((sum, file) => sum + file.passedOver, 0);
  const accepted = files.reduce((sum, file) => sum + file.accepted, 0) - passedOver;
  const lines = [
    ...(passedOver > 0 ? [t('imports.passedOver', { rows: number(passedOver) })] : []),
    ...new Set(files.flatMap(({ notes }) => notes)),
    ...(outcome === null
      ? []
      : [
          t('imports.outcome', {
            added: number(outcome.added),
            changed: number(outcome.changed),
            unchanged: number(outcome.unchanged),
          }),
        ]),
    ...(settled === undefined ? [] : [t('imports.settled', { refunds: number(settled) })]),
    ...(evaluation?.customers ? [t('imports.graded', { customers: number(evaluation.customers) })] : []),
  ];
  return (
    <Alert
      type={files.some(({ rejected }) => rejected > 0) ? 'warning' : 'success'}
      showIcon
      role="status"
      title={t('imports.taken', {
        rows: number(accepted),
        files: files.map(({ name }) => name).join(t('comma')),
      })}
      description={lines.map((line) => <div key={line}>{line}</div>)}
    />
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
