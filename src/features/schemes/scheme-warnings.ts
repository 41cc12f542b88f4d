import type { DataFolder } from '../../db/data-folder.ts';
import { subjectsOf } from '../../domain/condition.ts';
import { type Finding, writtenPath } from '../../domain/lint/finding.ts';
import { lintScheme } from '../../domain/lint/lint-scheme.ts';
import { mendText } from '../../domain/lint/mend-text.ts';
import { tierName } from '../../domain/lint/words.ts';
import { type Lang, text } from '../../domain/text.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import type { CustomerRow } from '../customers/customer-row.ts';
import { type EmptyTier, emptyTiers } from './empty-tiers.ts';
import { type Fallen, fallenCustomers } from './fallen-customers.ts';
import type { ReadScheme } from './written-scheme.ts';

/** A trap in a standard, in one language, with the customers who fall in where they are known. */
export interface SchemeWarning {
  readonly code: string;
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
  readonly mend: {
    readonly said: string;
    readonly text: string;
    readonly edits: readonly { readonly path: (string | number)[]; readonly value?: unknown }[];
  } | null;
  readonly customers: {
    readonly count: number;
    readonly shown: readonly Pick<CustomerRow, 'id' | 'externalId' | 'name' | 'tier' | 'metrics'>[];
    readonly filter: Readonly<Record<string, unknown>>;
  } | null;
}

type Told = Omit<Finding, 'code'> & { readonly code: string };

/** The warnings of a standard by itself. */
export function schemeWarnings(read: ReadScheme, lang: Lang): SchemeWarning[] {
  return lintScheme(read.scheme, read.document).map((finding) => saidWarning(finding, null, read, lang));
}

/** The same with the real customers who fall in, as far as somebody may see them. */
export async function countedWarnings(
  folder: DataFolder,
  { seal, visibility }: { readonly seal: Seal; readonly visibility: Visibility },
  read: ReadScheme,
  lang: Lang,
): Promise<SchemeWarning[]> {
  const looking = { seal, visibility, scheme: read.scheme };
  const warnings: SchemeWarning[] = [];
  for (const finding of lintScheme(read.scheme, read.document)) {
    const fallen = finding.rule === null ? null : await fallenCustomers(folder, looking, finding.rule);
    warnings.push(saidWarning(finding, fallen, read, lang));
  }
  const told = new Set(warnings.map(({ path }) => path));
  const empty = await emptyTiers(folder, visibility, read);
  return [
    ...warnings,
    ...empty
      .filter(({ place }) => !told.has(`tiers[${place}]`))
      .map((tier) => emptyWarning(tier, read, lang)),
  ];
}

function emptyWarning({ place, customers, mend }: EmptyTier, read: ReadScheme, lang: Lang): SchemeWarning {
  const name = tierName(read.scheme, place);
  const message = text(
    `现在 ${customers} 位客户里没有人评为${name.zh}：看看门槛是不是太高`,
    `none of ${customers} customers is ${name.en} today: see whether the threshold is too high`,
  );
  const path = ['tiers', place, 'when'];
  const finding = { code: 'nobody-today', path, message, rule: null, mend };
  return saidWarning(finding, null, read, lang);
}

function saidWarning(
  { code, path, message, mend, rule }: Told,
  fallen: Fallen | null,
  { lineOf }: ReadScheme,
  lang: Lang,
): SchemeWarning {
  const place = writtenPath(path);
  const asked = new Set(rule === null ? [] : subjectsOf(rule).map(({ id }) => id));
  return {
    code,
    path: place,
    line: lineOf(place),
    message: message[lang],
    mend: mend && {
      said: mend.said[lang],
      text: mendText(mend),
      edits: mend.edits.map((edit) => ({ ...edit, path: [...edit.path] })),
    },
    customers: fallen && {
      count: fallen.customers,
      shown: fallen.shown.map(({ id, externalId, name, tier, metrics }) => ({
        id,
        externalId,
        name,
        tier,
        metrics: Object.fromEntries(Object.entries(metrics).filter(([metric]) => asked.has(metric))),
      })),
      filter: fallen.filter,
    },
  };
}
