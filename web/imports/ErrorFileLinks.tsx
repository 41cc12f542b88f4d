import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '../api/client.ts';
import type { Imports } from '../api/contract.ts';
import { DownloadIcon } from '../shell/icons.tsx';

/** The rows that a past import left out, as files to mend, so long as they are kept. */
export function ErrorFileLinks({ past }: { readonly past: Imports['imports'][number] }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {past.errorFiles.map(({ position, name }) => (
        <div key={position} className="small" style={{ overflowWrap: 'anywhere' }}>
          <a href={address(`/imports/${past.id}/error-files/${position}`)} download>
            <DownloadIcon /> {t('effect.kept', { name })}
          </a>
        </div>
      ))}
    </>
  );
}
