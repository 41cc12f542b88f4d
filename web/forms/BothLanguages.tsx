import { Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../src/domain/text.ts';

interface Props {
  readonly value?: Text;
  readonly onChange?: (value: Text) => void;
  readonly id?: string;
  /** What it is, for who does not see the label beside it. */
  readonly name: string;
  readonly long?: boolean;
}

/** A text in Chinese and English; where one is empty the other stands for both. */
export function BothLanguages({ value = { zh: '', en: '' }, onChange, id, name, long }: Props): ReactElement {
  const { t } = useTranslation();
  const input = (lang: 'zh' | 'en'): ReactElement => {
    const props = {
      ...(lang === 'zh' && id !== undefined ? { id } : {}),
      lang: lang === 'zh' ? 'zh-CN' : 'en',
      'aria-label': `${name} ${t(`forms.${lang}`)}`,
      placeholder: t(`forms.${lang}`),
      value: value[lang],
      onChange: ({ target }: { readonly target: { readonly value: string } }) =>
        onChange?.({ ...value, [lang]: target.value }),
    };
    return long ? (
      <Input.TextArea key={lang} autoSize={{ minRows: 2, maxRows: 10 }} {...props} />
    ) : (
      <Input key={lang} {...props} />
    );
  };
  return (
    <div className="stack tight">
      {input('zh')}
      {input('en')}
    </div>
  );
}
