import { sql } from 'kysely';
import { type FieldType, fieldTypes } from '../../domain/field.ts';
import { type Text, text } from '../../domain/text.ts';
import { defineFields } from '../register/custom-fields.ts';
import { startRecording } from '../register/recording.ts';
import { type Part, partColumn } from './part.ts';

/** The business's own columns of customers, with their types. */
export const fieldsPart: Part = {
  columns: () => [
    partColumn('field', text('字段', 'field'), sql`field_id`),
    partColumn('name', text('名称', 'name'), sql`name`, { kind: 'words' }),
    partColumn('type', text('类型', 'type'), sql`type`, { oneOf: fieldTypes }),
    partColumn('choices', text('选项', 'choices'), sql`choices`, { kind: 'json', needed: false }),
    partColumn('sealed', text('加密', 'sealed'), sql`sealed`, { kind: 'yes' }),
  ],
  rows: () => sql`from custom_fields order by position`,
  tables: ['custom_fields'],
  keep: async ({ trx, author, at }, rows) => {
    const fields = rows.map(({ field, name, type, choices, sealed }) => ({
      id: String(field),
      name: JSON.parse(String(name)) as Text,
      type: type as FieldType,
      choices: typeof choices === 'string' ? (JSON.parse(choices) as string[]) : [],
      sealed: sealed === 'true',
    }));
    await defineFields(trx, fields, await startRecording(trx, { at, author, importId: null }));
  },
};
