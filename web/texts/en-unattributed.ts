import type { zhUnattributed } from './zh-unattributed.ts';

export const enUnattributed: typeof zhUnattributed = {
  losses: {
    taken: 'Blank cells take kept values away: {{list}}',
    keep: 'To keep them do not let the column be read, or fill the cells.',
    masked: 'Masked values do not fit those known in full and replace them; please check: {{list}}',
  },
  unattributed: {
    tab: 'Without a buyer',
    title: 'Orders without a buyer',
    text: 'Where these orders come from, nobody says who bought: they are kept and count for no customer. If you know whose one is, give it to them; a file that names the buyer does so by itself.',
    search: 'A part of the order’s number',
    count: '{{orders}} in all',
    none: 'There are no such orders.',
    noneFound: 'No order has that in its number.',
    choose: 'Choose order {{reference}}',
    chosen: '{{orders}} chosen',
    give: 'Give to a customer',
    giveTitle: 'Give orders to a customer: {{orders}}',
    giveText:
      'The customer is graded again at once; the file that brought the orders does not take them back.',
    customer: 'Customer',
    customerNeeded: 'Choose a customer',
    reasonExample: 'for example: the customer sent a picture of the order',
    given: 'Orders given to the customer: {{orders}}',
    keep: 'Keep orders without a buyer, for nobody',
    keptAll:
      'No column says who bought: the orders are kept and count for no customer until somebody says whose they are.',
    unknown:
      'Of {{rows}} rows nobody knows who bought: blank, masked, or a word such as guest. To keep them, go back to the columns and choose “Keep orders without a buyer”; or let another column tell customers apart.',
    kept: '{{orders}} orders have no buyer: kept, graded for nobody',
    see: 'See these orders',
  },
  keptMapping: {
    used: 'columns as you mapped “{{file}}” on {{day}}',
    by: 'mapped by {{author}}',
    forget: 'Forget',
  },
};
