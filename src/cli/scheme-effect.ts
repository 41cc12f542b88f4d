import { InputError } from '../domain/problem.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { anyScheme } from './any-scheme.ts';
import { differenceWords } from './scheme-difference.ts';
import type { Surroundings } from './surroundings.ts';

type Standard = Awaited<ReturnType<typeof anyScheme>>;

/** What changes in words, and for how many. */
export async function tellEffect(
  api: Api,
  standard: Standard,
  json: boolean,
  { lang, stdout, stderr }: Surroundings,
): Promise<void> {
  const difference = bodyOf(await api.POST('/api/v1/schemes/differences', { body: { to: standard } }));
  const simulation = await simulated(api, standard).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    for (const { message } of error.problems) stderr.write(`${message[lang]}\n`);
    return null;
  });
  if (json) {
    stdout.write(`${JSON.stringify({ difference, simulation }, null, 2)}\n`);
    return;
  }
  stdout.write(differenceWords(difference, lang));
  if (simulation === null) return;
  const { moved, stayed, up, down } = simulation;
  const zh = lang === 'zh';
  const ways = up === null || down === null ? '' : zh ? `：${up} 升，${down} 降` : `: ${up} up, ${down} down`;
  stdout.write(
    zh
      ? `${moved} 位客户的等级会变${ways}；${stayed} 位不变\n`
      : `${moved} customers would change their tier${ways}; ${stayed} would not\n`,
  );
}

async function simulated(api: Api, standard: Standard) {
  const { document } = 'document' in standard ? standard : await publishedDocument(api, standard.published);
  const answer = bodyOf(
    await api.POST('/api/v1/simulations', { body: { document, compare: 'shown', wait: true } }),
  );
  if ('job' in answer) throw new Error('the simulation did not wait');
  return answer;
}

async function publishedDocument(
  api: Api,
  { id, version }: { readonly id: string; readonly version?: number },
): Promise<{ readonly document?: unknown }> {
  const query = version === undefined ? {} : { version };
  return bodyOf(await api.GET('/api/v1/schemes/{scheme}', { params: { path: { scheme: id }, query } }));
}
