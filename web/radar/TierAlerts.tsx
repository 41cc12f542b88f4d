import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { TierAlerts as Alerts } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { nextDay } from '../shown/days.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

type TierAlert = Alerts['alerts'][number];

/** Tiers that shrank suddenly, until somebody takes note; nothing where none did. */
export function TierAlerts(): ReactElement | null {
  const { data } = useQuery({
    queryKey: ['tier-alerts'],
    queryFn: ({ signal }) => ask<Alerts>('GET', '/tier-alerts', { signal }),
  });
  const open = (data?.alerts ?? []).filter(({ seenBy }) => seenBy === null);
  if (open.length === 0) return null;
  return (
    <div className="stack tight no-print">
      {open.map((alert) => (
        <OneAlert key={alert.id} alert={alert} />
      ))}
    </div>
  );
}

function OneAlert({ alert }: { readonly alert: TierAlert }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { day, number, percent } = useFormat();
  const queries = useQueryClient();
  const mayNote = useMay('tiers:approve');
  const note = useMutation({
    mutationFn: () => ask<Alerts>('POST', `/tier-alerts/${alert.id}/acknowledgement`),
    onSuccess: (alerts) => queries.setQueryData(['tier-alerts'], alerts),
  });
  const { tier, before, after, against, asOf } = alert;
  const said =
    tier === null
      ? t('alerts.standard', { day: day(asOf) })
      : t('alerts.shrunk', {
          ...{ tier: say(tier.name), from: day(against), to: day(asOf) },
          ...{ before: number(before), after: number(after), share: percent((before - after) / before) },
        });
  return (
    <Alert
      type={tier === null ? 'info' : 'warning'}
      showIcon
      title={
        <>
          {said}{' '}
          <Link to="/changes" search={{ from: nextDay(against), to: asOf, ...(tier && { left: tier.id }) }}>
            {t('alerts.who')}
          </Link>
        </>
      }
      action={
        mayNote ? (
          <Button size="small" loading={note.isPending} onClick={() => note.mutate()}>
            {t('alerts.note')}
          </Button>
        ) : null
      }
    />
  );
}
