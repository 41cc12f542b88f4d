import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../texts/use-say.ts';
import { ledgerQuery } from './ledger-query.ts';

/** Beside the tier shown: that it was set by hand, and which it is by the standard. Nothing where both are the same. */
export function ByHand({ id }: { readonly id: string }): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const held = useQuery(ledgerQuery(id)).data?.held ?? null;
  if (held === null || held.tier.id === held.shown.id) return null;
  return <span className="soft small">{t('ledger.byHand', { held: say(held.tier.name) })}</span>;
}
