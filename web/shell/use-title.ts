import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The window's title, in the user's language. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
