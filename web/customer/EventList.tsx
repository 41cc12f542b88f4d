import { Button, Select, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, EventPage } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { usePages } from '../shown/use-pages.ts';
import { AddEvent } from './AddEvent.tsx';
import { EventCard } from './EventCard.tsx';
import { type Interaction, interactions } from './interactions.ts';

/** The customer's reviews, complaints, service records, visits and usage, newest first, and a way to add one. */
export function EventList({ customer }: { readonly customer: Customer }): ReactElement {
  const { t } = useTranslation();
  const may = useMay('orders:write');
  const [source, setSource] = useState<Interaction | ''>('');
  const [isAdding, setIsAdding] = useState(false);
  const options = ['' as const, ...interactions].map((value) => ({
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

function Pages({ id, source }: { readonly id: string; readonly source: Interaction | '' }): ReactElement {
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
          <EventCard key={event.id} customer={id} event={event} />
        ))}
      </ul>
      <MoreButton more={more} label={t('events.more')} />
    </>
  );
}
