import pg from 'pg';

const { builtins } = pg.types;
const asText: ReadonlySet<number> = new Set([
  builtins.DATE,
  builtins.TIMESTAMP,
  builtins.JSON,
  builtins.JSONB,
]);

/** Whole numbers of 64 bits and more as bigint; days, moments and documents as text, as the embedded engine gives them. */
export const postgresTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === builtins.INT8) return (value: string) => BigInt(value);
    if (oid === builtins.NUMERIC) return (value: string) => (/^-?\d+$/.test(value) ? BigInt(value) : value);
    if (asText.has(oid)) return (value: string) => value;
    return pg.types.getTypeParser(oid, format);
  },
};

/** The names of types that PostgreSQL has under another than the embedded engine. */
const others: Readonly<Record<string, string>> = {
  VARCHAR: 'text',
  HUGEINT: 'numeric',
  TINYINT: 'smallint',
  DOUBLE: 'double precision',
};

/** A type of the embedded engine as PostgreSQL has it. */
export function postgresType(type: string): string {
  return others[type] ?? type;
}
