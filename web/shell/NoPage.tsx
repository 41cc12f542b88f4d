import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from './use-title.ts';

export function NoPage(): ReactElement {
  const { t } = useTranslation();
  useTitle(t('noPage.title'));
  return (
    <div className="empty">
      <h1>{t('noPage.title')}</h1>
      <p>{t('noPage.text')}</p>
      <Link to="/">{t('noPage.back')}</Link>
    </div>
  );
}
