import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '../api/client.ts';
import type { ImportResult, Job } from '../api/contract.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  readonly job: Job;
  readonly result: ImportResult;
}

/** Why rows were left out, the first of them, and all of them as files to mend. */
export function RejectedRows({ job, result }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const { files, errorFiles } = result;
  const reasons = files.flatMap(({ name, reasons: of }) => of.map((reason) => ({ name, ...reason })));
  const first = files.flatMap(({ name, firstRejected }) => firstRejected.map((each) => ({ name, ...each })));
  return (
    <section className="card stack">
      <h2>{t('imports.rejected')}</h2>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('imports.reason')}</th>
            <th className="wide-only">{t('imports.file')}</th>
            <th className="number">{t('imports.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ name, message, count }) => (
            <tr key={`${name} ${say(message)}`}>
              <td>{say(message)}</td>
              <td className="soft wide-only">{name}</td>
              <td className="number">{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {errorFiles.length === 0 ? null : (
        <div className="stack tight">
          <p className="soft small">
            {t('effect.errorFiles')} {result.effect === null ? t('effect.keptFor') : null}
          </p>
          <div className="row">
            {errorFiles.map(({ position, name, rows }) => (
              <a key={position} href={address(`/jobs/${job.id}/error-files/${position}`)} download>
                <DownloadIcon /> {t('effect.errorFile', { name, rows: number(rows) })}
              </a>
            ))}
            {result.rejects ? (
              <a href={address(`/jobs/${job.id}/rejects`)} download>
                <DownloadIcon /> {t('effect.list')}
              </a>
            ) : null}
          </div>
        </div>
      )}
      {first.length === 0 ? null : (
        <details>
          <summary>{t('effect.firstRejected')}</summary>
          <div className="scroll-x">
            <table className="plain">
              <thead>
                <tr>
                  <th className="number">{t('effect.rowNumber')}</th>
                  <th>{t('imports.column')}</th>
                  <th>{t('effect.value')}</th>
                  <th>{t('imports.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {first.map(({ name, row, column, value, reason }) => (
                  <tr key={`${name} ${row} ${column} ${reason}`}>
                    <td className="number">{number(row)}</td>
                    <td>{column}</td>
                    <td style={{ overflowWrap: 'anywhere' }}>{value}</td>
                    <td>{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
