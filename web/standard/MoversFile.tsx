import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../api/client.ts';
import { useMay } from '../session/use-session.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import type { Draft } from './use-draft.ts';

/** Who would move, by name, as a workbook. */
export function MoversFile({ draft }: { readonly draft: Draft }): ReactElement | null {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: () =>
      saveFile('POST', '/simulations/movers', 'movers.xlsx', { query: { format: 'xlsx' }, body: draft }),
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
