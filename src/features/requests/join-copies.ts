import { type KeyedRequest, refuseOtherRequest } from './answer-once.ts';

/**
 * Lets copies of a request that come while the first is under way wait for its answer instead of asking themselves. Throws an AppError where
 * a key comes with something else meanwhile.
 */
export function joinCopies<T>(): (request: KeyedRequest | null, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, { readonly digest: string; readonly answer: Promise<T> }>();
  return async (request, work) => {
    if (request === null) return await work();
    const first = underWay.get(request.id);
    if (first !== undefined)
      return first.digest === request.digest ? await first.answer : refuseOtherRequest();
    const answer = work();
    underWay.set(request.id, { digest: request.digest, answer });
    try {
      return await answer;
    } finally {
      underWay.delete(request.id);
    }
  };
}
