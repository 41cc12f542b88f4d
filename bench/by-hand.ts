import { until } from './sample.ts';
import { from } from './schemes.ts';

const last = `date '${until}'`;

/** What counts in the twelve months: the fastest of a dozen ways to say it. */
export const counted = `day between date '${from}' and ${last} and status not in ('unpaid', 'cancelled')
  and (status <> 'refunded' or refund_day > ${last})`;

export const spend = `cast(sum(case when refund_day <= ${last} then greatest(amount - refunded, 0) else amount end) as bigint)`;

export const recency = `cast(${last} - max(day) as bigint)`;
