import { fieldsPart } from './fields-part.ts';
import { formsPart } from './forms-part.ts';
import { overridesPart } from './overrides-part.ts';
import type { Part } from './part.ts';
import { schemesPart } from './schemes-part.ts';
import { submissionsPart } from './submissions-part.ts';

/** What people decided, beside the tables of the register, in the order in which it is brought back. */
export const partNames = ['fields', 'schemes', 'overrides', 'forms', 'submissions'] as const;
export type PartName = (typeof partNames)[number];

export const parts: Readonly<Record<PartName, Part>> = {
  fields: fieldsPart,
  schemes: schemesPart,
  overrides: overridesPart,
  forms: formsPart,
  submissions: submissionsPart,
};
