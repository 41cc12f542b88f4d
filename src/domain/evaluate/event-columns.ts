import type { Day } from '../calendar.ts';
import type { CustomerEvent } from '../event.ts';
import { sourceFields } from '../field.ts';
import { quantity } from './columns.ts';
import type { Lookup, Value } from './value.ts';

/** What a metric takes of an event: a column's value, or the quantity if it is of the measure that is named. */
export function eventValue(event: CustomerEvent, what: string, asOf: Day): Value {
  if (sourceFields(event.source).has(what)) return eventColumn(event, what, asOf);
  return event.measure === what ? quantity(event.quantity) : null;
}

export function eventLookup(event: CustomerEvent, asOf: Day): Lookup {
  return ({ id }) => eventColumn(event, id, asOf);
}

/** What was dealt with after the day is still open on it. */
function eventColumn(event: CustomerEvent, column: string, asOf: Day): Value {
  switch (column) {
    case 'at':
    case 'day':
      return event.day;
    case 'rating':
    case 'quantity':
      return quantity(event[column]);
    case 'kind':
    case 'aspect':
    case 'product':
    case 'text':
    case 'measure':
      return event[column];
    case 'customer':
      return event.text;
    case 'first_order':
    case 'resolved_at':
      return event.resolvedDay !== null && event.resolvedDay <= asOf ? event.resolvedDay : null;
    default:
      return null;
  }
}
