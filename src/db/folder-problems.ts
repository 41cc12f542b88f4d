import { refuse } from '../domain/problem.ts';
import { isDamaged, isDiskFull } from './engine-errors.ts';

/** Says why a folder's database cannot be opened. */
export function refuseUnusable(folder: string, error: unknown): never {
  if (isDamaged(error)) refuseDamaged(folder, error);
  if (isDiskFull(error)) refuse('disk-full', folder, '磁盘已满', 'the disk is full');
  return refuseFolder(folder, error);
}

/** Says why a folder cannot be used; throws the error again where nobody but us can mend it. */
export function refuseFolder(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return refuse('not-a-folder', path, '这不是文件夹', 'this is not a folder');
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return refuse(
      'folder-not-writable',
      path,
      '没有权限写入这个数据文件夹',
      'the data folder cannot be written to',
    );
  }
  throw error;
}

/** Says that a folder's database is damaged and what to do. */
export function refuseDamaged(folder: string, error: unknown): never {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  return refuse(
    'database-damaged',
    folder,
    `数据库文件已损坏；请从备份恢复（原因：${reason}）`,
    `the database file is damaged; restore it from a backup (reason: ${reason})`,
  );
}
