import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecordedSource, recordedSources } from '../domain/event.ts';
import { refuse } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import { type PartName, partNames } from '../features/dump/parts.ts';
import type { FileKind } from '../features/imports/column-names.ts';
import type { ImportResult } from '../features/imports/import-result.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { ProgressBar } from './progress-bar.ts';
import { sendFiles } from './send-files.ts';

/** What stands before the lists that are imported: in whose money, and as what, they are read. */
const before: readonly PartName[] = ['fields', 'schemes'];
const lists = ['customers', 'orders', 'refunds', ...recordedSources] as const;

interface Importing {
  readonly api: Api;
  readonly bar: ProgressBar;
  readonly signal: AbortSignal;
  /** Imports one file without grading anybody, and says what came of it. */
  readonly importList: (file: string, kind: FileKind) => Promise<ImportResult>;
}

/** What was brought back. */
export interface BroughtBack {
  /** Each file with its rows. */
  readonly files: readonly { readonly file: string; readonly rows: number }[];
  /** Rows of lists that were left out. */
  readonly rejected: number;
  /** The evaluation that decided every day since the first standard; null where none is published. */
  readonly evaluation: { readonly customers: number; readonly changed: number } | null;
}

/**
 * Brings a folder that `export all` wrote into an empty data folder, and has everybody graded. Throws an InputError where the folder holds
 * nothing of the kind, or the data folder is not empty.
 */
export async function importAll(folder: string, importing: Importing): Promise<BroughtBack> {
  const { api, bar, signal, importList } = importing;
  const names = new Set(await filesOf(folder));
  await refuseUnlessEmpty(api);
  const files: { file: string; rows: number }[] = [];
  const bringBack = async (wanted: readonly PartName[]): Promise<void> => {
    const there = wanted.filter((name) => names.has(`${name}.jsonl`));
    if (there.length === 0) return;
    const paths = there.map((name) => join(folder, `${name}.jsonl`));
    const ids = await sendFiles(api, paths, bar, signal);
    const body = Object.fromEntries(there.map((name, index) => [name, ids[index]]));
    const kept = bodyOf(await api.POST('/api/v1/dumps', { body }));
    files.push(...there.map((name) => ({ file: `${name}.jsonl`, rows: kept[name] ?? 0 })));
  };
  await bringBack(before);
  let rejected = 0;
  for (const list of lists.filter((name) => names.has(`${name}.csv`))) {
    const kind: FileKind = list === 'customers' || isRecordedSource(list) ? list : 'orders';
    const result = await importList(join(folder, `${list}.csv`), kind);
    for (const read of result.files) {
      files.push({ file: `${list}.csv`, rows: read.rows });
      rejected += read.rejected;
    }
  }
  await bringBack(partNames.filter((name) => !before.includes(name)));
  return { files, rejected, evaluation: names.has('schemes.jsonl') ? await gradeAll(api, bar) : null };
}

async function gradeAll(api: Api, bar: ProgressBar): Promise<BroughtBack['evaluation']> {
  bar.step({ zh: '逐日评级', en: 'grading, day by day' });
  const { customers, changed } = bodyOf(await api.POST('/api/v1/evaluations', { body: {} }));
  return { customers: customers ?? 0, changed: changed ?? 0 };
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const known = new Set([...lists.map((name) => `${name}.csv`), ...partNames.map((name) => `${name}.jsonl`)]);
  if (names.some((name) => known.has(name))) return names;
  if (names.some((name) => known.has(name.replace(/\.zip$/, '')))) {
    return refuse(
      'locked',
      folder,
      '这些文件加了密；请先用 7-Zip 等软件解压到一个文件夹，再导入那个文件夹',
      'these files are locked; unpack them into a folder first, with 7-Zip or the like, and import that',
    );
  }
  return refuse(
    'no-dump',
    folder,
    '这里没有 tierbook export all 写出的文件；请给出那个文件夹',
    'there is nothing here that `tierbook export all` wrote; give its folder',
  );
}

async function refuseUnlessEmpty(api: Api): Promise<void> {
  const { customers } = bodyOf(await api.GET('/api/v1/customers', { params: { query: { limit: 1 } } }));
  const { schemes } = bodyOf(await api.GET('/api/v1/schemes'));
  if (customers.length + schemes.length === 0) return;
  refuse(
    'not-empty',
    '--data',
    '这个数据文件夹里已经有客户或等级标准；完整导出只能导入一个新的',
    'this data folder has customers or standards already; a full dump goes into a new one',
  );
}

/** What came back, for people. */
export function broughtBackWords({ files, rejected, evaluation }: BroughtBack, lang: Lang): string {
  const lines = files.map(({ file, rows }) => `  ${file}  ${rows}\n`).join('');
  const left =
    rejected === 0
      ? ''
      : lang === 'zh'
        ? `⚠ ${rejected} 行没有导入，原因见上\n`
        : `⚠ ${rejected} rows were left out, for the reasons above\n`;
  const ungraded =
    evaluation !== null
      ? ''
      : lang === 'zh'
        ? '还没有等级标准，没有评级\n'
        : 'there is no standard yet, and nobody is graded\n';
  return lang === 'zh'
    ? `已导入（文件、行数）：\n${lines}${left}${ungraded}`
    : `brought back (file, rows):\n${lines}${left}${ungraded}`;
}
