import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { PreviewedFile } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  readonly kept: NonNullable<PreviewedFile['kept']>;
}

/** Says for which earlier file the columns were settled as they are, and lets that be forgotten. */
export function KeptMappingNote({ kept: { id, file, author, at } }: Props): ReactElement {
  const { t } = useTranslation();
  const { author: by, moment } = useFormat();
  const queries = useQueryClient();
  const forget = useMutation({
    mutationFn: () => ask('DELETE', `/imports/mappings/${id}`),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['preview'] }),
  });
  return (
    <div className="row tight small">
      <span
        className="soft"
        style={{ overflowWrap: 'anywhere' }}
        title={t('keptMapping.by', { author: by(author) })}
      >
        {t('keptMapping.used', { file, day: moment(at) })}
      </span>
      <Button size="small" type="link" loading={forget.isPending} onClick={() => forget.mutate()}>
        {t('keptMapping.forget')}
      </Button>
      <ProblemList error={forget.error} />
    </div>
  );
}
