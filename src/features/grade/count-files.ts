import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { InputError, problem } from '../../domain/problem.ts';
import { ROWS_PER_FILE } from '../imports/load-orders.ts';
import { countRows, reasonText } from '../imports/rejects.ts';
import type { StagedFile } from '../imports/stage.ts';
import type { FileReport } from './report.ts';

/** A file whose every row was left out gives nothing to grade by: the reasons are the message. */
export function refuseUnreadable(files: readonly FileReport[]): void {
  const hopeless = files.filter(({ counts }) => counts.rows > 0 && counts.rejected === counts.rows);
  if (hopeless.length === 0 || hopeless.length < files.length) return;
  throw new InputError(
    hopeless.flatMap(({ staged, counts }) =>
      [...counts.reasons].map(([reason, n]) => {
        const { zh, en } = reasonText(reason);
        return problem(
          'no-readable-row',
          staged.file.original,
          `没有一行能读：${n} 行${zh}`,
          `no row could be read: ${n} rows: ${en}`,
        );
      }),
    ),
  );
}

/** How many rows each file has and how many were left out. */
export async function countAll(
  db: EmbeddedDatabase,
  orders: readonly StagedFile[],
  listed: StagedFile | null,
): Promise<FileReport[]> {
  const files: FileReport[] = [];
  for (const staged of orders)
    files.push({ staged, kind: 'orders', counts: await countRows(db, staged, 'orders') });
  if (listed !== null) {
    files.push({ staged: listed, kind: 'customers', counts: await countRows(db, listed, 'customers') });
  }
  return files;
}

/** The counts with the rows that name an order of another customer, which show once rows became orders. */
export async function withForeignRows(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
): Promise<FileReport[]> {
  const file = sql`row_id // ${sql.lit(ROWS_PER_FILE)}`;
  const rows = await run(db, sql`select ${file} as file, count(*) as n from foreign_rows group by 1`);
  const counted = new Map(rows.map((row) => [Number(row.file), Number(row.n)]));
  return files.map((report, index) => {
    const n = report.kind === 'orders' ? (counted.get(index) ?? 0) : 0;
    if (n === 0) return report;
    const { counts } = report;
    const reasons = new Map([...counts.reasons, ['other-customer' as const, n]]);
    return { ...report, counts: { ...counts, rejected: counts.rejected + n, reasons } };
  });
}
