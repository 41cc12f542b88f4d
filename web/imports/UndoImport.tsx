import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Imports } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { useFormat } from '../shown/use-format.ts';
import { importIds } from './import-ids.ts';
import { UndoDialog } from './UndoDialog.tsx';

type Past = Imports['imports'][number];

/** Beside an import: that it was taken back, when, by whom and what that left, and the way to do it, again where something stayed. */
export function UndoImport({ past }: { readonly past: Past }): ReactElement {
  const { t } = useTranslation();
  const { moment, author, number } = useFormat();
  const [open, setOpen] = useState(false);
  const may = useMay('imports:undo');
  const { report, undone, finishedAt, file } = past;
  const kept = report === null ? 0 : report.added + report.changed + (report.settled ?? 0);
  const isLeft = undone === null ? kept > 0 : undone.stayed > 0;
  const mayUndo = may && finishedAt !== null && isLeft;
  return (
    <>
      {undone === null ? null : (
        <div className="soft small">
          {t('undo.undone', { at: moment(undone.at), author: author(undone.author) })}
          {undone.stayed === 0 ? null : (
            <div>
              {t(undone.laterImports.length === 0 ? 'undo.left' : 'undo.leftForLater', {
                n: number(undone.stayed),
                ids: importIds(undone.laterImports, t('undo.and')),
              })}
            </div>
          )}
        </div>
      )}
      {mayUndo ? (
        <Button
          size="small"
          style={{ marginTop: 4 }}
          onClick={() => setOpen(true)}
          aria-label={t('undo.of', { file })}
        >
          {t(undone === null ? 'undo.add' : 'undo.again')}
        </Button>
      ) : null}
      {/* Its result is still read when the import is known to be taken back. */}
      {open ? <UndoDialog past={past} close={() => setOpen(false)} /> : null}
    </>
  );
}
