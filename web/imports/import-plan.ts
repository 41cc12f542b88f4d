import type { ChosenEncoding } from '../../src/domain/encodings.ts';
import { type RecordedSource, recordedSources } from '../../src/domain/event.ts';
import { ask } from '../api/client.ts';
import type { ImportKind, Preview, Upload } from '../api/contract.ts';

/** In the order in which they are read. */
export const importKinds: readonly ImportKind[] = ['customers', 'orders', 'settlements', ...recordedSources];

/** What the user says of a file's rows, where it is not to be guessed. */
export interface SaidOfRows {
  readonly withoutBuyer?: WithoutBuyer;
  /** How to read 3/4/2026. */
  readonly dates?: 'mdy' | 'dmy';
  /** What the amounts of an order with several rows are. */
  readonly amount?: 'per-order' | 'per-line';
}

/** A file on the server and what it is to be read as. */
export interface PlannedFile extends SaidOfRows {
  readonly upload: Upload;
  readonly kind: ImportKind;
  /** What the user settled: which column gives a field. */
  readonly map: Readonly<Record<string, string>>;
  /** Columns that the user does not want. */
  readonly leave: readonly string[];
  /** How it is read, where the user chose; else it is guessed. */
  readonly reading?: Reading;
}

/** How a file's text is encoded, or which of its sheets is meant. */
export interface Reading {
  readonly encoding?: ChosenEncoding;
  readonly sheet?: string;
}

export type WithoutBuyer = 'keep' | 'leave-out';

/** One `POST /imports`. */
export interface PlannedImport extends SaidOfRows {
  readonly uploads: readonly string[];
  readonly names: readonly string[];
  readonly kind: ImportKind;
  readonly map: Readonly<Record<string, string>>;
  readonly leave: readonly string[];
  /** By the ids of uploads. */
  readonly reading: Readonly<Record<string, Reading>>;
}

export async function upload(file: File): Promise<PlannedFile> {
  const sent = await ask<Upload>('POST', '/uploads', { query: { name: file.name }, body: file });
  return { upload: sent, kind: await guessKind(sent), map: {}, leave: [] };
}

export function preview(file: PlannedFile, signal: AbortSignal): Promise<Preview> {
  const { upload: sent, kind, map, leave, reading = {}, withoutBuyer, dates } = file;
  return ask<Preview>('POST', '/imports/previews', {
    body: { uploads: [sent.id], kind, map, leave, reading: { [sent.id]: reading }, withoutBuyer, dates },
    signal,
  });
}

/** Words in the names of a file and its columns that tell what its rows are. */
const telling: readonly (readonly [RecordedSource, RegExp])[] = [
  ['points', /积分(明细|记录|流水|变动|类型|时间)|points?[ _-]?(ledger|history|log|entries|change)/i],
  ['complaints', /投诉|complain/i],
  ['reviews', /评价|评论|点评|评分|星级|review|rating/i],
  ['visits', /到店|到访|来访|访问|浏览|visit|page ?view/i],
  ['usage', /用量|晚数|间夜|入住|通话|流量|usage|nights|minutes/i],
  ['service', /服务|咨询|工单|报修|service|ticket/i],
];

/** A known export holds what it is known to; what has everything that orders need is orders, and so is what seems to have amounts and days; events are told by what their file and its columns are called. */
async function guessKind({ id, name }: Upload): Promise<ImportKind> {
  const look = async (kind: ImportKind): Promise<Preview> =>
    await ask<Preview>('POST', '/imports/previews', { body: { uploads: [id], kind } });
  const fits = ({ files }: Preview): boolean => files.every(({ missing }) => missing.length === 0);
  const asOrders = await look('orders');
  const [known] = asOrders.files;
  if (known?.holds) return known.holds === 'items' ? 'orders' : known.holds;
  if (fits(asOrders)) return 'orders';
  const names = [name, ...asOrders.files.flatMap(({ columns }) => columns.map(({ column }) => column))];
  const [source] = telling.find(([, words]) => names.some((each) => words.test(each))) ?? [];
  if (source !== undefined && fits(await look(source))) return source;
  return looksLikeOrders(asOrders) && !fits(await look('customers')) ? 'orders' : 'customers';
}

/** Of a file with unknown headers: whether amounts and days were found or guessed in it. */
function looksLikeOrders({ files }: Preview): boolean {
  const found = new Set(
    files.flatMap(({ columns }) => columns.map(({ field, guess }) => field ?? guess?.field)),
  );
  return found.has('amount') && (found.has('paid_at') || found.has('ordered_at'));
}

/**
 * Customers before orders, these before settlements, which tell of orders, and before events, which need their customers to be known. Files of one kind are read together, as an order may go on from one to the next,
 * unless the user settled columns differently for each.
 */
export function planImports(files: readonly PlannedFile[]): PlannedImport[] {
  const groups = new Map<string, PlannedFile[]>();
  for (const kind of importKinds) {
    for (const file of files.filter((one) => one.kind === kind)) {
      const key = `${kind} ${JSON.stringify([file.map, file.leave, saidOf(file)])}`;
      groups.set(key, [...(groups.get(key) ?? []), file]);
    }
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        uploads: group.map(({ upload: { id } }) => id),
        names: group.map(({ upload: { name } }) => name),
        kind: first.kind,
        map: first.map,
        leave: first.leave,
        ...saidOf(first),
        reading: Object.fromEntries(group.map(({ upload: { id }, reading = {} }) => [id, reading] as const)),
      },
    ];
  });
}

/** What was said, and nothing else. */
function saidOf({ withoutBuyer, dates, amount }: SaidOfRows): SaidOfRows {
  return {
    ...(withoutBuyer === undefined ? {} : { withoutBuyer }),
    ...(dates === undefined ? {} : { dates }),
    ...(amount === undefined ? {} : { amount }),
  };
}
