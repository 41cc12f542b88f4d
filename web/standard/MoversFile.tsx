import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../api/client.ts';
import { useMay } from '../session/use-session.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { currentLanguage } from '../texts/language.ts';
import type { MoverRequest } from './use-simulation.ts';

const formats = ['xlsx', 'csv', 'json', 'jsonl', 'parquet'] as const;

/** Those of the list, all of them, as a file. */
export function MoversFile({ body }: { readonly body: MoverRequest }): ReactElement | null {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: (format: string) =>
      saveFile('POST', '/simulations/movers', `movers.${format}`, {
        query: { format, headers: currentLanguage() },
        body,
      }),
  });
  if (!useMay('exports:run')) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: formats.map((format) => ({ key: format, label: t(`exports.${format}`) })),
          onClick: ({ key }) => save.mutate(key),
        }}
      >
        <Button size="small" icon={<DownloadIcon />} loading={save.isPending}>
          {t('draft.movers')}
        </Button>
      </Dropdown>
      <ProblemList error={save.error} />
    </>
  );
}
