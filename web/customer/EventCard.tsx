import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { CustomerEvent } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { resolvable } from './interactions.ts';
import { TakeBack } from './TakeBack.tsx';

interface Props {
  /** Our number of the customer. */
  readonly customer: string;
  readonly event: CustomerEvent;
}

/** One interaction, with what may be done to it. */
export function EventCard({ customer, event }: Props): ReactElement {
  const { t } = useTranslation();
  const may = useMay('orders:write');
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
      {may ? (
        <div className="row no-print" style={{ justifyContent: 'flex-end' }}>
          {resolvable.has(source) ? <Resolve customer={customer} event={event} /> : null}
          <TakeBack path={`/customers/${customer}/events/${event.id}`} />
        </div>
      ) : null}
    </li>
  );
}

/** Of a time of day. */
const seconds = /(?<= \d\d:\d\d):\d\d$/;

function isSaid(part: string | null): part is string {
  return part !== null && part !== '';
}

function Resolve({ customer, event }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [day, setDay] = useState(event.resolvedAt ?? '');
  const save = useMutation({
    mutationFn: () =>
      ask('PATCH', `/customers/${customer}/events/${event.id}`, {
        body: { resolvedAt: day === '' ? null : day },
      }),
    onSuccess: async () => {
      message.success(t('saved'));
      await queries.invalidateQueries();
    },
  });
  const asked = (
    <div className="stack">
      <span>{t('events.resolveText')}</span>
      <Input
        type="date"
        aria-label={t('events.resolve')}
        value={day}
        onChange={({ target }) => setDay(target.value)}
      />
    </div>
  );
  return (
    <>
      <ProblemList error={save.error} />
      <Popconfirm title={asked} icon={null} onConfirm={() => save.mutate()}>
        <Button size="small" type="text" loading={save.isPending}>
          {t('events.resolve')}
        </Button>
      </Popconfirm>
    </>
  );
}
