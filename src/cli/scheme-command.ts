import { type Command, Option } from 'commander';
import { stringify } from 'yaml';
import { describeScheme, type SaidScheme } from '../domain/describe/describe-scheme.ts';
import type { Lang } from '../domain/text.ts';
import { loadDocument } from '../features/schemes/load-scheme.ts';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { addChallengeCommand } from './scheme-challenge.ts';
import { showDifference } from './scheme-difference.ts';
import { addEndCommand } from './scheme-end.ts';
import { addPublishCommand } from './scheme-publish.ts';
import { publicationTable, versionTable } from './scheme-tables.ts';
import { warningsOf, warningWords } from './scheme-warnings.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface SchemeFlags extends DataFlags {
  readonly json?: boolean;
}

/** `tierbook scheme check|publish|end|challenge|list|show|diff`: the standards of a data folder. */
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
    .addOption(databaseOption(say))
    .addOption(json())
    .action(async (given: string, flags: SchemeFlags) => await check(given, flags, surroundings));
  addPublishCommand(scheme, surroundings);
  addEndCommand(scheme, surroundings);
  addChallengeCommand(scheme, surroundings);
  scheme
    .command('list')
    .description(say('列出已发布的等级标准', 'list the published standards'))
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
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
    .addOption(databaseOption(say))
    .addOption(json())
    .addOption(
      new Option('--yaml', say('输出 YAML，可以修改后再发布', 'print YAML, to be changed and published')),
    )
    .action(
      async (id: string, flags: SchemeFlags & { readonly yaml?: boolean }) =>
        await show(id, flags, surroundings),
    );
  const any = say('文件|模板|id@版本', 'file|template|id@version');
  scheme
    .command('diff')
    .description(
      say(
        '用文字说明两个等级标准的区别；只写一个时，与现行标准比较',
        'what changes from one standard to another, in words; of one alone, from the one in force',
      ),
    )
    .argument(`<${any}>`)
    .argument(`[${any}]`)
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(json())
    .action(
      async (first: string, second: string | undefined, flags: SchemeFlags) =>
        await showDifference(first, second, flags, surroundings),
    );
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

async function list(flags: SchemeFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  await withApi(flags, surroundings, false, async (api) => {
    const { schemes } = bodyOf(await api.GET('/api/v1/schemes'));
    const { publications } = bodyOf(await api.GET('/api/v1/publications'));
    if (flags.json) {
      const ofVersion = (id: string, version: number) =>
        publications.filter(({ scheme }) => scheme.id === id && scheme.version === version);
      return write(
        stdout,
        schemes.map((listed) => ({ ...listed, publications: ofVersion(listed.id, listed.version) })),
      );
    }
    stdout.write(`${versionTable(schemes, lang)}\n`);
    if (publications.length > 0) stdout.write(`${publicationTable(publications, lang)}\n`);
  });
}

async function show(
  given: string,
  flags: SchemeFlags & { readonly yaml?: boolean },
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout } = surroundings;
  const [id = '', version] = given.split('@');
  await withApi(flags, surroundings, false, async (api) => {
    const query = version === undefined ? {} : { version: Number(version) };
    const params = { path: { scheme: id }, query };
    const found = bodyOf(await api.GET('/api/v1/schemes/{scheme}', { params }));
    if (flags.json) return write(stdout, found.document);
    if (flags.yaml) return void stdout.write(stringify(found.document));
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
