import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Imports } from '../api/contract.ts';
import { Page } from '../shell/Page.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { ErrorFileLinks } from './ErrorFileLinks.tsx';
import { ImportFlow } from './ImportFlow.tsx';
import { UndoImport } from './UndoImport.tsx';

const ended: ReadonlySet<string> = new Set(['failed', 'interrupted']);

function colourOf({ status, undone }: Imports['imports'][number]): string {
  if (undone !== null) return 'default';
  return status === 'done' ? 'success' : ended.has(status) ? 'error' : 'default';
}

export function ImportsPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('imports.title')}>
      <ImportFlow />
      <PastImports />
    </Page>
  );
}

function PastImports(): ReactElement | null {
  const { t } = useTranslation();
  const { author: by, moment, number } = useFormat();
  const { data, error } = useQuery({
    queryKey: ['imports'],
    queryFn: ({ signal }) => ask<Imports>('GET', '/imports', { signal }),
  });
  if (error !== null) return <ProblemList error={error} />;
  if (data === undefined || data.imports.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('imports.past')}</h2>
      <div className="scroll-x">
        <table className="plain stacks">
          <thead>
            <tr>
              <th>{t('imports.file')}</th>
              <th>{t('imports.kind')}</th>
              <th>{t('imports.when')}</th>
              <th>{t('imports.author')}</th>
              <th>{t('imports.status')}</th>
            </tr>
          </thead>
          <tbody>
            {data.imports.map((past) => {
              const { id, file, kind, startedAt, author, status, report, undone } = past;
              return (
                <tr key={id}>
                  <td>
                    {file} <span className="soft small">#{id}</span>
                  </td>
                  <td>{t(`imports.kinds.${kind}`)}</td>
                  <td className="soft" style={{ whiteSpace: 'nowrap' }}>
                    {moment(startedAt)}
                  </td>
                  <td className="soft">{author === null ? null : by(author)}</td>
                  <td>
                    <Tag color={colourOf(past)}>
                      {undone === null
                        ? t(`states.${status}`)
                        : t(undone.stayed === 0 ? 'undo.isUndone' : 'undo.isPartlyUndone')}
                    </Tag>
                    {report === null || report.message !== undefined ? null : (
                      <div className="soft small">
                        {t('imports.outcome', {
                          added: number(report.added),
                          changed: number(report.changed),
                          unchanged: number(report.unchanged),
                        })}
                        {report.settled ? (
                          <div>{t('imports.settled', { refunds: number(report.settled) })}</div>
                        ) : null}
                        {report.unattributed ? (
                          <div>{t('unattributed.kept', { orders: number(report.unattributed) })}</div>
                        ) : null}
                        {report.rejected ? (
                          <div className="bad">
                            {t('imports.rejectedRows', { rows: number(report.rejected) })}
                          </div>
                        ) : null}
                      </div>
                    )}
                    <ErrorFileLinks past={past} />
                    <UndoImport past={past} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
