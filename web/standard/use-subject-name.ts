import { useQuery } from '@tanstack/react-query';
import { fieldsQuery } from '../api/fields.ts';
import { useSay } from '../texts/use-say.ts';

/** Names of metrics and fields by their ids. */
export function useSubjectName(): (id: string) => string {
  const say = useSay();
  const fields = useQuery(fieldsQuery).data?.fields ?? [];
  return (id) => say(fields.find((field) => field.id === id)?.name ?? id);
}
