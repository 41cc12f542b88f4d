import { decline } from '../domain/app-error.ts';

/** For what looks at everybody's customers: whoever sees only his own may not. */
export function refuseOwn(): never {
  return decline(
    'forbidden',
    '这里看的是全部客户；请让店主或销售经理来做',
    'this looks at everybody’s customers; ask an owner or manager to do it',
  );
}
