import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { AuditPage } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';

/** Who did what and when (S06). */
export function AuditList(): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ signal, pageParam }) =>
      ask<AuditPage>('GET', '/audit', { query: { after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (error !== null) return <ProblemList error={error} />;
  if (data === undefined) return <Skeleton active />;
  const entries = data.pages.flatMap((page) => page.entries);
  return (
    <section className="card stack">
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              <th>{t('audit.at')}</th>
              <th>{t('audit.actor')}</th>
              <th>{t('audit.action')}</th>
              <th>{t('audit.subject')}</th>
            </tr>
          </thead>
          <tbody>
            {keyed(entries).map(({ key, item: { at, actor, action, subject } }) => (
              <tr key={key}>
                <td className="soft" style={{ whiteSpace: 'nowrap' }}>
                  {moment(at)}
                </td>
                <td>{actor}</td>
                <td>{t(`actions.${action}` as 'actions.sign-in', { defaultValue: action })}</td>
                <td className="soft">{subject}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('audit.more')}
        </Button>
      ) : null}
    </section>
  );
}
