import { Button, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointsEntry, PointsPage } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { AdjustPoints } from './AdjustPoints.tsx';
import { TakeBack } from './TakeBack.tsx';

/** The customer's points: the balance, and every entry with the balance after it, the newest first. */
export function PointsLedger({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const may = useMay('orders:write');
  const { number } = useFormat();
  const [isAdjusting, setIsAdjusting] = useState(false);
  const { pages, error, more } = usePages<PointsPage>(['points', id], `/customers/${id}/points`, {
    limit: 30,
  });
  if (error !== null) return <ProblemList error={error} />;
  if (pages === undefined) return <Skeleton active />;
  const entries = pages.flatMap((page) => page.entries);
  return (
    <div className="stack">
      <div className="row between">
        <span>
          {t('points.balance')} <strong>{number(Number(pages[0]?.balance ?? 0))}</strong>
        </span>
        {may ? (
          <Button className="no-print" type="primary" onClick={() => setIsAdjusting(true)}>
            {t('points.adjust')}
          </Button>
        ) : null}
      </div>
      {entries.length === 0 ? <p className="empty soft">{t('points.none')}</p> : null}
      <ul className="cards">
        {entries.map((entry) => (
          <EntryCard key={entry.id} customer={id} entry={entry} />
        ))}
      </ul>
      <MoreButton more={more} label={t('points.more')} />
      {isAdjusting ? <AdjustPoints id={id} close={() => setIsAdjusting(false)} /> : null}
    </div>
  );
}

interface EntryProps {
  readonly customer: string;
  readonly entry: PointsEntry;
}

function EntryCard({ customer, entry }: EntryProps): ReactElement {
  const { t } = useTranslation();
  const may = useMay('orders:write');
  const { day, number } = useFormat();
  const { at, kind, points, balance, text, isOfOrder, expiresOn } = entry;
  const amount = Number(points);
  const isValid = expiresOn !== null && kind === 'earned';
  return (
    <li className="customer-card">
      <div className="row between">
        <strong>
          {t(`points.kinds.${kind}`)} {day(at.replace(seconds, ''))}
        </strong>
        <strong>{amount > 0 ? `+${number(amount)}` : number(amount)}</strong>
      </div>
      <div className="row between soft small">
        <span>
          {isOfOrder ? t('points.ofOrder', { order: text ?? '' }) : text}
          {isValid ? ` · ${t('points.expires', { day: day(expiresOn) })}` : ''}
        </span>
        <span>{t('points.after', { points: number(Number(balance)) })}</span>
      </div>
      {may && !isOfOrder ? (
        <div className="row no-print" style={{ justifyContent: 'flex-end' }}>
          <TakeBack path={`/customers/${customer}/events/${entry.id}`} />
        </div>
      ) : null}
    </li>
  );
}

/** Of a time of day. */
const seconds = /(?<= \d\d:\d\d):\d\d$/;
