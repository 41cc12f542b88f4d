import { expect, it } from 'vitest';
import { brokenRules, plainStatement } from '../support/sql-rules.ts';

it.each([
  ['select * from orders qualify row_number() over (partition by customer_id) = 1', 1],
  ['select customer_id, sum(amount) from orders group by all', 1],
  ['select ntile(5) over (order by spend) from grades_7', 1],
  ['select count(*) over () from customers', 1],
  ['select count(*) over (partition by customer_id order by day) from orders', 0],
  ['select * from jobs for update skip locked', 1],
  ['select * from customers limit 50 offset 100', 1],
  ['with gone as (delete from orders returning *) insert into orders_history select * from gone', 1],
  ['update customers set seen = now()', 1],
  ["update customers set name = 'now()'", 0],
  ['create table t (id bigserial primary key, c bigint references customers (id))', 1],
  ['create index few on orders (day) where amount > 0', 1],
  ['lock table orders', 1],
  ['select region, sum(amount) from orders group by rollup (region)', 1],
  ['select customer_id from orders where customer_id in (1, 2, 3)', 0],
])('of “%s” the rules of SQL say %i things', (text, found) => {
  expect(brokenRules(plainStatement(text))).toHaveLength(found);
});
