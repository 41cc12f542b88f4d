import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../api/client.ts';
import { useMay } from '../session/use-session.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import type { MoverRequest } from './use-simulation.ts';

/** Those of the list, all of them, as a workbook. */
export function MoversFile({ body }: { readonly body: MoverRequest }): ReactElement | null {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: () =>
      saveFile('POST', '/simulations/movers', 'movers.xlsx', { query: { format: 'xlsx' }, body }),
  });
  if (!useMay('exports:run')) return null;
  return (
    <>
      <Button size="small" icon={<DownloadIcon />} loading={save.isPending} onClick={() => save.mutate()}>
        {t('draft.movers')}
      </Button>
      <ProblemList error={save.error} />
    </>
  );
}
