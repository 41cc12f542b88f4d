import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Alone } from '../shell/Alone.tsx';
import { useTitle } from '../shell/use-title.ts';

export function OwnerLinkNeeded(): ReactElement {
  const { t } = useTranslation();
  useTitle(t('welcome.linkTitle'));
  return (
    <Alone>
      <div className="narrow card stack">
        <h1>{t('welcome.linkTitle')}</h1>
        <p>{t('welcome.linkText')}</p>
        <code>http://…/welcome#token=…</code>
      </div>
    </Alone>
  );
}
