import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { parseExactJson } from '../../domain/exact-json.ts';
import type { Problem } from '../../domain/problem.ts';
import { bigint, type Dialect } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { rememberedGeneration } from '../evaluations/generation.ts';
import { momentSql } from '../register/recording.ts';
import { writtenInOf } from '../register/written-values.ts';
import { answerOnce, keyedRequest } from '../requests/answer-once.ts';
import { joinCopies } from '../requests/join-copies.ts';
import { type BusinessThen, businessThen } from '../schemes/business.ts';
import { actorOf, type Source, sourceAt, sourceOf } from './find-source.ts';
import { keepBrought, Outdated } from './keep-brought.ts';
import { keepDelivery } from './kept-deliveries.ts';
import { readDelivery } from './read-delivery.ts';
import { deliveryId, isSigned, type Sent, topicOf } from './signed.ts';

/** What a delivery said, however often it is looked at. */
export interface Told {
  readonly topic: string;
  readonly body: string;
  /** When it came first, in milliseconds since 1970. */
  readonly at: number;
}

/** What became of a delivery: its effect is in the register, or it waits for somebody. */
type Outcome = 'kept' | 'waiting';

export interface Receiver {
  /**
   * Takes a delivery at an address. Resolves when its effect, or it itself, is on disk; a copy of one that was taken has no further effect. Throws
   * an AppError `bad-signature`, the same whether there is no such address or it is signed wrongly.
   */
  readonly receive: (address: string, sent: Sent) => Promise<void>;
  /** Tries once more to understand what a delivery of a source said. Gives what of it could not be kept; `also` goes with its effect. */
  readonly apply: (
    source: Source,
    told: Told,
    also: (trx: Kysely<unknown>, problems: readonly Problem[]) => Promise<void>,
  ) => Promise<readonly Problem[]>;
}

/** Whatever comes to an address that nobody has is looked at all the same, so that its time tells nothing. */
const nobody = {
  kind: 'generic',
  settings: { channel: '', customersBy: 'id', prefix: '' },
  secrets: ['-'],
} as const;

/** Takes what other systems push. */
export function openReceiver({
  folder,
  seal,
  clock,
}: {
  readonly folder: DataFolder;
  readonly seal: Seal;
  readonly clock: () => number;
}): Receiver {
  const generations = rememberedGeneration();
  const join = joinCopies<Outcome>();
  let standing: BusinessThen | null = null;

  /** Runs work with the business's money and clock, again where they have changed meanwhile. */
  const current = async <T>(work: (then: BusinessThen) => Promise<T>): Promise<T> => {
    for (;;) {
      standing ??= await businessThen(folder.database().reader);
      try {
        return await work(standing);
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
        standing = null;
      }
    }
  };

  const keep = async (
    trx: Kysely<unknown>,
    dialect: Dialect,
    source: Source,
    { topic, body, at }: Told,
    { publications, business }: BusinessThen,
  ): Promise<readonly Problem[]> => {
    const form = { ...writtenInOf(business), fields: [] };
    const { brought, problems } = readDelivery(source.kind, {
      ...{ topic, document: parseExactJson(body), settings: source.settings, form },
      blind: (contact) => seal.key('source guest', contact),
    });
    const keeping = {
      ...{ at: clock(), toldAt: at, publications, generations },
      ...{ source: source.id, actor: actorOf(source), seal, form },
    };
    return [...problems, ...(await keepBrought(trx, dialect, brought, keeping))];
  };

  const receive: Receiver['receive'] = async (address, sent) => {
    const { reader, dialect } = folder.database();
    const now = clock();
    const source = await sourceAt(reader, address, now);
    const secrets = source?.sealed.map(seal.open);
    const isGenuine = isSigned(sent, source === null ? nobody : { ...source, secrets: secrets ?? [] }, now);
    if (source === null || !isGenuine) refuse();
    const told = { topic: topicOf(sent.headers), body: sent.body.toString('utf8'), at: now };
    const message = deliveryId(sent, source, parseExactJson(told.body));
    const keyed = keyedRequest(`source ${source.address}`, message, '');
    await join(
      keyed,
      async () =>
        await current(
          async (then) =>
            await folder.writer.write(
              async (trx) =>
                await answerOnce(trx, keyed, now, async (): Promise<Outcome> => {
                  await count(trx, source.id, now);
                  // As it stands in this transaction: it may have been paused since.
                  const { pausedAt, ...as } = await sourceOf(trx, source.id);
                  if (pausedAt !== null) {
                    await keepDelivery(trx, seal, source.id, told, {
                      state: 'paused',
                      problems: [],
                      at: now,
                    });
                    return 'waiting';
                  }
                  const problems = await keep(trx, dialect, { pausedAt, ...as }, told, then);
                  if (problems.length === 0) return 'kept';
                  await keepDelivery(trx, seal, source.id, told, { state: 'unreadable', problems, at: now });
                  return 'waiting';
                }),
            ),
        ),
    );
  };

  return {
    receive,
    apply: async (source, told, also) =>
      await current(
        async (then) =>
          await folder.writer.write(async (trx) => {
            const problems = await keep(trx, folder.database().dialect, source, told, then);
            await also(trx, problems);
            return problems;
          }),
      ),
  };
}

function refuse(): never {
  return decline('bad-signature', '地址或签名不对', 'wrong address or signature');
}

/** First in its transaction: on several servers one delivery of a source comes after the other. */
async function count(trx: Kysely<unknown>, source: bigint, at: number): Promise<void> {
  await sql`update sources set received = received + 1, received_at = ${momentSql(at)} where source_id = ${bigint(source)}`.execute(
    trx,
  );
}
