import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { undoesNothing } from '../../src/domain/undoes-nothing.ts';
import type { UndoPreview } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { WhatStays } from '../shown/WhatStays.tsx';
import { importIds } from './import-ids.ts';

export type UndoEffect = Omit<UndoPreview, 'import'>;
type What = keyof UndoEffect['goes'];

interface Props {
  readonly effect: UndoEffect;
  readonly isDone: boolean;
}

/** What goes, what is again as before, and by name what stays with its reason. */
export function UndoneThings({ effect, isDone }: Props): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { goes, back, stays } = effect;
  const listed = (counts: Partial<Record<What, number>>): string =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([what, n]) => t(`undo.counts.${what as What}`, { n: number(n) }))
      .join(t('undo.and'));
  const [gone, before] = [listed(goes), listed(back)];
  return (
    <>
      <ul className="fallen" style={{ marginBlock: 0 }}>
        {gone === '' ? null : <li>{t(isDone ? 'undo.gone' : 'undo.goes', { what: gone })}</li>}
        {before === '' ? null : <li>{t(isDone ? 'undo.wentBack' : 'undo.back', { what: before })}</li>}
        {gone === '' && before === '' ? <li>{t('undo.nothing')}</li> : null}
      </ul>
      <WhatStays
        title={t(isDone ? 'undo.stayed' : 'undo.stays', { n: number(stays.count) })}
        stays={stays}
        named={(what, name) => t(`undo.things.${what}`, { name })}
      />
      {stays.laterImports.length === 0 ? null : (
        <p style={{ marginBlock: 0 }}>
          {t(isDone ? 'undo.laterDone' : undoesNothing(effect) ? 'undo.laterFirst' : 'undo.later', {
            ids: importIds(stays.laterImports, t('undo.and')),
          })}
        </p>
      )}
      {isDone || undoesNothing(effect) ? null : <p className="soft small">{t('undo.text')}</p>}
    </>
  );
}
