import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lang, Text } from '../../src/domain/text.ts';

export function useLanguage(): Lang {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** Gives a name as a heading begins: `Total spend`. */
export function useName(): (name: Text | string | null | undefined) => string {
  const say = useSay();
  return useCallback(
    (name) => {
      const said = say(name);
      return said.charAt(0).toUpperCase() + said.slice(1);
    },
    [say],
  );
}

/** Gives a text of the server's in the user's language. */
export function useSay(): (said: Text | string | null | undefined) => string {
  const lang = useLanguage();
  return useCallback(
    (said) => (said === null || said === undefined ? '' : typeof said === 'string' ? said : said[lang]),
    [lang],
  );
}
