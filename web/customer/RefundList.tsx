import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { RefundPage } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';

/** Money given back that no order tells of; nothing where there is none. */
export function RefundList({ id }: { readonly id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { money, day } = useFormat();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['refunds', id],
    queryFn: ({ signal, pageParam }) =>
      ask<RefundPage>('GET', `/customers/${id}/refunds`, { query: { limit: 10, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const refunds = data?.pages.flatMap((page) => page.refunds) ?? [];
  if (error !== null) return <ProblemList error={error} />;
  if (refunds.length === 0) return null;
  return (
    <section className="card stack tight">
      <h2>{t('refunds.title')}</h2>
      <p className="soft small">{t('refunds.text')}</p>
      <div className="scroll-x">
        <table className="plain">
          <tbody>
            {refunds.map(({ id: refund, amount, product, category, store, channel, ...of }) => (
              <tr key={refund}>
                <td style={{ whiteSpace: 'nowrap' }}>{day(of.day)}</td>
                <td className="soft small">
                  {[product, category, store, channel].filter((part) => part !== null).join(' · ')}
                </td>
                <td className="number">−{money(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage ? (
        <div>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('refunds.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
