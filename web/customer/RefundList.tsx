import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundPage } from '../api/contract.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';

/** Money given back that no order tells of; nothing where there is none. */
export function RefundList({ id }: { readonly id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { money, day } = useFormat();
  const { pages, error, more } = usePages<RefundPage>(['refunds', id], `/customers/${id}/refunds`, {
    limit: 10,
  });
  const refunds = pages?.flatMap((page) => page.refunds) ?? [];
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
      <MoreButton more={more} label={t('refunds.more')} />
    </section>
  );
}
