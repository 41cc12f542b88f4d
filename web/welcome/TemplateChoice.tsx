import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Template } from '../api/contract.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  readonly templates: readonly Template[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
}

/** Most shops begin with one of these. */
const general = ['three-level', 'supermarket', 'sales-levels', 'fmcg', 'composite'];

export function TemplateChoice({ templates, chosen, choose }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const groups = [
    {
      name: t('welcome.general'),
      of: general.flatMap((wanted) => templates.filter(({ id }) => id === wanted)),
    },
    { name: t('welcome.trades'), of: templates.filter(({ id }) => !general.includes(id)) },
  ];
  return (
    <fieldset className="pills">
      <legend className="only-read">{t('welcome.template')}</legend>
      {groups.map(({ name, of }) => (
        <div key={name} className="stack tight">
          <span className="soft small">{name}</span>
          <div className="row tight">
            {of.map(({ id, name: said }) => (
              <label key={id} className="pill">
                <input
                  type="radio"
                  name="template"
                  value={id}
                  checked={id === chosen}
                  onChange={() => choose(id)}
                />
                <span>{say(said)}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
