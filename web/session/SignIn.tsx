import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Session } from '../api/contract.ts';
import { forgetImports } from '../imports/kept-imports.ts';
import { Alone } from '../shell/Alone.tsx';
import { useTitle } from '../shell/use-title.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { remembered } from './use-session.ts';

interface Credentials {
  readonly name: string;
  readonly password: string;
}

export function SignIn(): ReactElement {
  const { t } = useTranslation();
  useTitle(t('signIn.title'));
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => ask<Session>('POST', '/session', { body: credentials }),
    onSuccess: (session) => {
      forgetImports();
      // What somebody else was shown is nobody's business any more.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      queries.setQueryData(['session'], remembered(session));
    },
  });
  return (
    <Alone>
      <div className="narrow card stack">
        <h1>{t('signIn.title')}</h1>
        <ProblemList error={signIn.error} />
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(given) => signIn.mutate(given)}>
          <Form.Item
            name="name"
            label={t('signIn.name')}
            rules={[{ required: true, message: t('signIn.nameNeeded') }]}
          >
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('signIn.password')}
            rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" style={{ marginTop: 8 }} block loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Form>
      </div>
    </Alone>
  );
}
