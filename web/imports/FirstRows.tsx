import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewedFile } from '../api/contract.ts';
import { useSay } from '../texts/use-say.ts';

type Cell = PreviewedFile['rows'][number]['cells'][number];

/** The first rows of a file as they stand in it; beside a cell what it is read as, where that is something else. */
export function FirstRows({ read }: { readonly read: PreviewedFile }): ReactElement | null {
  const { t } = useTranslation();
  const { rows, columns } = read;
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t('effect.firstRows', { rows: rows.length })}</summary>
      <div className="scroll-x" style={{ maxHeight: 420, overflowY: 'auto' }}>
        <table className="plain">
          <thead>
            <tr>
              <th className="number">{t('effect.rowNumber')}</th>
              {columns.map(({ column }) => (
                <th key={column} style={{ whiteSpace: 'nowrap' }}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, cells }) => (
              <tr key={row}>
                <td className="number soft">{row}</td>
                {columns.map(({ column, field }, index) => (
                  <td
                    key={column}
                    className={field === null ? 'soft' : ''}
                    style={{ minWidth: 110, maxWidth: 260 }}
                  >
                    <ShownCell cell={cells[index]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function ShownCell({ cell }: { readonly cell: Cell | undefined }): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  if (cell === undefined) return null;
  const { raw, value, problem } = cell;
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <span className={problem === null ? '' : 'bad'}>{raw}</span>
      {value === null ? null : (
        <div className="soft small">
          {t('effect.readAs', { value: value === '' ? t('effect.blank') : value })}
        </div>
      )}
      {problem === null ? null : <div className="bad small">{say(problem)}</div>}
    </div>
  );
}
