import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WaitingCount } from '../ledger/WaitingCount.tsx';
import mark from '../mark.svg';
import { Account } from '../session/Account.tsx';
import { useBusiness } from '../session/use-business.ts';
import { Choices } from './Choices.tsx';
import { usePlaces } from './use-places.ts';

/** Navigation beside every page; below it on a phone. */
export function Frame({ children }: { readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const business = useBusiness();
  return (
    <>
      <a className="skip" href="#page">
        {t('skip')}
      </a>
      <div className="frame">
        <aside className="side">
          <Link to="/" className="brand">
            <img src={mark} alt="" />
            {business?.name ?? t('product')}
          </Link>
          <nav aria-label={t('places.label')} className="links">
            <PlaceLinks />
          </nav>
          <Choices />
          <Account />
        </aside>
        <main id="page" className="page" tabIndex={-1}>
          <div className="row between phone-only" style={{ marginBottom: 16 }}>
            <Account />
            <Choices />
          </div>
          {children}
        </main>
      </div>
      <nav aria-label={t('places.label')} className="bottom">
        <PlaceLinks />
      </nav>
    </>
  );
}

function PlaceLinks(): ReactElement[] {
  return usePlaces().map(({ to, name, Icon }) => (
    <Link
      key={to}
      to={to}
      className="link"
      activeProps={{ className: 'here', 'aria-current': 'page' }}
      activeOptions={{ exact: to === '/', includeSearch: false }}
    >
      <Icon />
      <span>{name}</span>
      {to === '/changes' ? <WaitingCount /> : null}
    </Link>
  ));
}
