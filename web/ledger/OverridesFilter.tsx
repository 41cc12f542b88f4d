import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverridePage } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { type OverridesView, overrideKinds } from './overrides-view.ts';

interface Props {
  readonly page: OverridePage;
  readonly view: OverridesView;
  readonly show: (part: { readonly [Key in keyof OverridesView]: OverridesView[Key] | undefined }) => void;
}

/** One way, tier, owner or author alone. */
export function OverridesFilter({ page, view, show }: Props): ReactElement {
  const { t } = useTranslation();
  const { author } = useFormat();
  const say = useSay();
  const kinds = overrideKinds.map((value) => ({
    value,
    label: value === 'freeze' ? t('overrides.list.freeze') : t(`overrides.kinds.${value}`),
  }));
  const tiers = page.tiers.toReversed().map(({ id, name }) => ({ value: id, label: say(name) }));
  return (
    <div className="row no-print">
      <Choice
        name={t('overrides.list.kind')}
        value={view.kind}
        options={kinds}
        choose={(kind) => show({ kind })}
      />
      <Choice
        name={t('overrides.tier')}
        value={view.tier}
        options={tiers}
        choose={(tier) => show({ tier })}
      />
      {page.owners.length < 2 && view.owner === undefined ? null : (
        <Choice
          name={t('overrides.list.owner')}
          value={view.owner}
          options={page.owners.map((value) => ({ value, label: author(value) }))}
          choose={(owner) => show({ owner })}
        />
      )}
      {page.authors.length < 2 && view.author === undefined ? null : (
        <Choice
          name={t('overrides.list.author')}
          value={view.author}
          options={page.authors.map((value) => ({ value, label: value }))}
          choose={(chosen) => show({ author: chosen })}
        />
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly value: T | undefined;
  readonly options: { readonly value: T; readonly label: string }[];
  readonly choose: (value: T | undefined) => void;
}

function Choice<T extends string>({ name, value, options, choose }: ChoiceProps<T>): ReactElement {
  return (
    <Select<T | null>
      aria-label={name}
      placeholder={name}
      allowClear
      showSearch
      optionFilterProp="label"
      value={value ?? null}
      onChange={(next) => choose(next ?? undefined)}
      options={options}
      style={{ minWidth: 150 }}
    />
  );
}
