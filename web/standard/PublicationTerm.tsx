import { Input, Radio } from 'antd';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../ledger/use-today.ts';
import { HolderChoice, type Holders } from './HolderChoice.tsx';

const kinds = ['now', 'later', 'season'] as const;

/** When a standard shall hold, as it is being chosen. */
export interface Term {
  readonly kind: (typeof kinds)[number];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly returnHolders: Holders;
}

export const fromNow: Term = { kind: 'now', startsOn: '', endsOn: '', returnHolders: 'anew' };

/** As the API takes it. */
export function termBody({ kind, startsOn, endsOn, returnHolders }: Term): object {
  if (kind === 'now') return {};
  return kind === 'later' ? { startsOn } : { startsOn, endsOn, returnHolders };
}

export function isWhole({ kind, startsOn, endsOn }: Term): boolean {
  return kind === 'now' || (startsOn !== '' && (kind === 'later' || endsOn !== ''));
}

/** A season mostly begins at once, what is put off does not. */
function withKind(term: Term, kind: Term['kind'], today: string): Term {
  return { ...term, kind, startsOn: kind === 'season' && term.startsOn === '' ? today : term.startsOn };
}

interface Props {
  readonly term: Term;
  readonly change: (term: Term) => void;
}

/** At once, from a day on, or for a season. */
export function PublicationTerm({ term, change }: Props): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const field = useId();
  const day = (key: 'startsOn' | 'endsOn', earliest: string): ReactElement => (
    <div className="stack tight">
      <label htmlFor={`${field} ${key}`} className="soft small">
        {t(`versions.${key}`)}
      </label>
      <Input
        id={`${field} ${key}`}
        type="date"
        min={earliest}
        value={term[key]}
        onChange={({ target }) => change({ ...term, [key]: target.value })}
      />
    </div>
  );
  return (
    <fieldset className="threshold stack tight">
      <legend>{t('versions.when')}</legend>
      <Radio.Group
        className="stack tight"
        value={term.kind}
        onChange={({ target }) => change(withKind(term, target.value, today))}
        options={kinds.map((value) => ({ value, label: t(`versions.terms.${value}`) }))}
      />
      {term.kind === 'now' ? null : (
        <div className="two">
          {day('startsOn', today)}
          {term.kind === 'season' ? day('endsOn', term.startsOn || today) : null}
        </div>
      )}
      {term.kind === 'season' ? (
        <HolderChoice
          title={t('versions.returnTitle')}
          value={term.returnHolders}
          change={(returnHolders) => change({ ...term, returnHolders })}
        />
      ) : null}
    </fieldset>
  );
}
