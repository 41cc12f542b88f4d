import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { keyed } from './keyed.ts';
import { useFormat } from './use-format.ts';

interface Props<W extends string> {
  readonly title: string;
  readonly stays: {
    readonly count: number;
    readonly first: readonly { readonly what: W; readonly name: string; readonly message: string }[];
  };
  /** What is called so, of a kind. */
  readonly named: (what: W, name: string) => string;
}

/** What cannot be as before when something is taken back, each with the reason; nothing where there is nothing. */
export function WhatStays<W extends string>({ title, stays, named }: Props<W>): ReactElement | null {
  const { t } = useTranslation();
  const { number, dated } = useFormat();
  if (stays.count === 0) return null;
  const more = stays.count - stays.first.length;
  return (
    <section>
      <strong>{title}</strong>
      <ul className="fallen soft small" style={{ maxHeight: 220, overflow: 'auto' }}>
        {keyed(stays.first).map(({ key, item: { what, name, message } }) => (
          <li key={key}>
            {named(what, dated(name))}
            {t('undo.why')}
            {message}
          </li>
        ))}
        {more > 0 ? <li>{t('undo.more', { n: number(more) })}</li> : null}
      </ul>
    </section>
  );
}
