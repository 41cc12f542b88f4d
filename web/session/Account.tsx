import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { forgetImports } from '../imports/kept-imports.ts';
import { UserIcon } from '../shell/icons.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { useSession } from './use-session.ts';

/** Who is signed in, and what they can do about it. */
export function Account(): ReactElement | null {
  const { t } = useTranslation();
  const user = useSession()?.user;
  const [changing, setChanging] = useState(false);
  const signOut = useMutation({
    mutationFn: () => ask('DELETE', '/session'),
    onSettled: () => {
      forgetImports();
      // Everything else that is shown goes with the page.
      location.assign('/');
    },
  });
  if (user === undefined || user === null) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'password', label: t('account.changePassword'), onClick: () => setChanging(true) },
            { key: 'out', label: t('account.signOut'), onClick: () => signOut.mutate() },
          ],
        }}
      >
        <Button type="text" icon={<UserIcon />} style={{ justifyContent: 'flex-start', paddingInline: 8 }}>
          {user.name}
          <span className="soft small">{t(`roles.${user.role}`)}</span>
        </Button>
      </Dropdown>
      <ChangePassword open={changing} close={() => setChanging(false)} />
    </>
  );
}
