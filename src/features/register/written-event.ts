import { isRecordedSource, type RecordedSource, recordedSources } from '../../domain/event.ts';
import { isPointKind, signedPoints } from '../../domain/points.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Moment } from '../../domain/tidy/moment.ts';
import { readQuantity } from '../../domain/tidy/read-amount.ts';
import { readMoment } from '../../domain/tidy/read-moment.ts';
import { readPointKind } from '../../domain/tidy/read-point-kind.ts';
import { readRating } from '../../domain/tidy/read-rating.ts';
import { readCustomerId, readText } from '../../domain/tidy/read-text.ts';
import { reasonText } from '../imports/row-reasons.ts';
import { type WrittenIn, type WrittenValues, writtenValues } from './written-values.ts';

/** An event of a request whose every value could be read. Ratings and quantities in millionths. */
export interface ReadEvent {
  readonly source: RecordedSource;
  /** The customer's external id. */
  readonly customer: string;
  readonly at: Moment;
  readonly kind: string | null;
  readonly aspect: string | null;
  readonly product: string | null;
  readonly rating: bigint | null;
  readonly text: string | null;
  readonly measure: string | null;
  readonly quantity: bigint | null;
  readonly resolvedDay: string | null;
}

const textKeys = ['aspect', 'product', 'text', 'measure'] as const;
const eventKeys = ['source', 'customerId', 'at', 'kind', ...textKeys, 'rating', 'quantity', 'resolvedAt'];

/** Reads one event of a request, or gives everything that is wrong with it. `path` is where it stands. */
export function readEvent(given: unknown, path: string, form: WrittenIn): ReadEvent | readonly Problem[] {
  const problems: Problem[] = [];
  const values = writtenValues(given, path, eventKeys, problems);
  const moment = (raw: string) => readMoment(raw, form.timeZone);
  const source = readSource(values, path, problems);
  const customer = values.read('customerId', readCustomerId);
  const at = values.read('at', moment);
  const [aspect, product, text, measure] = textKeys.map((key) => values.read(key, readText) ?? null);
  const kind = values.read('kind', source === 'points' ? readPointKind : readText);
  const rating = values.read('rating', (raw) => readRating(raw));
  const quantity = values.read('quantity', (raw) => readQuantity(raw));
  const resolved = values.read('resolvedAt', moment);
  if (problems.length === 0) problems.push(...lacking(path, { customer, at }));
  if (problems.length === 0 && source === 'points') problems.push(...pointProblems(path, kind, quantity));
  if (problems.length > 0 || source === null || customer === null || at === null) return problems;
  return {
    ...{ source, customer, at, rating },
    ...(source === 'points' ? pointsOf(kind, quantity) : { kind, quantity }),
    aspect: aspect ?? null,
    product: product ?? null,
    text: text ?? null,
    measure: measure ?? null,
    resolvedDay: resolved?.day ?? null,
  };
}

/** Points of which nothing is said are adjusted. */
function pointsOf(kind: string | null, points: bigint | null): Pick<ReadEvent, 'kind' | 'quantity'> {
  const known = kind !== null && isPointKind(kind) ? kind : 'adjusted';
  return { kind: known, quantity: points === null ? null : signedPoints(known, points) };
}

function pointProblems(path: string, kind: string | null, points: bigint | null): Problem[] {
  if (points === null) {
    return [problem('missing', `${path}.quantity`, '请写明多少积分', 'say how many points')];
  }
  if (kind !== 'earned' || points >= 0n) return [];
  const { zh, en } = reasonText('earned-below-zero');
  return [problem('earned-below-zero', `${path}.quantity`, zh, en)];
}

function readSource(values: WrittenValues, path: string, problems: Problem[]): RecordedSource | null {
  const given = values.given('source');
  if (typeof given === 'string' && isRecordedSource(given)) return given;
  const list = recordedSources.join(', ');
  const zh = `请写明是哪一种：${list}（评价、投诉、服务、访问、使用记录、积分）`;
  problems.push(problem('unknown-source', `${path}.source`, zh, `say which it is: ${list}`));
  return null;
}

function lacking(path: string, { customer, at }: { customer: string | null; at: Moment | null }): Problem[] {
  const problems: Problem[] = [];
  if (customer === null) {
    problems.push(
      problem('missing', `${path}.customerId`, '请写明是哪位客户', 'say which customer it is about'),
    );
  }
  if (at === null)
    problems.push(problem('missing', `${path}.at`, '请写明发生的时间', 'say when it happened'));
  return problems;
}
