import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoPreview } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { useFormat } from '../shown/use-format.ts';

export type UndoEffect = Omit<UndoPreview, 'import'>;
type What = keyof UndoEffect['goes'];

interface Props {
  readonly effect: UndoEffect;
  readonly isDone: boolean;
}

/** What goes, what is again as before, and by name what stays with its reason. */
export function UndoneThings({ effect, isDone }: Props): ReactElement {
  const { t } = useTranslation();
  const { number, dated } = useFormat();
  const { goes, back, stays } = effect;
  const listed = (counts: Partial<Record<What, number>>): string =>
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([what, n]) => t(`undo.counts.${what as What}`, { n: number(n) }))
      .join(t('undo.and'));
  const [gone, before] = [listed(goes), listed(back)];
  const more = stays.count - stays.first.length;
  return (
    <>
      <ul className="fallen" style={{ marginBlock: 0 }}>
        {gone === '' ? null : <li>{t(isDone ? 'undo.gone' : 'undo.goes', { what: gone })}</li>}
        {before === '' ? null : <li>{t(isDone ? 'undo.wentBack' : 'undo.back', { what: before })}</li>}
        {gone === '' && before === '' ? <li>{t('undo.nothing')}</li> : null}
      </ul>
      {stays.count === 0 ? null : (
        <section>
          <strong>{t(isDone ? 'undo.stayed' : 'undo.stays', { n: number(stays.count) })}</strong>
          <ul className="fallen soft small" style={{ maxHeight: 220, overflow: 'auto' }}>
            {keyed(stays.first).map(({ key, item: { what, name, message } }) => (
              <li key={key}>
                {t(`undo.things.${what}`, { name: dated(name) })}
                {t('undo.why')}
                {message}
              </li>
            ))}
            {more > 0 ? <li>{t('undo.more', { n: number(more) })}</li> : null}
          </ul>
        </section>
      )}
      {isDone ? null : <p className="soft small">{t('undo.text')}</p>}
    </>
  );
}
