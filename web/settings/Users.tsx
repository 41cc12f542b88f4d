import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { type Role, roles, type User, type Users as UserList } from '../api/contract.ts';
import { useSession } from '../session/use-session.ts';
import { PlusIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { AddUser } from './AddUser.tsx';
import { SetPassword } from './SetPassword.tsx';

type Change = { readonly role: Role } | { readonly disabled: boolean };

/** The people who may sign in and what each may do. */
export function Users(): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const me = useSession()?.user?.id;
  const [adding, setAdding] = useState(false);
  const [setting, setSetting] = useState<User | null>(null);
  const { data, error } = useQuery({
    queryKey: ['users'],
    queryFn: ({ signal }) => ask<UserList>('GET', '/users', { signal }),
  });
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Change) => ask<User>('PATCH', `/users/${id}`, { body }),
    onSuccess: () => message.success(t('saved')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  return (
    <section className="card stack">
      <div className="row between">
        <p className="soft small">{t('users.text')}</p>
        <Button icon={<PlusIcon />} onClick={() => setAdding(true)}>
          {t('users.add')}
        </Button>
      </div>
      <ProblemList error={error ?? change.error} />
      <div className="scroll-x">
        <table className="plain stacks">
          <thead>
            <tr>
              <th>{t('users.name')}</th>
              <th>{t('users.role')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {(data?.users ?? []).map((user) => (
              <tr key={user.id} className={user.disabledAt === null ? '' : 'soft'}>
                <td>
                  {user.name} {user.disabledAt === null ? null : <Tag>{t('users.disabled')}</Tag>}
                </td>
                <td>
                  <Select<Role>
                    aria-label={t('users.roleOf', { name: user.name })}
                    value={user.role}
                    disabled={user.disabledAt !== null}
                    options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
                    onChange={(role) => change.mutate({ id: user.id, role })}
                    style={{ minWidth: 120 }}
                  />
                </td>
                <td className="number">
                  <Button type="text" onClick={() => setSetting(user)}>
                    {t('users.setPassword')}
                  </Button>
                  {user.id === me ? null : (
                    <Button
                      type="text"
                      danger={user.disabledAt === null}
                      onClick={() => change.mutate({ id: user.id, disabled: user.disabledAt === null })}
                    >
                      {t(user.disabledAt === null ? 'users.disable' : 'users.enable')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {adding ? <AddUser close={() => setAdding(false)} /> : null}
      {setting === null ? null : <SetPassword user={setting} close={() => setSetting(null)} />}
    </section>
  );
}
