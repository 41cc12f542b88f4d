import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Override } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useFormat } from '../shown/use-format.ts';
import { useOverrideWords } from './use-override-words.ts';

export type Answer = 'approve' | 'reject' | 'end' | 'withdraw';

interface Props {
  readonly override: Override;
  readonly answer: Answer;
  readonly close: () => void;
}

interface Given {
  readonly word: string;
}

/** Approves, rejects or ends an override, with a word about it. */
export function AnswerOverride({ override, answer, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { reasonOf } = useOverrideWords();
  const { author } = useFormat();
  const [form] = Form.useForm<Given>();
  const { problems, place, clear } = useFieldProblems(form);
  const path = `/customers/${override.customer}/overrides/${override.id}`;
  const save = useMutation({
    mutationFn: async ({ word }: Given): Promise<unknown> => {
      const body = { word };
      if (answer === 'approve') return await ask('POST', `${path}/approval`, { body });
      if (answer === 'reject') return await ask('POST', `${path}/rejection`, { body });
      return await ask('DELETE', path, { body });
    },
    onSuccess: async () => {
      message.success(t(`overrides.answers.${answer}.done`));
      await queries.invalidateQueries();
      close();
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <Modal
      open
      title={t(`overrides.answers.${answer}.title`)}
      okText={t(`overrides.answers.${answer}.button`)}
      okButtonProps={{ danger: answer === 'reject' }}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        <p>
          {author(override.author)}: {reasonOf(override)}
        </p>
        <p className="soft">{t(`overrides.answers.${answer}.text`)}</p>
        <ProblemList problems={problems} />
        <Form
          form={form}
          layout="vertical"
          initialValues={{ word: '' }}
          onFinish={(given) => save.mutate(given)}
        >
          <Form.Item name="word" label={t(answer === 'reject' ? 'overrides.why' : 'overrides.word')}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
