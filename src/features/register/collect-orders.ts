import type { DataFolder } from '../../db/data-folder.ts';
import type { Seal } from '../contacts/seal.ts';
import { rememberedGeneration } from '../evaluations/generation.ts';
import { joinCopies } from '../requests/join-copies.ts';
import { type BusinessThen, businessThen } from '../schemes/business.ts';
import {
  type Keeping,
  type KeptOrders,
  keepTogether,
  type OrderRequest,
  type ReadRequest,
  readRequest,
} from './keep-orders.ts';
import { writtenInOf } from './written-values.ts';

/** As many orders are kept in one transaction; more would make the first of them wait. */
const MOST = 4000;

interface Waiting {
  readonly request: OrderRequest;
  readonly resolve: (kept: KeptOrders) => void;
  readonly reject: (error: unknown) => void;
}

interface Read extends Waiting {
  readonly read: ReadRequest;
}

/**
 * Keeps orders as they come in; whatever comes while others are being written is kept together, so that looking up
 * and grading is paid for once. What has to wait for long work that has changed the same rows waits alone, with whatever comes of the same orders. With a
 * seal, customers whom nobody knows yet are kept with the phone and e-mail that their orders say, or recognised by them. The promise resolves when the
 * orders are on disk and their customers graded.
 */
export function collectOrders(
  folder: DataFolder,
  clock: () => number,
  seal: Seal | null = null,
): (request: OrderRequest) => Promise<KeptOrders> {
  const generations = rememberedGeneration();
  const alone = new Set<Read>();
  let standing: BusinessThen | null = null;
  let waiting: Waiting[] = [];
  let working = false;
  let asked = false;

  const work = async (): Promise<void> => {
    asked = true;
    if (working) return;
    working = true;
    while (asked) {
      asked = false;
      await keepWaiting();
    }
    working = false;
  };
  const readAll = async (requests: readonly Waiting[]): Promise<readonly [readonly Read[], Keeping]> => {
    standing ??= await businessThen(folder.database().reader);
    const { publications, business } = standing;
    const form = writtenInOf(business);
    const at = clock();
    const read = requests.map((each): Read => ({ ...each, read: readRequest(each.request, form, at) }));
    return [read, { at, publications, generations, seal }];
  };
  /** What is left waits for one of those that are kept alone, whose end asks again. */
  const keepWaiting = async (): Promise<void> => {
    const taken = waiting;
    if (taken.length === 0) return;
    waiting = [];
    try {
      const [read, keeping] = await readAll(taken);
      let rest: readonly Read[] = read;
      for (;;) {
        const [group, others] = takeGroup(rest, [...alone]);
        rest = others;
        if (group.length === 0) break;
        const become = await keep(folder, 'tryWrite', group, keeping).catch(() => 'failed' as const);
        if (become === 'failed') for (const each of group) void keepAlone(each);
        if (become !== 'to be read anew') continue;
        // And so what comes after.
        rest = [...group, ...rest];
        standing = null;
        asked = true;
        break;
      }
      waiting = [...rest, ...waiting];
    } catch (error) {
      for (const { reject } of taken) reject(error);
    }
  };
  /** So that only what is at fault fails, and only what has to wait for others waits. */
  const keepAlone = async (each: Read): Promise<void> => {
    alone.add(each);
    try {
      for (;;) {
        const become = await keep(folder, 'write', ...(await readAll([each])));
        if (become === 'kept') break;
        standing = null;
      }
    } catch (error) {
      each.reject(error);
    }
    alone.delete(each);
    void work();
  };
  const join = joinCopies<KeptOrders>();
  return async (request) =>
    await join(
      request.keyed ?? null,
      async () =>
        await new Promise<KeptOrders>((resolve, reject) => {
          waiting.push({ request, resolve, reject });
          void work();
        }),
    );
}

/** The first requests that have no order in common, nor with those before: of the same order one version comes after the other. */
function takeGroup(waiting: readonly Read[], before: readonly Read[]): [group: Read[], rest: Read[]] {
  const idsOf = ({ read }: Read) => [...read.named.values()].map(({ identity }) => identity.id);
  const seen = new Set(before.flatMap(idsOf));
  let many = 0;
  const group: Read[] = [];
  const rest: Read[] = [];
  for (const each of waiting) {
    const ids = idsOf(each);
    const fits = (many === 0 || many + ids.length <= MOST) && !ids.some((id) => seen.has(id));
    (fits ? group : rest).push(each);
    if (fits) many += ids.length;
    for (const id of ids) seen.add(id);
  }
  return [group, rest];
}

/** Gives whether another scheme has been published since they were read, and nothing was kept. */
async function keep(
  folder: DataFolder,
  how: 'write' | 'tryWrite',
  group: readonly Read[],
  keeping: Keeping,
): Promise<'kept' | 'to be read anew'> {
  const { dialect } = folder.database();
  const requests = group.map(({ read }) => read);
  const kept = await folder.writer[how](async (trx) => await keepTogether(trx, dialect, requests, keeping));
  if (kept === null) return 'to be read anew';
  for (const [index, { resolve }] of group.entries()) resolve(kept[index] as KeptOrders);
  return 'kept';
}
