import { customerFields, type Field } from '../../domain/field.ts';

/** A field that a form may ask for, by the name that customers have it under over the API. */
export interface AskableField extends Field {
  readonly field: string;
}

/** What people may say of themselves; the rest is for the shop to write. */
const ownFields: Readonly<Record<string, string>> = {
  name: 'name',
  phone: 'phone',
  email: 'email',
  gender: 'gender',
  birthday: 'birthday',
  region: 'region',
  address: 'address',
  occupation: 'occupation',
  company: 'company',
};

/** Values of 性别 as shops keep them. */
const genders = ['女', '男'];

/** Everything that a form may ask for: what customers know of themselves, then the business's own fields. */
export function askableFields(custom: readonly Field[]): AskableField[] {
  const own = Object.entries(ownFields).flatMap(([field, id]) => {
    const known = customerFields.get(id);
    if (known === undefined) return [];
    return [{ ...known, field, choices: id === 'gender' ? genders : known.choices }];
  });
  return [...own, ...custom.map((known) => ({ ...known, field: `custom.${known.id}` }))];
}
