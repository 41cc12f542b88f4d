import { useQuery } from '@tanstack/react-query';
import { fieldsQuery } from '../api/fields.ts';
import { useName } from '../texts/use-say.ts';

/** Names of metrics and fields by their ids. */
export function useSubjectName(): (id: string) => string {
  const nameOf = useName();
  const fields = useQuery(fieldsQuery).data?.fields ?? [];
  return (id) => nameOf(fields.find((field) => field.id === id)?.name ?? id);
}
