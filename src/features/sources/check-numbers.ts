import { type Problem, problem } from '../../domain/problem.ts';
import type { SourceSettings } from './source-settings.ts';

/**
 * What is to be confirmed of a source that has brought something: its mapping would read the numbers of orders or customers elsewhere. Where those
 * are others, each of them that comes once more becomes a second one.
 */
export function numbersElsewhere(before: SourceSettings, wanted: SourceSettings): Problem[] {
  const now = numberPaths(wanted);
  return [...numberPaths(before)].flatMap(([place, path]) => {
    const other = now.get(place);
    if (path === undefined || other === undefined || path === other) return [];
    return [
      problem(
        'numbers-elsewhere',
        `settings.mapping.${place}`,
        `这个来源已经带来过数据，编号原来读自“${path}”。如果“${other}”里是别的编号，再推来的订单或客户会变成第二份；确认还是原来的编号，请勾选“编号不变”（sameNumbers: true）再保存`,
        `this source has brought something by numbers read from “${path}”. If “${other}” holds others, each order or customer that comes once more becomes a second one; if they are the same, say so (sameNumbers: true) and save again`,
      ),
    ];
  });
}

/** Where orders and customers get what they are known by. */
function numberPaths({ mapping, customersBy }: SourceSettings): ReadonlyMap<string, string | undefined> {
  if (mapping === undefined) return new Map();
  const { what, list, fields, buyer = {} } = mapping;
  const whole = (path: string | undefined): string | undefined =>
    path === undefined || list === undefined ? path : `${list}[].${path}`;
  if (what === 'customers') {
    const name = customersBy === 'id' ? 'externalId' : customersBy;
    return new Map([[`fields.${name}`, whole(fields[name])]]);
  }
  const ofBuyer: [string, string | undefined] =
    customersBy === 'id'
      ? ['fields.customerId', whole(fields.customerId)]
      : [`buyer.${customersBy}`, whole(buyer[customersBy])];
  return new Map([['fields.orderId', whole(fields.orderId)], ofBuyer]);
}
