import { type Command, Option } from 'commander';
import type { Lang } from '../domain/text.ts';
import { bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { denseTable } from './dense-table.ts';
import { withChoices } from './option-values.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

type Page = components['schemas']['DuplicatePage'];
type Pair = components['schemas']['DuplicatePair'];
const states = ['open', 'later', 'not-same'] as const;

interface DuplicatesFlags extends DataFlags {
  readonly state: (typeof states)[number];
  readonly reason?: string;
  readonly json?: boolean;
}

/** As many as are listed for people and for programs. */
const LISTED = 100;

/** `tierbook duplicates`: who may be one and the same customer, and why. */
export function addDuplicatesCommand(program: Command, surroundings: Surroundings): void {
  const { lang, stdout } = surroundings;
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  program
    .command('duplicates')
    .description(
      say(
        '查找可能是同一位的客户，写明理由和把握；合并用 tierbook merge',
        'search for customers who may be one, with reasons and confidence; tierbook merge merges them',
      ),
    )
    .addOption(
      withChoices(
        new Option(
          say('--state <状态>', '--state <state>'),
          say('待核对、以后再说或已判定不是同一位的', 'undecided, put aside, or decided to be two'),
        ),
        [...states],
      ).default('open'),
    )
    .addOption(
      new Option(
        say('--reason <理由>', '--reason <reason>'),
        say('只列有这种理由的，例如 phone、email、name', 'only those for this reason: phone, email, name …'),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: DuplicatesFlags) => {
      await withApi(flags, surroundings, false, async (api) => {
        const { state, reason } = flags;
        const query = { state, limit: LISTED, ...(reason === undefined ? {} : { reason }) };
        const ask = async (): Promise<Page> =>
          bodyOf(await api.GET('/api/v1/duplicates', { params: { query } }));
        const known = await ask();
        if (known.search?.isCurrent !== true) bodyOf(await api.POST('/api/v1/duplicates/searches'));
        const page = known.search?.isCurrent === true ? known : await ask();
        stdout.write(flags.json ? `${JSON.stringify(page, null, 2)}\n` : duplicateWords(page, lang));
      });
    });
}

function duplicateWords({ pairs, counts, next, search }: Page, lang: Lang): string {
  const zh = lang === 'zh';
  const counted = zh
    ? `待核对 ${counts.open} 对，以后再说 ${counts.later} 对，不是同一位 ${counts['not-same']} 对（查了 ${search?.customers ?? 0} 位客户）`
    : `pairs undecided: ${counts.open}, put aside: ${counts.later}, decided to be two: ${counts['not-same']} (customers searched: ${search?.customers ?? 0})`;
  if (pairs.length === 0) return `${counted}\n`;
  const head = zh ? ['把握', '保留', '并入', '理由'] : ['Confidence', 'Keep', 'Merge into it', 'Reasons'];
  const table = denseTable({
    head,
  });
  for (const pair of pairs) table.push(pairCells(pair, lang));
  const more = zh
    ? `只列出把握最大的 ${LISTED} 对。\n`
    : `Only the ${LISTED} most confident pairs are listed.\n`;
  const [first] = pairs;
  const [kept, merged] = first === undefined ? [] : inOrder(first);
  const example = `tierbook merge ${kept?.externalId} ${merged?.externalId} --preview`;
  const hint = zh ? `看合并会怎样：${example}\n` : `What a merge would do: ${example}\n`;
  return `${table.toString()}\n${next === null ? '' : more}${counted}\n${hint}`;
}

function pairCells(pair: Pair, lang: Lang): string[] {
  const named = ({ externalId, name }: Pair['one']): string =>
    name === null || name === externalId ? externalId : `${externalId} ${name}`;
  const [kept, merged] = inOrder(pair);
  const list = (reasons: Pair['reasons']): string =>
    reasons.map(({ says }) => says[lang]).join(lang === 'zh' ? '、' : ', ');
  const against =
    pair.against.length === 0 ? '' : `${lang === 'zh' ? '；但' : '; but '}${list(pair.against)}`;
  return [`${pair.confidence}%`, named(kept), named(merged), `${list(pair.reasons)}${against}`];
}

/** Who would be kept, and who becomes one with him. */
function inOrder({ one, other, kept }: Pair): readonly [Pair['one'], Pair['one']] {
  return one.id === kept ? [one, other] : [other, one];
}
