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
 * and grading is paid for once. With a seal, customers whom nobody knows yet are kept with the phone and e-mail that their orders say, or recognised by them. The promise resolves when the orders are on disk and their customers graded.
 */
export function collectOrders(
  folder: DataFolder,
  clock: () => number,
  seal: Seal | null = null,
): (request: OrderRequest) => Promise<KeptOrders> {
  const generations = rememberedGeneration();
  let standing: BusinessThen | null = null;
  let waiting: Waiting[] = [];
  let working = false;

  const work = async (): Promise<void> => {
    working = true;
    while (waiting.length > 0) {
      const taken = waiting;
      waiting = [];
      try {
        standing ??= await businessThen(folder.database().reader);
        const { publications, business } = standing;
        const form = writtenInOf(business);
        let rest = taken.map((each): Read => ({ ...each, read: readRequest(each.request, form) }));
        while (rest.length > 0) {
          const [group, others] = takeGroup(rest);
          rest = others;
          const left = await keep(folder, group, { at: clock(), publications, generations, seal });
          if (left.length === 0) continue;
          // To be read anew, and so what comes after.
          standing = null;
          waiting = [...left, ...rest, ...waiting];
          break;
        }
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    working = false;
  };
  const join = joinCopies<KeptOrders>();
  return async (request) =>
    await join(
      request.keyed ?? null,
      async () =>
        await new Promise<KeptOrders>((resolve, reject) => {
          waiting.push({ request, resolve, reject });
          if (!working) void work();
        }),
    );
}

/** The first requests that have no order in common: of the same order one version comes after the other. */
function takeGroup(waiting: readonly Read[]): [group: Read[], rest: Read[]] {
  const seen = new Set<bigint>();
  const group: Read[] = [];
  const rest: Read[] = [];
  for (const each of waiting) {
    const ids = [...each.read.named.values()].map(({ identity }) => identity.id);
    const fits = seen.size === 0 || (seen.size + ids.length <= MOST && !ids.some((id) => seen.has(id)));
    (fits ? group : rest).push(each);
    for (const id of ids) seen.add(id);
  }
  return [group, rest];
}

/** Gives those that were not kept because another scheme has been published since they were read. */
async function keep(folder: DataFolder, group: readonly Read[], keeping: Keeping): Promise<readonly Read[]> {
  const { dialect } = folder.database();
  const requests = group.map(({ read }) => read);
  try {
    const kept = await folder.writer.write(
      async (trx) => await keepTogether(trx, dialect, requests, keeping),
    );
    if (kept === null) return group;
    for (const [index, { resolve }] of group.entries()) resolve(kept[index] as KeptOrders);
    return [];
  } catch (error) {
    const [only] = group;
    if (only !== undefined && group.length === 1) {
      only.reject(error);
      return [];
    }
    // So that only what is at fault fails.
    const left: Read[] = [];
    for (const each of group) left.push(...(await keep(folder, [each], keeping)));
    return left;
  }
}
