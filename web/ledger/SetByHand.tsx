import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Radio, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { HeldTier } from '../api/contract.ts';
import { fieldsQuery } from '../api/fields.ts';
import { useBusiness } from '../session/use-business.ts';
import { useSession } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { useToday } from './use-today.ts';

interface Props {
  readonly id: string;
  readonly held: HeldTier;
  readonly close: () => void;
}

interface Given {
  readonly kind: 'pin' | 'floor' | 'ceiling';
  readonly tier: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

const kinds = ['pin', 'floor', 'ceiling'] as const;

/** Sets the tier, or its bounds, by hand. */
export function SetByHand({ id, held, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const today = useToday();
  const need = useBusiness()?.overrideApproval;
  const isOwn = useSession()?.permissions['tiers:override'] === 'own';
  const waits = need === 'everybody' || (need === 'reps' && isOwn);
  const [form] = Form.useForm<Given>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: ({ from, until, ...given }: Given) =>
      ask('POST', `/customers/${id}/overrides`, {
        body: { ...given, ...(from ? { from } : {}), ...(until ? { until } : {}) },
      }),
    onSuccess: async () => {
      message.success(t(waits ? 'overrides.savedWaiting' : 'overrides.saved'));
      await queries.invalidateQueries();
      close();
    },
    onMutate: clear,
    onError: place,
  });
  const initial: Given = { kind: 'pin', tier: held.shown.id, from: today, until: '', reason: '' };
  return (
    <Modal
      open
      title={t('overrides.title')}
      okText={t('overrides.save')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        <p className="soft">{t('overrides.underneath')}</p>
        <ProblemList problems={problems} />
        <Form form={form} layout="vertical" initialValues={initial} onFinish={(given) => save.mutate(given)}>
          <Form.Item name="kind" label={t('overrides.kind')}>
            <Radio.Group
              className="stack tight"
              options={kinds.map((value) => ({
                value,
                label: (
                  <>
                    {t(`overrides.kinds.${value}`)}
                    <div className="soft small">{t(`overrides.kindTexts.${value}`)}</div>
                  </>
                ),
              }))}
            />
          </Form.Item>
          <SetFields today={today} />
        </Form>
        {waits ? <p className="soft">{t('overrides.waits')}</p> : null}
        <NextRun asOf={held.asOf} today={today} />
      </div>
    </Modal>
  );
}

function SetFields({ today }: { readonly today: string }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const tiers = useQuery(fieldsQuery).data?.tiers ?? [];
  return (
    <>
      <Form.Item name="tier" label={t('overrides.tier')}>
        <Select options={tiers.toReversed().map(({ id, name }) => ({ value: id, label: say(name) }))} />
      </Form.Item>
      <div className="two">
        <Form.Item name="from" label={t('overrides.from')}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="until" label={t('overrides.until')} extra={t('overrides.untilExtra')}>
          <Input type="date" min={today} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('overrides.reason')}>
        <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('overrides.reasonExample')} />
      </Form.Item>
    </>
  );
}

/** That it shows with the next evaluation, where tiers are not of today. */
export function NextRun({
  asOf,
  today,
}: {
  readonly asOf: string;
  readonly today: string;
}): ReactElement | null {
  const { t } = useTranslation();
  const { day } = useFormat();
  return asOf >= today ? null : <p className="soft">{t('overrides.nextRun', { day: day(asOf) })}</p>;
}
