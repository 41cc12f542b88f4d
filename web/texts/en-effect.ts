import type { zhEffect } from './zh-effect.ts';

export const enEffect: typeof zhEffect = {
  effect: {
    title: 'What the import would do',
    nothingKept: 'Nothing has been kept yet. The numbers are those that the import will give.',
    each: 'Each kind of file is compared with what is kept now: the other files of this import are not counted in yet.',
    sentence:
      '{{added}} new, {{changed}} updated, {{unchanged}} unchanged, {{repeated}} repeated, {{rejected}} rows rejected',
    added: 'New',
    changed: 'Updated',
    unchanged: 'Unchanged',
    repeated: 'Repeated in the files',
    rejected: 'Rows rejected',
    newCustomers: 'New customers',
    orders: 'Orders in the files',
    refunds: 'Refunds in the files',
    before: 'Whole register, now',
    after: 'Whole register, afterwards',
    netRemark: 'paid orders less refunds',
    days: '{{first}} to {{last}}',
    daysName: 'Days',
    tidied: 'What was tidied',
    tidiedCells: 'Cells',
    example: 'Such as',
    firstRows: 'First {{rows}} rows',
    rowNumber: 'Row',
    readAs: 'read as {{value}}',
    blank: 'blank',
    firstRejected: 'The first of them',
    value: 'Value',
    errorFiles:
      'Download these rows in the layout of their file, mend them and import them alone; the last column with the reasons may stay.',
    keptFor: 'They stay in the list of past imports for 30 days.',
    errorFile: '{{name}} ({{rows}} rows)',
    list: 'List of reasons (CSV)',
    kept: 'Rows left out: {{name}}',
  },
};
