import type { Lang } from '../domain/text.ts';
import { bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import { anyScheme } from './any-scheme.ts';
import type { DataFlags } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

type Difference = components['schemas']['SchemeDifference'];

interface DiffFlags extends DataFlags {
  readonly json?: boolean;
}

/** `tierbook scheme diff`: what changes from one standard to another; with one alone, from the one in force to it. */
export async function showDifference(
  first: string,
  second: string | undefined,
  flags: DiffFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout } = surroundings;
  const [from, to] = second === undefined ? [null, first] : [first, second];
  const body = { from: from === null ? null : await anyScheme(from), to: await anyScheme(to) };
  await withApi(flags, surroundings, false, async (api) => {
    const difference = bodyOf(await api.POST('/api/v1/schemes/differences', { body }));
    stdout.write(flags.json ? `${JSON.stringify(difference, null, 2)}\n` : differenceWords(difference, lang));
  });
}

/** A heading and a line for each change. */
export function differenceWords({ from, to, changes }: Difference, lang: Lang): string {
  const zh = lang === 'zh';
  const named = ({ id, version }: Difference['from']): string =>
    version === null ? (zh ? `${id}（未发布）` : `${id} (not published)`) : `${id}@${version}`;
  const heading = zh ? `从 ${named(from)} 到 ${named(to)}` : `From ${named(from)} to ${named(to)}`;
  if (changes.length === 0) return `${heading}${zh ? '：没有变化。' : ': no change.'}\n`;
  const lines = changes.map(({ about, said }) => {
    const subject = about === null ? '' : `${about[lang]}${zh ? '：' : ': '}`;
    return `  ${subject}${said[lang]}\n`;
  });
  return `${heading}${zh ? '：' : ':'}\n${lines.join('')}`;
}
