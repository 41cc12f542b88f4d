import Table from 'cli-table3';
import { type Command, Option } from 'commander';
import { describeScheme, type SaidScheme } from '../domain/describe/describe-scheme.ts';
import type { Lang } from '../domain/text.ts';
import { loadDocument } from '../features/schemes/load-scheme.ts';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, dataOption } from './data-folder-option.ts';
import { warningsOf, warningWords } from './scheme-warnings.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

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
    .addOption(dataOption(say))
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

async function check(given: string, flags: SchemeFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const loaded = await loadDocument(given);
  const warnings = await warningsOf(loaded, flags, surroundings);
  const { scheme } = loaded;
  if (flags.json) {
    return write(stdout, { id: scheme.id, tiers: scheme.tiers.map(({ id }) => id), warnings });
  }
  const fine = lang === 'zh' ? '没有发现问题。' : 'No problems found.';
  stdout.write(
    `${fine}\n${sentences(scheme.id, describeScheme(scheme), lang)}${warningWords(warnings, scheme, lang)}`,
  );
}

async function publish(given: string, flags: SchemeFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const { document } = await loadDocument(given);
  await withApi(flags, surroundings, true, async (api) => {
    const done = bodyOf(await api.POST('/api/v1/schemes', { body: { document } }));
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
  await withApi(flags, surroundings, false, async (api) => {
    const { schemes } = bodyOf(await api.GET('/api/v1/schemes'));
    if (flags.json) return write(stdout, schemes);
    const zh = lang === 'zh';
    const table = new Table({
      head: zh
        ? ['id', '版本', '名称', '发布时间（UTC）', '发布人', '']
        : ['id', 'version', 'name', 'published (UTC)', 'by', ''],
      style: { head: [], border: [] },
    });
    for (const { id, version, name, publishedAt, author, current } of schemes) {
      const at = publishedAt.slice(0, 'YYYY-MM-DD HH:MM'.length).replace('T', ' ');
      table.push([id, version, name[lang], at, author, current ? (zh ? '现行' : 'current') : '']);
    }
    stdout.write(`${table.toString()}\n`);
  });
}

async function show(given: string, flags: SchemeFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const [id = '', version] = given.split('@');
  await withApi(flags, surroundings, false, async (api) => {
    const query = version === undefined ? {} : { version: Number(version) };
    const params = { path: { scheme: id }, query };
    const found = bodyOf(await api.GET('/api/v1/schemes/{scheme}', { params }));
    if (flags.json) return write(stdout, found.document);
    stdout.write(sentences(found.id, found.said, lang));
  });
}

/** A scheme in words, highest tier first. */
function sentences(schemeId: string, { name, tiers }: SaidScheme, lang: Lang): string {
  const [colon, semicolon] = lang === 'zh' ? ['：', '；'] : [': ', '; '];
  const everybody = lang === 'zh' ? '人人都有' : 'everybody';
  const kept = lang === 'zh' ? '保级：' : 'to keep it: ';
  const lines = tiers.toReversed().map(({ id, name: tierName, when, keep }) => {
    const rules = [when?.[lang] ?? everybody, ...(keep === null ? [] : [kept + keep[lang]])];
    return `  ${tierName[lang]} (${id})${colon}${rules.join(semicolon)}\n`;
  });
  return `${name[lang]} (${schemeId})\n${lines.join('')}`;
}

function write(stdout: NodeJS.WriteStream, value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
