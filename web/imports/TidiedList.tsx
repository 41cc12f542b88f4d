import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadFile } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

/** How many cells of each file were tidied in which way, each with an example. */
export function TidiedList({ files }: { readonly files: readonly ReadFile[] }): ReactElement | null {
  const { t } = useTranslation();
  const { number } = useFormat();
  const tidied = files.flatMap(({ name, tidied: of }) => of.map((each) => ({ file: name, ...each })));
  if (tidied.length === 0) return null;
  return (
    <details className="card">
      <summary>
        {t('effect.tidied')}{' '}
        <span className="soft">{number(tidied.reduce((sum, { count }) => sum + count, 0))}</span>
      </summary>
      <table className="plain">
        <tbody>
          {tidied.map(({ file, kind, message, count, example }) => (
            <tr key={`${file} ${kind}`}>
              <td>
                {message}
                {example === null ? null : (
                  <div className="soft small" style={{ overflowWrap: 'anywhere' }}>
                    {example.column}
                    {t('colon')}
                    {example.from} → {example.to === '' ? t('effect.blank') : example.to}
                  </div>
                )}
              </td>
              <td className="number">{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
