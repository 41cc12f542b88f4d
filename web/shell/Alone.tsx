import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import mark from '../mark.svg';
import { Choices } from './Choices.tsx';

/** A page without navigation: signing in and the first steps. */
export function Alone({ children }: { readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="alone">
      <header className="alone-top">
        <span className="brand">
          <img src={mark} alt="" />
          {t('product')}
        </span>
        <Choices />
      </header>
      <main className="middle stack wide" style={{ alignItems: 'center' }}>
        {children}
      </main>
    </div>
  );
}
