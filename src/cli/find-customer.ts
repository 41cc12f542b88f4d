import { refuse } from '../domain/problem.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';

/** By the business's own id, or by a name that only one customer has. */
export async function findCustomer(api: Api, given: string): Promise<string> {
  const ask = async (query: { externalId: string } | { search: string }): Promise<Customer[]> =>
    bodyOf(await api.GET('/api/v1/customers', { params: { query: { ...query, limit: MOST_NAMED } } }))
      .customers;
  const [exact] = await ask({ externalId: given });
  if (exact !== undefined) return exact.id;
  const named = (await ask({ search: given })).filter(({ name }) => name === given);
  const [only] = named;
  if (only === undefined) return refuseUnknown(given);
  return named.length === 1 ? only.id : refuseSeveral(given, named);
}

const MOST_NAMED = 20;
type Customer = components['schemas']['CustomerRow'];

function refuseSeveral(name: string, named: readonly Customer[]): never {
  const ids = named.map(({ externalId }) => externalId).join(', ');
  return refuse(
    'several-customers',
    name,
    `有几位客户叫这个名字，请写客户编号：${ids}`,
    `several customers have this name; write the id of one: ${ids}`,
  );
}

function refuseUnknown(customer: string): never {
  return refuse(
    'unknown-customer',
    customer,
    '没有这位客户；请写姓名，或导入的文件里的客户编号',
    'there is no such customer; write the name, or the id as it stands in the imported files',
  );
}
