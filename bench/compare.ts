import { openBare, quoted } from './bare.ts';

/** Throws unless two CSV files hold the same rows in the given columns, in any order. */
export async function checkSame(
  name: string,
  product: string,
  bare: string,
  columns: readonly string[],
): Promise<void> {
  const { connection, close } = await openBare(':memory:');
  const rows = (file: string): string =>
    `select ${columns} from read_csv(${quoted(file)}, header = true, all_varchar = true)`;
  const only = (one: string, other: string): string => `(${rows(one)} except all ${rows(other)})`;
  const counts = `select (select count(*) from (${rows(product)})), (select count(*) from (${rows(bare)})),
    (select count(*) from ${only(product, bare)}), (select count(*) from ${only(bare, product)})`;
  const [found = []] = (await connection.runAndReadAll(counts)).getRows();
  const [ofProduct, ofBare, productOnly, bareOnly] = found.map(Number);
  const shown = async (one: string, other: string): Promise<string> =>
    JSON.stringify((await connection.runAndReadAll(`from ${only(one, other)} limit 3`)).getRowObjectsJson());
  const same = ofProduct !== 0 && ofProduct === ofBare && productOnly === 0 && bareOnly === 0;
  const difference = same
    ? ''
    : `product: ${await shown(product, bare)}\nbare:    ${await shown(bare, product)}`;
  close();
  if (same) return;
  throw new Error(
    `${name}: the product's ${ofProduct} rows and the twin's ${ofBare} are not the same; ${productOnly} and ${bareOnly} differ, such as\n${difference}`,
  );
}
