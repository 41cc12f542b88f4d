import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Radio } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { DuplicatePair } from '../api/contract.ts';
import { PREVIEW, Preview } from '../customer/MergeCustomer.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  readonly pair: DuplicatePair;
  readonly done: () => void;
  readonly close: () => void;
}

interface Given {
  readonly kept: string;
  readonly reason: string;
}

/** Who of the two is kept, what would go over, and why. */
export function MergePair({ pair, done, close }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const { one, other } = pair;
  const kept = Form.useWatch('kept', form) ?? pair.kept;
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: (given: Given) =>
      ask('POST', `/duplicates/${one.id}/${other.id}/decision`, { body: { decision: 'merge', ...given } }),
    onSuccess: async () => {
      message.success(t('merge.done'));
      close();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PREVIEW });
      done();
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <Modal
      open
      title={t('duplicates.mergeTitle')}
      okText={t('merge.save')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        <ProblemList problems={problems} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            kept: pair.kept,
            reason: pair.reasons.map(({ says }) => say(says)).join(t('comma')),
          }}
          onFinish={(given) => save.mutate(given)}
        >
          <Form.Item name="kept" label={t('duplicates.whichKept')}>
            <Radio.Group
              vertical
              options={[one, other].map(({ id, externalId, name, orders }) => ({
                value: id,
                label: [
                  name ?? externalId,
                  name === null ? null : externalId,
                  t('duplicates.orders', { orders: number(orders) }),
                ]
                  .filter(Boolean)
                  .join(' · '),
              }))}
            />
          </Form.Item>
          <Preview id={kept === one.id ? other.id : one.id} />
          <Form.Item name="reason" label={t('overrides.reason')}>
            <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('merge.reasonExample')} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
