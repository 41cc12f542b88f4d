import { problem } from './problem.ts';

/** What is told of an error that the request is not to blame for. */
export const fault = problem(
  'fault',
  '',
  '这是 Tierbook 的错，抱歉；详情已记入日志',
  'this is a fault of Tierbook, sorry; details are in its log',
);

export const diskFull = problem(
  'disk-full',
  '',
  '磁盘已满：请腾出空间再试；已保存的都在',
  'the disk is full: free some space and try again; all that was saved is there',
);

export const outOfReach = problem(
  'database-out-of-reach',
  '',
  '与 PostgreSQL 的连接断了，这一步没有保存；它恢复后 Tierbook 会自动接着用，请稍后再试',
  'the connection to PostgreSQL was lost, and nothing of this was kept; Tierbook goes on by itself once it answers: try again in a while',
);

export const outOfMemory = problem(
  'out-of-memory',
  '',
  '内存不够：请关闭其他程序，或分批导入较小的文件',
  'out of memory: close other programs or import smaller files',
);
