import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresBinaries } from './debian.mjs';

/** Faster because nothing must survive; the zone is not UTC, as on customers' servers: no result may depend on it. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  timezone: 'Asia/Shanghai',
};

/**
 * Starts a PostgreSQL of our own in a new folder and resolves with its URL. It is stopped and the folder is
 * removed when this process exits, however it does (but for SIGKILL).
 */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'tierbook-postgres-'));
  const cluster = { folder, data: join(folder, 'data'), owner: unprivilegedUser() };
  process.once('exit', () => stop(cluster));
  if (cluster.owner) chownSync(folder, cluster.owner.uid, cluster.owner.gid);
  const ready = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  call(cluster, 'initdb', ['-D', cluster.data, ...ready]);
  const port = await freePort();
  const options = Object.entries({ ...settings, port }).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(folder, 'log');
  call(cluster, 'pg_ctl', ['-D', cluster.data, '-l', log, '-w', '-o', options.join(' '), 'start'], log);
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

function stop(cluster) {
  // Fails when the server never started: nothing is left to stop then.
  spawnProgram(cluster, 'pg_ctl', ['-D', cluster.data, '-m', 'immediate', '-w', 'stop']);
  rmSync(cluster.folder, { recursive: true, force: true });
}

function call(cluster, program, args, log) {
  const { status, stdout, stderr } = spawnProgram(cluster, program, args);
  if (status === 0) return;
  throw new Error([`${program} failed`, stdout, stderr, log && readFileSync(log, 'utf8')].join('\n'));
}

function spawnProgram({ folder, owner }, program, args) {
  return spawnSync(join(postgresBinaries(), program), args, {
    ...owner,
    cwd: folder,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** PostgreSQL refuses to run as root; anybody else runs it as himself. */
function unprivilegedUser() {
  if (process.getuid() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = ['postgres', 'nobody'].flatMap((name) =>
    users.filter((user) => user[0] === name),
  )[0];
  return { uid: Number(uid), gid: Number(gid) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
