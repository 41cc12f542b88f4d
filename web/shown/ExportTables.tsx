import { Button } from 'antd';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import type { ExportChoice } from './ExportDialog.tsx';

const ExportDialog = lazy(() =>
  import('./ExportDialog.tsx').then((module) => ({ default: module.ExportDialog })),
);

/** Tables of the register as files, for whoever may export; who took them is noted. */
export function ExportTables(choice: ExportChoice): ReactElement | null {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (!useMay('exports:run')) return null;
  return (
    <>
      <Button icon={<DownloadIcon />} onClick={() => setAsking(true)}>
        {t('exports.title')}
      </Button>
      {asking ? (
        <Suspense fallback={null}>
          <ExportDialog {...choice} close={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
