import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { NewWebhook, WebhookEndpoint, Webhooks } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';

interface Given {
  readonly url: string;
  readonly events: readonly string[];
}

interface Props {
  /** Null: a new one. */
  readonly endpoint: WebhookEndpoint | null;
  /** What there is to be told of. */
  readonly events: Webhooks['events'];
  readonly close: () => void;
  readonly made: (secret: string) => void;
}

/** Adds an endpoint, of which the secret is shown then, or changes one. */
export function EditEndpoint({ endpoint, events, close, made }: Props): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: async (body: Given) =>
      endpoint === null
        ? await ask<NewWebhook>('POST', '/webhooks', { body })
        : await ask<undefined>('PATCH', `/webhooks/${endpoint.id}`, { body }),
    onSuccess: async (added) => {
      await queries.invalidateQueries({ queryKey: ['webhooks'] });
      if (added === undefined) close();
      else made(added.secret);
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <Modal
      open
      title={t(endpoint === null ? 'webhooks.add' : 'webhooks.edit')}
      okText={t(endpoint === null ? 'webhooks.addNow' : 'save')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={save.isPending}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ url: endpoint?.url ?? '', events: endpoint?.events ?? ['tier.changed'] }}
        onFinish={(given) => save.mutate(given)}
      >
        <ProblemList problems={problems} />
        <Form.Item
          name="url"
          label={t('webhooks.url')}
          extra={t('webhooks.urlText')}
          rules={[{ required: true }]}
        >
          <Input placeholder="https://example.com/tierbook" inputMode="url" />
        </Form.Item>
        <Form.Item name="events" label={t('webhooks.events')} rules={[{ required: true }]}>
          <Checkbox.Group
            style={{ display: 'grid', gap: 6 }}
            options={events.map((value) => ({ value, label: t(`webhooks.eventNames.${value}`) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
