import Table from 'cli-table3';
import { type Command, Option } from 'commander';
import { describeTier } from '../domain/describe/describe-tier.ts';
import { refuse } from '../domain/problem.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import { loadDocument, loadScheme } from '../features/schemes/load-scheme.ts';
import { findScheme, listSchemes, publishScheme } from '../features/schemes/published-schemes.ts';
import { type DataFlags, dataOption, withFolder } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';

interface SchemeFlags extends DataFlags {
  readonly json?: boolean;
}

/** `tierbook scheme check|publish|list|show`: the standards of a data folder. */
export function addSchemeCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const scheme = program.command('scheme').description(say('等级标准', 'tier standards'));
  const file = say('<文件|模板>', '<file|template>');
  const json = (): Option => new Option('--json', say('输出 JSON', 'print JSON'));
  scheme
    .command('check')
    .description(say('检查一个等级标准', 'check a standard'))
    .argument(file)
    .addOption(json())
    .action(async (given: string, flags: SchemeFlags) => await check(given, flags, surroundings));
  scheme
    .command('publish')
    .description(
      say('发布等级标准，此后按它评级', 'publish a standard; customers are graded by it from now on'),
    )
    .argument(file)
    .addOption(dataOption(say))
    .addOption(json())
    .action(async (given: string, flags: SchemeFlags) => await publish(given, flags, surroundings));
  scheme
    .command('list')
    .description(say('列出已发布的等级标准', 'list the published standards'))
    .addOption(dataOption(say))
    .addOption(json())
    .action(async (flags: SchemeFlags) => await list(flags, surroundings));
  scheme
    .command('show')
    .description(say('显示一个已发布的等级标准', 'show a published standard'))
    .argument(
      '<id>',
      say('等级标准的 id，可加版本：id@2', "the standard's id, with a version if wanted: id@2"),
    )
    .addOption(dataOption(say))
    .addOption(json())
    .action(async (id: string, flags: SchemeFlags) => await show(id, flags, surroundings));
}

async function check(given: string, { json }: SchemeFlags, { lang, stdout }: Surroundings): Promise<void> {
  const scheme = await loadScheme(given);
  if (json) return write(stdout, { id: scheme.id, tiers: scheme.tiers.map(({ id }) => id) });
  stdout.write(`${lang === 'zh' ? '没有发现问题。' : 'No problems found.'}\n${sentences(scheme, lang)}`);
}

async function publish(given: string, flags: SchemeFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, now } = surroundings;
  const { document } = await loadDocument(given);
  await withFolder(flags, surroundings, true, async (folder) => {
    const done = await publishScheme(folder, { document, author: 'command line', at: now });
    if (flags.json) return write(stdout, done);
    const words = done.isNew
      ? { zh: `已发布 ${done.id} 第 ${done.version} 版`, en: `Published ${done.id}, version ${done.version}` }
      : {
          zh: `${done.id} 没有变化，仍是第 ${done.version} 版`,
          en: `${done.id} is unchanged: version ${done.version}`,
        };
    stdout.write(`${words[lang]}\n`);
  });
}

async function list(flags: SchemeFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  await withFolder(flags, surroundings, false, async (folder) => {
    const schemes = await listSchemes(folder.database().reader);
    if (flags.json) return write(stdout, schemes);
    const zh = lang === 'zh';
    const table = new Table({
      head: zh
        ? ['id', '版本', '名称', '发布时间', '发布人', '']
        : ['id', 'version', 'name', 'published', 'by', ''],
      style: { head: [], border: [] },
    });
    for (const { id, version, name, publishedAt, author, current } of schemes) {
      table.push([id, version, name[lang], publishedAt, author, current ? (zh ? '现行' : 'current') : '']);
    }
    stdout.write(`${table.toString()}\n`);
  });
}

async function show(given: string, flags: SchemeFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const [id = '', version] = given.split('@');
  await withFolder(flags, surroundings, false, async (folder) => {
    const found = await findScheme(
      folder.database().reader,
      id,
      version === undefined ? undefined : Number(version),
    );
    if (found === null) {
      return refuse(
        'unknown-scheme',
        given,
        '没有发布过这个等级标准；tierbook scheme list 列出全部',
        'no such standard was published; `tierbook scheme list` shows all',
      );
    }
    if (flags.json) return write(stdout, found.document);
    stdout.write(sentences(found.scheme, lang));
  });
}

/** A scheme in words, highest tier first. */
function sentences(scheme: Scheme, lang: Lang): string {
  const colon = lang === 'zh' ? '：' : ': ';
  const tiers = scheme.tiers
    .toReversed()
    .map((tier) => `  ${tier.name[lang]} (${tier.id})${colon}${describeTier(tier, scheme)[lang]}\n`);
  return `${scheme.name[lang]} (${scheme.id})\n${tiers.join('')}`;
}

function write(stdout: NodeJS.WriteStream, value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
