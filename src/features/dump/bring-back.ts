import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { note } from '../audit/audit.ts';
import type { Seal } from '../contacts/seal.ts';
import { type PartName, partNames, parts } from './parts.ts';
import { readPart } from './read-part.ts';

export interface BringBack {
  /** Files of JSON lines, as the export writes them. */
  readonly files: Readonly<Partial<Record<PartName, { readonly path: string; readonly name: string }>>>;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Keeps parts of a full dump in an installation that has none of them and has graded nobody, all of it or nothing: the first evaluation then
 * decides every day since the first standard by them. Gives how many rows of each were kept. Throws an InputError.
 */
export async function bringBack(
  folder: DataFolder,
  seal: Seal,
  { files, author, at }: BringBack,
): Promise<Partial<Record<PartName, number>>> {
  const { dialect } = folder.database();
  return await folder.writer.write(async (trx) => {
    const wanted = partNames.filter((name) => files[name] !== undefined);
    await refuseUnlessEmpty(trx, wanted);
    const kept: Partial<Record<PartName, number>> = {};
    for (const name of wanted) {
      const file = files[name];
      if (file === undefined) continue;
      let count = 0;
      for await (const rows of readPart(parts[name], file)) {
        if (rows.length > 0) await parts[name].keep({ trx, dialect, seal, author, at }, rows);
        count += rows.length;
      }
      kept[name] = count;
    }
    await note(trx, { at, actor: author, action: 'dump-brought-back', detail: kept });
    return kept;
  });
}

async function refuseUnlessEmpty(trx: Kysely<unknown>, wanted: readonly PartName[]): Promise<void> {
  const problems: Problem[] = [];
  if (await hasRows(trx, 'evaluations')) {
    problems.push(
      problem(
        'graded-already',
        '',
        '这里已经评过级；完整导出只能导入一个新的数据文件夹',
        'customers were graded here already; a full dump goes into a new data folder',
      ),
    );
  }
  for (const name of wanted) {
    const tables = await Promise.all(parts[name].tables.map((table) => hasRows(trx, table)));
    if (!tables.includes(true)) continue;
    problems.push(
      problem(
        'not-empty',
        name,
        '这里已经有这类记录，不会混在一起；请导入一个新的数据文件夹',
        'there are such records already, and they are not mixed; import into a new data folder',
      ),
    );
  }
  if (problems.length > 0) throw new InputError(problems);
}

async function hasRows(trx: Kysely<unknown>, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
  return rows.length > 0;
}
