import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'tierbook.theme';
const darkScreen = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

/** The theme chosen on this device. */
export function useTheme(): Theme {
  return useSyncExternalStore(listen, chosen);
}

/** Whether the page is dark now, by choice or by the system's. */
export function useIsDark(): boolean {
  return useSyncExternalStore(listen, isDark);
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  for (const listener of listeners) listener();
}

function chosen(): Theme {
  const kept = localStorage.getItem(key);
  return themes.find((theme) => theme === kept) ?? 'system';
}

function isDark(): boolean {
  const theme = chosen();
  return theme === 'system' ? darkScreen.matches : theme === 'dark';
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  darkScreen.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    darkScreen.removeEventListener('change', listener);
  };
}
