/** A rule as a scheme writes it: `{ metric: 'spend', atLeast: 1000 }`, `{ all: […] }`. */
export type Rule = Readonly<Record<string, unknown>>;

/** What the table of customers shows: one plain object, as it stands in the address. */
export interface View {
  readonly search?: string;
  readonly filter?: Rule;
  /** A metric or field, falling with a minus before it. */
  readonly sort?: string;
  readonly columns?: readonly string[];
}

export function readView({ search, filter, sort, columns }: Record<string, unknown>): View {
  return {
    ...(typeof search === 'string' && search !== '' ? { search } : {}),
    ...(isRule(filter) ? { filter } : {}),
    ...(typeof sort === 'string' ? { sort } : {}),
    ...(Array.isArray(columns) ? { columns: columns.filter((one) => typeof one === 'string') } : {}),
  };
}

function isRule(given: unknown): given is Rule {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/** What of it an export is asked with. */
export function exportedOf({ search, filter, sort }: View): Pick<View, 'search' | 'filter' | 'sort'> {
  return {
    ...(search === undefined ? {} : { search }),
    ...(filter === undefined ? {} : { filter }),
    ...(sort === undefined ? {} : { sort }),
  };
}

/** As the API takes it. */
export function customersQuery({ search, filter, sort }: View) {
  return { search, filter: filter === undefined ? undefined : JSON.stringify(filter), sort };
}
