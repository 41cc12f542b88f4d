import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, App, Button, QRCode, Skeleton } from 'antd';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { WholeForm } from '../api/contract.ts';
import { BackIcon, DownloadIcon, PrintIcon } from '../shell/icons.tsx';
import { useTitle } from '../shell/use-title.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useSay } from '../texts/use-say.ts';
import { savePicture } from './save-picture.ts';

/** A form's link and code, to be printed for the counter. */
export function FormSheet(): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { message } = App.useApp();
  const { id } = useParams({ from: '/customers/forms/$id' });
  const sheet = useRef<HTMLDivElement>(null);
  const { data: form, error } = useQuery({
    queryKey: ['forms', id],
    queryFn: ({ signal }) => ask<WholeForm>('GET', `/forms/${id}`, { signal }),
  });
  useTitle(form === undefined ? t('forms.share') : say(form.title));
  const link = form === undefined ? '' : `${location.origin}${form.path}`;
  const save = (format: 'svg' | 'png'): void => {
    const drawing = sheet.current?.querySelector('svg');
    if (drawing) void savePicture(drawing, `form-${id}`, format);
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    message.success(t('forms.copied'));
  };
  return (
    <div className="stack wide">
      <div className="row between no-print">
        <Link to="/customers/forms">
          <BackIcon /> {t('forms.title')}
        </Link>
        {form === undefined ? null : (
          <div className="row tight">
            <Button icon={<DownloadIcon />} onClick={() => save('svg')}>
              {t('forms.svg')}
            </Button>
            <Button icon={<DownloadIcon />} onClick={() => save('png')}>
              {t('forms.png')}
            </Button>
            <Button type="primary" icon={<PrintIcon />} onClick={() => print()}>
              {t('print')}
            </Button>
          </div>
        )}
      </div>
      <ProblemList error={error} />
      {form === undefined ? (
        error === null ? (
          <Skeleton active />
        ) : null
      ) : (
        <>
          {/^(localhost|127\.|\[::1\])/.test(location.hostname) ? (
            <Alert className="no-print" type="warning" showIcon title={t('forms.local')} />
          ) : null}
          <div className="card sheet" ref={sheet}>
            <h1>{form.title.zh}</h1>
            {form.title.en === form.title.zh ? null : <p className="soft">{form.title.en}</p>}
            <QRCode
              type="svg"
              value={link}
              size={280}
              bordered={false}
              color="#000"
              bgColor="#fff"
              errorLevel="M"
            />
            <p>{t('forms.sheetText')}</p>
            <p className="soft small" style={{ overflowWrap: 'anywhere' }}>
              {link}
            </p>
          </div>
          <div className="row no-print" style={{ justifyContent: 'center' }}>
            {/* Not over https browsers have no clipboard. */}
            {isSecureContext ? <Button onClick={() => void copy()}>{t('forms.copy')}</Button> : null}
            <Button href={form.path} target="_blank" rel="noreferrer">
              {t('forms.visit')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
