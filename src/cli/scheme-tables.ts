import Table from 'cli-table3';
import { type Lang, type Text, text } from '../domain/text.ts';
import type { components } from '../http/client/schema.d.ts';

interface Version {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly author: string;
  readonly current: boolean;
}

/** The versions of standards, a row each. */
export function versionTable(versions: readonly Version[], lang: Lang): string {
  const zh = lang === 'zh';
  const table = plainTable(
    zh
      ? ['id', '版本', '名称', '发布时间（UTC）', '发布人', '']
      : ['id', 'version', 'name', 'published (UTC)', 'by', ''],
  );
  for (const { id, version, name, publishedAt, author, current } of versions) {
    const at = publishedAt.slice(0, 'YYYY-MM-DD HH:MM'.length).replace('T', ' ');
    table.push([id, version, name[lang], at, author, current ? (zh ? '现行' : 'current') : '']);
  }
  return table.toString();
}

type Publication = components['schemas']['Publication'];

const states: Readonly<Record<Publication['state'], Text>> = {
  planned: text('计划中', 'planned'),
  'in-force': text('执行中', 'in force'),
  'under-season': text('活动期后执行', 'holds after the season'),
  over: text('已结束', 'over'),
  'called-off': text('已取消', 'called off'),
};

/** Which standard holds when, a row for each publication. */
export function publicationTable(publications: readonly Publication[], lang: Lang): string {
  const table = plainTable(
    lang === 'zh'
      ? ['编号', '等级标准', '从', '到', '状态', '发布人']
      : ['no.', 'standard', 'from', 'to', 'state', 'by'],
  );
  for (const { id, scheme, startsOn, endsOn, lastDay, state, author } of publications) {
    const last = state === 'called-off' ? '' : (lastDay ?? endsOn ?? '');
    table.push([id, `${scheme.id}@${scheme.version}`, startsOn, last, states[state][lang], author]);
  }
  return table.toString();
}

function plainTable(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}
