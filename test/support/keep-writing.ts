import { sql } from 'kysely';
import { openDataFolder } from '../../src/db/data-folder.ts';

/** Writes settings 1, 2, 3 … in pairs until it is killed, and says of each when it is acknowledged. */
const [path = '', first = '1'] = process.argv.slice(2);
const folder = await openDataFolder({ path, now: 0, create: true });
process.stdout.write('open\n');
let next = Number(first);

async function writeOn(): Promise<void> {
  for (;;) {
    const number = next++;
    await folder.writer.write(async (trx) => {
      for (const half of ['a', 'b']) {
        await sql`insert into settings values (${`${number}${half}`}, 'x')`.execute(trx);
      }
    });
    process.stdout.write(`${number}\n`);
  }
}
await Promise.all([writeOn(), writeOn(), writeOn()]);
