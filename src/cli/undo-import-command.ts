import { type Command, Option } from 'commander';
import { clockOf } from '../domain/calendar.ts';
import { refuse } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import { undoesNothing } from '../domain/undoes-nothing.ts';
import { authorText } from '../features/access/author-name.ts';
import type { EvaluationResult } from '../features/imports/import-result.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import { askYes } from './ask-yes.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { gradedWords } from './import-words.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { effectWords } from './undo-words.ts';
import { withApi } from './with-api.ts';

interface UndoFlags extends DataFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

type Preview = components['schemas']['UndoPreview'];
type Undone = NonNullable<Preview['import']['undone']>;

interface UndoResult extends Omit<Preview, 'import'> {
  readonly importId: string;
  readonly evaluation: EvaluationResult | null;
}

/** `tierbook undo-import`: takes one import back. */
export function addUndoImportCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('undo-import')
    .description(
      say(
        '撤销一次导入；先说清会去掉什么、留下什么',
        'take an import back; says first what goes and what stays',
      ),
    )
    .argument(
      say('<编号>', '<id>'),
      say('导入的编号，导入时显示过', 'the number of the import, which was told when it ended'),
    )
    .addOption(new Option('-y, --yes', say('不再询问，直接撤销', 'take it back without asking')))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .action(async (id: string, flags: UndoFlags) => await undo(idOf(id), flags, surroundings));
}

function idOf(given: string): string {
  if (/^\d{1,18}$/.test(given)) return given;
  return refuse(
    'not-an-import',
    '<id>',
    `“${given}”不是导入的编号；编号是一个数字，导入结束时显示过`,
    `"${given}" is no number of an import; it is the number that was told when the import ended`,
  );
}

async function undo(id: string, flags: UndoFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr } = surroundings;
  await withApi(flags, surroundings, false, async (api) => {
    const params = { path: { id } };
    const preview = bodyOf(await api.GET('/api/v1/imports/{id}/undo', { params }));
    const { timeZone } = bodyOf(await api.GET('/api/v1/business'));
    const out = flags.json ? stderr : stdout;
    if (undoesNothing(preview)) {
      out.write(previewWords(preview, timeZone, lang));
      return refuseForNothing(id);
    }
    if (flags.yes !== true) {
      out.write(previewWords(preview, timeZone, lang));
      if (!(await agreed(surroundings))) return;
    }
    const result = await runUndo(api, id, surroundings);
    stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : resultWords(preview, result, lang));
    if (result.evaluation !== null) stderr.write(gradedWords(result.evaluation, lang));
  });
}

function refuseForNothing(id: string): never {
  return refuse(
    'nothing-undone',
    '',
    `导入 ${id} 现在没有可以撤销的内容，原因见上面`,
    `nothing of import ${id} can be taken back now, for the reasons above`,
  );
}

/** Throws where nobody can be asked. */
async function agreed(surroundings: Surroundings): Promise<boolean> {
  const { lang, stderr } = surroundings;
  const question = lang === 'zh' ? '撤销这次导入吗？(y/N) ' : 'Take this import back? (y/N) ';
  const answer = await askYes(question, surroundings);
  if (answer === null) {
    return refuse(
      'not-confirmed',
      '',
      '还没有撤销；看过上面的内容后，加上 --yes 再运行一次',
      'nothing is taken back yet; when you have read the above, run it again with --yes',
    );
  }
  if (!answer) stderr.write(lang === 'zh' ? '没有撤销\n' : 'Nothing is taken back\n');
  return answer;
}

async function runUndo(api: Api, id: string, { lang, stderr, signal }: Surroundings): Promise<UndoResult> {
  const bar = progressBar(stderr, lang);
  try {
    const { job } = bodyOf(await api.POST('/api/v1/imports/{id}/undo', { params: { path: { id } } }));
    return await followJob<UndoResult>(api, job, bar, signal);
  } finally {
    bar.stop();
  }
}

function previewWords(preview: Preview, timeZone: string, lang: Lang): string {
  const { id, file, startedAt, author, undone } = preview.import;
  const at = (moment: string): string => clockOf(Date.parse(moment), timeZone);
  const by = authorText(author)[lang];
  const head =
    lang === 'zh'
      ? `导入 ${id}（${file}，${by}，${at(startedAt)}）撤销后：`
      : `Taking back import ${id} (${file}, ${by}, ${at(startedAt)}):`;
  const lines = [head, ...effectWords(id, preview, lang, false)];
  if (undone !== null) lines.unshift(undoneWords(id, undone, at(undone.at), lang));
  return `${lines.join('\n')}\n`;
}

/** That it was taken back before, and left something. */
function undoneWords(id: string, { author, stayed }: Undone, at: string, lang: Lang): string {
  const by = authorText(author)[lang];
  return lang === 'zh'
    ? `导入 ${id} 已在 ${at} 由${by}撤销过，当时留下 ${stayed} 项。`
    : `Import ${id} was taken back at ${at} by ${by}, and ${stayed} of it stayed.`;
}

function resultWords(preview: Preview, result: UndoResult, lang: Lang): string {
  const { id, file } = preview.import;
  const head = lang === 'zh' ? `已撤销导入 ${id}（${file}）：` : `Import ${id} (${file}) is taken back:`;
  return `${[head, ...effectWords(id, result, lang, true)].join('\n')}\n`;
}
