import { sql } from 'kysely';
import type { Expression } from '../../sql/expression.ts';
import { foldName } from './column-names.ts';
import { fieldValue, type StagedFile } from './staged-file.ts';

const givenNames = ['firstname', 'givenname', 'forename', '名', '名字'];
const familyNames = ['lastname', 'familyname', 'surname', '姓', '姓氏'];

/** Two columns of a customer list that make a name together: positions in the file's columns. */
export interface NameParts {
  readonly given: number;
  readonly family: number;
}

/** The columns of given and family names of a list that has none of whole names; those `left` are not read. */
export function namePartsIn(
  columns: readonly string[],
  fields: ReadonlySet<string>,
  left: ReadonlySet<number> = new Set(),
): NameParts | null {
  if (fields.has('name')) return null;
  const find = (names: readonly string[]): number =>
    columns.findIndex((column, index) => !left.has(index) && names.includes(foldName(column)));
  const [given, family] = [find(givenNames), find(familyNames)];
  return given < 0 || family < 0 ? null : { given, family };
}

/** The name as people write it: 王 and 小明 are 王小明, Ada and Lovelace are Ada Lovelace; null where both are blank. */
export function builtName(staged: StagedFile, { given, family }: NameParts): Expression {
  const part = (column: number): Expression => {
    const field = staged.fields.find((each) => each.column === column);
    return sql`nullif(trim(cast(${fieldValue(staged, field?.name ?? '')} as text)), '')`;
  };
  const [first, last] = [part(given), part(family)];
  const chinese = sql`regexp_matches(concat(${last}, ${first}), '^[\\p{Han}·]+$')`;
  return sql`case when ${chinese} then concat(${last}, ${first})
    else nullif(concat_ws(' ', ${first}, ${last}), '') end`;
}
