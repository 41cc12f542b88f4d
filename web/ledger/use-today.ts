import { useBusiness } from '../session/use-business.ts';
import { dayIn } from '../shown/days.ts';

export function useTimeZone(): string {
  return useBusiness()?.timeZone ?? 'Asia/Shanghai';
}

/** The day that it is for the business. */
export function useToday(): string {
  return dayIn(Date.now(), useTimeZone());
}
