import { Button, Select, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EventSource, eventSources } from '../../src/domain/event.ts';
import type { Customer, CustomerEvent, EventPage } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { AddEvent } from './AddEvent.tsx';

/** The customer's reviews, complaints, service records, visits and usage, newest first, and a way to add one. */
export function EventList({ customer }: { readonly customer: Customer }): ReactElement {
  const { t } = useTranslation();
  const may = useMay('orders:write');
  const [source, setSource] = useState<EventSource | ''>('');
  const [isAdding, setIsAdding] = useState(false);
  const options = ['' as const, ...eventSources].map((value) => ({
    value,
    label: value === '' ? t('events.all') : t(`events.sources.${value}`),
  }));
  return (
    <div className="stack">
      <div className="row between no-print">
        <Select
          aria-label={t('events.source')}
          value={source}
          options={options}
          onChange={setSource}
          style={{ width: 150 }}
        />
        {may ? (
          <Button type="primary" onClick={() => setIsAdding(true)}>
            {t('events.add')}
          </Button>
        ) : null}
      </div>
      <Pages id={customer.id} source={source} />
      {isAdding ? <AddEvent customer={customer} close={() => setIsAdding(false)} /> : null}
    </div>
  );
}

function Pages({ id, source }: { readonly id: string; readonly source: EventSource | '' }): ReactElement {
  const { t } = useTranslation();
  const { pages, error, more } = usePages<EventPage>(['events', id, source], `/customers/${id}/events`, {
    limit: 30,
    source,
  });
  if (error !== null) return <ProblemList error={error} />;
  if (pages === undefined) return <Skeleton active />;
  const events = pages.flatMap((page) => page.events);
  if (events.length === 0) {
    return <p className="empty soft">{t(source === '' ? 'events.none' : 'events.noneOfSource')}</p>;
  }
  return (
    <>
      <ul className="cards">
        {events.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </ul>
      <MoreButton more={more} label={t('events.more')} />
    </>
  );
}

function EventCard({ event }: { readonly event: CustomerEvent }): ReactElement {
  const { t } = useTranslation();
  const { day, number } = useFormat();
  const { source, at, rating, quantity, measure, kind, aspect, product, text, resolvedAt } = event;
  const figures = [
    rating === null ? null : t('events.rated', { rating: number(rating) }),
    quantity === null ? measure : [number(quantity), measure].filter(isSaid).join(' '),
  ];
  const resolved =
    resolvedAt !== null
      ? t('events.resolved', { day: day(resolvedAt) })
      : source === 'complaints'
        ? t('events.open')
        : '';
  return (
    <li className="customer-card">
      <div className="row between">
        <strong>
          {t(`events.sources.${source}`)} {day(at.replace(seconds, ''))}
        </strong>
        <strong>{figures.filter(isSaid).join(' · ')}</strong>
      </div>
      <div className="row between soft small">
        <span>{[kind, aspect, product].filter(isSaid).join(' · ')}</span>
        <span>{resolved}</span>
      </div>
      {isSaid(text) ? <div style={{ whiteSpace: 'pre-line' }}>{text}</div> : null}
    </li>
  );
}

/** Of a time of day. */
const seconds = /(?<= \d\d:\d\d):\d\d$/;

function isSaid(part: string | null): part is string {
  return part !== null && part !== '';
}
