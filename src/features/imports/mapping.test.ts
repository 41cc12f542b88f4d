import { describe, expect, it } from 'vitest';
import { InputError } from '../../domain/problem.ts';
import { parseSettled } from './mapping.ts';

describe('what --map says (R005–R008)', () => {
  it.each([
    [['customer_id=Buyer,amount=Paid'], { customer_id: 'Buyer', amount: 'Paid' }],
    [[' customer_id = Buyer ', 'amount=Paid'], { customer_id: 'Buyer', amount: 'Paid' }],
    [['customer_id=Buyer,,'], { customer_id: 'Buyer' }],
    [['amount=a=b'], { amount: 'a=b' }],
    [['amount==SUM(1)'], { amount: '=SUM(1)' }],
    [['amount="Total, net",customer_id=Buyer'], { amount: 'Total, net', customer_id: 'Buyer' }],
    [['amount= "Total, ""net""" , customer_id=Buyer'], { amount: 'Total, "net"', customer_id: 'Buyer' }],
    [['amount=5" nails,customer_id=Buyer'], { amount: '5" nails', customer_id: 'Buyer' }],
    [['amount="unclosed,customer_id=Buyer'], { amount: '"unclosed', customer_id: 'Buyer' }],
    [['customer_id＝买家，amount＝金额'], { customer_id: '买家', amount: '金额' }],
    [['amount=金额，元'], { amount: '金额，元' }],
    [['amount="金额，a=b",status=x'], { amount: '金额，a=b', status: 'x' }],
  ])('%j', (written, settled) => {
    expect(Object.fromEntries(parseSettled(written))).toEqual(settled);
  });

  it.each(['customer_id', 'customer_id=', '=Buyer', 'customer_id=""'])('%j is refused', (written) => {
    expect(() => parseSettled([written])).toThrow(InputError);
  });

  it('a comma within a name is told from one between two names: quotes are proposed', () => {
    expect(() => parseSettled(['amount=Total, net'])).toThrow(/amount="Total, net"/);
  });
});
