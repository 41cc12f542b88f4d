import type { Lang } from '../../src/domain/text.ts';

const key = 'tierbook.language';

let language: Lang = remembered() ?? browsers();

export function currentLanguage(): Lang {
  return language;
}

export function rememberLanguage(next: Lang): void {
  language = next;
  localStorage.setItem(key, next);
}

function remembered(): Lang | null {
  const kept = localStorage.getItem(key);
  return kept === 'zh' || kept === 'en' ? kept : null;
}

function browsers(): Lang {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
