import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Imports } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { useFormat } from '../shown/use-format.ts';
import { UndoDialog } from './UndoDialog.tsx';

type Past = Imports['imports'][number];

/** Beside an import: that it was taken back, when and by whom, or the way to do it. */
export function UndoImport({ past }: { readonly past: Past }): ReactElement {
  const { t } = useTranslation();
  const { moment, author } = useFormat();
  const [open, setOpen] = useState(false);
  const may = useMay('imports:undo');
  const { report, undone, finishedAt, file } = past;
  const kept = report === null ? 0 : report.added + report.changed;
  const mayUndo = may && undone === null && finishedAt !== null && kept > 0;
  return (
    <>
      {undone === null ? null : (
        <div className="soft small">
          {t('undo.undone', { at: moment(undone.at), author: author(undone.author) })}
        </div>
      )}
      {mayUndo ? (
        <Button
          size="small"
          style={{ marginTop: 4 }}
          onClick={() => setOpen(true)}
          aria-label={t('undo.of', { file })}
        >
          {t('undo.add')}
        </Button>
      ) : null}
      {/* Its result is still read when the import is known to be taken back. */}
      {open ? <UndoDialog past={past} close={() => setOpen(false)} /> : null}
    </>
  );
}
