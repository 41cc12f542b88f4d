import { Button, Input } from 'antd';
import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly send: (file: File) => void;
  readonly disabled: boolean;
}

/** Cells copied from a spreadsheet become a file: pasted anywhere on the page, or into a field, where they can be looked at first. */
export function PasteTable({ send, disabled }: Props): ReactElement {
  const { t } = useTranslation();
  const [written, setWritten] = useState<string | null>(null);
  const read = (text: string): void => {
    send(pastedFile(text, t('imports.pastedName')));
    setWritten(null);
  };
  const onPaste = useEffectEvent((event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (disabled || isTyping(event.target) || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    read(text);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => onPaste(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);

  if (written === null) {
    return (
      <div className="row tight">
        <Button onClick={() => setWritten('')}>{t('imports.paste')}</Button>
        <span className="soft small">{t('imports.pasteHint')}</span>
      </div>
    );
  }
  const rows = written.split('\n').filter((line) => line.trim() !== '').length;
  return (
    <div className="stack tight">
      <Input.TextArea
        autoFocus
        aria-label={t('imports.paste')}
        placeholder={t('imports.pasteHere')}
        value={written}
        rows={8}
        wrap="off"
        spellCheck={false}
        style={{ fontFamily: 'var(--mono, monospace)' }}
        onChange={({ target }) => setWritten(target.value)}
      />
      <div className="row">
        <Button type="primary" disabled={disabled || rows < 2} onClick={() => read(written)}>
          {rows < 2 ? t('imports.readPasted') : t('imports.readPastedRows', { rows })}
        </Button>
        <Button onClick={() => setWritten(null)}>{t('cancel')}</Button>
      </div>
    </div>
  );
}

/** Spreadsheets set copied cells apart by tabs. */
function pastedFile(text: string, name: string): File {
  return new File([text], `${name}.${text.includes('\t') ? 'tsv' : 'csv'}`, { type: 'text/plain' });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null
  );
}
