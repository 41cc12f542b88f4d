import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Session } from '../api/contract.ts';
import { forgetImports } from '../imports/kept-imports.ts';
import { NewPasswordField } from '../session/NewPasswordField.tsx';
import { remembered } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';

interface Owner {
  readonly name: string;
  readonly password: string;
}

/** The link's token is in the part of the address that no server sees. */
export function OwnerStep(): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Owner>();
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '');
  const { problems, place, clear } = useFieldProblems(form);
  const create = useMutation({
    mutationFn: (owner: Owner) => ask<Session>('POST', '/owner', { body: { token, ...owner } }),
    onSuccess: (session) => {
      forgetImports();
      history.replaceState(null, '', '/welcome');
      queries.setQueryData(['session'], remembered(session));
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <div className="narrow card stack">
      <div className="stack tight">
        <h1>{t('welcome.hello')}</h1>
        <p className="soft">{t('welcome.ownerText')}</p>
      </div>
      <ProblemList problems={problems} />
      <Form<Owner>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(given) => create.mutate(given)}
      >
        <Form.Item
          name="name"
          label={t('welcome.yourName')}
          rules={[{ required: true, message: t('signIn.nameNeeded') }]}
        >
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <NewPasswordField name="password" label={t('welcome.password')} />
        <Button
          type="primary"
          htmlType="submit"
          style={{ marginTop: 8 }}
          block
          size="large"
          loading={create.isPending}
        >
          {t('next')}
        </Button>
      </Form>
    </div>
  );
}
