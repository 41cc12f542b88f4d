import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Lang } from '../../src/domain/text.ts';
import { en } from './en.ts';
import { currentLanguage, rememberLanguage } from './language.ts';
import { zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh };
  }
}

export async function loadTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: currentLanguage(),
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    // Scopes have colons in their names.
    nsSeparator: false,
    returnNull: false,
  });
  nameDocument(currentLanguage());
}

/** Everything shown changes at once; what the server said in the other language is asked for again by the caller. */
export async function speak(lang: Lang): Promise<void> {
  rememberLanguage(lang);
  await i18next.changeLanguage(lang);
  nameDocument(lang);
}

function nameDocument(lang: Lang): void {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
}
