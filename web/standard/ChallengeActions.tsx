import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Challenge, SchemeDocument, SimulationView } from '../api/contract.ts';
import { useSay } from '../texts/use-say.ts';
import { PublishDialog } from './PublishDialog.tsx';

interface Props {
  readonly challenge: Challenge;
  readonly last: SimulationView | null;
}

/** Ends a challenge, or puts the challenger in force, which ends it too. */
export function ChallengeActions({ challenge, last }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: () => ask('PUT', `/challenges/${challenge.id}/end`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['challenges'] });
      message.success(t('challenge.ended'));
    },
  });
  const { scheme, version, document } = challenge;
  const standard =
    version === null ? { document: document as SchemeDocument } : { published: { id: scheme.id, version } };
  return (
    <span className="row tight">
      <Button
        size="small"
        loading={end.isPending}
        onClick={() =>
          modal.confirm({
            title: t('challenge.end'),
            content: t('challenge.endText'),
            okText: t('challenge.end'),
            onOk: () => end.mutate(),
          })
        }
      >
        {t('challenge.end')}
      </Button>
      <Button size="small" type="primary" onClick={() => setAsking(true)}>
        {t('challenge.promote')}
      </Button>
      {asking ? (
        <PublishDialog
          title={t('challenge.promoteTitle', { name: say(scheme.name) })}
          standard={standard}
          simulation={last ?? undefined}
          doneText={t('draft.published')}
          close={() => setAsking(false)}
          published={() => setAsking(false)}
        />
      ) : null}
    </span>
  );
}
