import { type Text, text } from '../../domain/text.ts';
import type { FileKind } from './column-names.ts';

interface KindWords {
  readonly many: Text;
  /** What one of its rows is called. */
  readonly row: Text;
}

/** What files hold, in words. */
export const fileKindWords: Readonly<Record<FileKind, KindWords>> = {
  orders: { many: text('订单', 'orders'), row: text('订单', 'order row') },
  settlements: { many: text('结算单', 'settlements'), row: text('结算', 'settlement row') },
  customers: { many: text('客户', 'customers'), row: text('客户', 'customer row') },
  reviews: { many: text('评价', 'reviews'), row: text('评价', 'review') },
  complaints: { many: text('投诉', 'complaints'), row: text('投诉', 'complaint') },
  service: { many: text('服务记录', 'service records'), row: text('服务记录', 'service record') },
  visits: { many: text('访问记录', 'visits'), row: text('访问记录', 'visit') },
  usage: { many: text('使用记录', 'usage records'), row: text('使用记录', 'usage record') },
  points: { many: text('积分记录', 'points records'), row: text('积分记录', 'points record') },
};
