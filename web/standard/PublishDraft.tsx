import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulationView } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { checkQuery } from './check-query.ts';
import { PublishDialog } from './PublishDialog.tsx';
import type { Draft } from './use-draft.ts';

interface Props {
  readonly draft: Draft;
  /** Of this draft; undefined while it is not known. */
  readonly simulation: SimulationView | undefined;
  readonly disabled: boolean;
  readonly published: () => void;
}

/** Publishing a draft, after a look at what changes and who moves. */
export function PublishDraft({ draft, simulation, disabled, published }: Props): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [asking, setAsking] = useState(false);
  const { data: check } = useQuery({ ...checkQuery(draft), enabled: asking });
  const warnings = check?.warnings.length ?? 0;
  return (
    <>
      <Button type="primary" disabled={disabled} onClick={() => setAsking(true)}>
        {t('draft.publish')}
      </Button>
      {asking ? (
        <PublishDialog
          title={t('draft.publishTitle')}
          standard={draft}
          simulation={simulation}
          doneText={t('draft.published')}
          close={() => setAsking(false)}
          published={published}
        >
          {warnings === 0 ? null : (
            <Alert
              type="warning"
              showIcon
              title={t('draft.publishWarnings', { warnings: number(warnings) })}
            />
          )}
        </PublishDialog>
      ) : null}
    </>
  );
}
