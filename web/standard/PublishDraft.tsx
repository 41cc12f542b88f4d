import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Modal, Radio } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { SimulationView } from '../api/contract.ts';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { checkQuery } from './check-query.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  readonly draft: Draft;
  /** Of this draft; undefined while it is not known. */
  readonly simulation: SimulationView | undefined;
  readonly disabled: boolean;
  readonly published: () => void;
}

const holderChoices = ['anew', 'until-period-end', 'for-good'] as const;

/** Publishing, after a look at who moves. */
export function PublishDraft({ draft, simulation, disabled, published }: Props): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [holders, setHolders] = useState<(typeof holderChoices)[number]>('anew');
  const { data: check } = useQuery({ ...checkQuery(draft), enabled: asking });
  const warnings = check?.warnings.length ?? 0;
  const falls = (simulation?.down ?? 1) > 0;
  const publish = useMutation({
    mutationFn: async () => {
      await ask('POST', '/schemes', { body: { ...draft, holders: falls ? holders : 'anew' } });
      await ask('POST', '/evaluations', { body: {} });
    },
    onSuccess: async () => {
      message.success(t('draft.published'));
      await queries.invalidateQueries();
      published();
    },
  });
  return (
    <>
      <Button type="primary" disabled={disabled} onClick={() => setAsking(true)}>
        {t('draft.publish')}
      </Button>
      <Modal
        open={asking}
        title={t('draft.publishTitle')}
        okText={t('draft.publishNow')}
        confirmLoading={publish.isPending}
        onOk={() => publish.mutate()}
        onCancel={() => setAsking(false)}
        afterClose={() => publish.reset()}
      >
        <div className="stack">
          <ProblemList error={publish.error} />
          {simulation === undefined ? (
            <p>{t('draft.effectUnknown')}</p>
          ) : (
            <Figures
              of={[
                { name: t('draft.up'), value: number(simulation.up) },
                { name: t('draft.down'), value: number(simulation.down) },
                { name: t('draft.stayed'), value: number(simulation.stayed) },
              ]}
            />
          )}
          {falls ? (
            <fieldset className="threshold">
              <legend>{t('holders.title')}</legend>
              <Radio.Group
                className="stack tight"
                value={holders}
                onChange={({ target }) => setHolders(target.value)}
                options={holderChoices.map((value) => ({ value, label: t(`holders.${value}`) }))}
              />
            </fieldset>
          ) : null}
          {warnings === 0 ? null : (
            <Alert
              type="warning"
              showIcon
              title={t('draft.publishWarnings', { warnings: number(warnings) })}
            />
          )}
          <p className="soft">{t('draft.publishText')}</p>
        </div>
      </Modal>
    </>
  );
}
