import { Input } from 'antd';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchIcon } from '../shell/icons.tsx';

interface Props {
  readonly search: string | undefined;
  readonly find: (search: string | undefined) => void;
}

/** Finds while one types, a moment after the last letter. */
export function SearchBox({ search, find }: Props): ReactElement {
  const { t } = useTranslation();
  const [written, write] = useState(search ?? '');
  useEffect(() => write(search ?? ''), [search]);
  useEffect(() => {
    if (written === (search ?? '')) return undefined;
    const timer = setTimeout(() => find(written.trim() === '' ? undefined : written), 250);
    return () => clearTimeout(timer);
  }, [written, search, find]);
  return (
    <Input
      type="search"
      allowClear
      prefix={<SearchIcon />}
      aria-label={t('customers.search')}
      placeholder={t('customers.search')}
      value={written}
      onChange={({ target }) => write(target.value)}
      style={{ flex: '1 1 220px', maxWidth: 380 }}
    />
  );
}
