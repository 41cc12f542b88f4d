import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action } from '../api/contract.ts';
import { useSession } from '../session/use-session.ts';
import {
  ChangesIcon,
  CustomersIcon,
  ImportsIcon,
  RadarIcon,
  SettingsIcon,
  StandardIcon,
  TiersIcon,
} from './icons.tsx';

interface Place {
  readonly to: '/' | '/customers' | '/changes' | '/radar' | '/standard' | '/imports' | '/settings';
  readonly name: string;
  readonly Icon: () => ReactElement;
}

/** The pages the signed-in user has something to do on. */
export function usePlaces(): readonly Place[] {
  const { t } = useTranslation();
  const permissions = useSession()?.permissions ?? {};
  const may = (action: Action): boolean => permissions[action] !== undefined;
  const places: readonly (Place & { readonly shown: boolean })[] = [
    { to: '/', name: t('places.tiers'), Icon: TiersIcon, shown: may('customers:read') },
    { to: '/customers', name: t('places.customers'), Icon: CustomersIcon, shown: may('customers:read') },
    { to: '/changes', name: t('places.changes'), Icon: ChangesIcon, shown: may('customers:read') },
    { to: '/radar', name: t('places.radar'), Icon: RadarIcon, shown: may('customers:read') },
    { to: '/standard', name: t('places.standard'), Icon: StandardIcon, shown: may('customers:read') },
    { to: '/imports', name: t('places.imports'), Icon: ImportsIcon, shown: may('imports:run') },
    { to: '/settings', name: t('places.settings'), Icon: SettingsIcon, shown: may('webhooks:manage') },
  ];
  return places.filter(({ shown }) => shown);
}
