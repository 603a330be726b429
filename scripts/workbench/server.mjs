// Starts VS Code's server with the packaged extension and tells the address of its workbench.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../ensure.mjs';

/** What the server must print before it is asked anything. */
const ready = /Extension host agent listening|Server bound to/;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Settings of the whole server, below those of the user and of the folder. */
const settings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.showReleaseNotes': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** No gallery of extensions is asked. */
const offline = { EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' }) };

/**
 * @param {{ vscode: string, vsix: string, data: string, environment?: Record<string, string> }} options `data` is emptied first, and holds the server's log.
 * @returns the address of the workbench (`?folder=…` opens a folder) and a function that stops the server.
 */
export async function startWorkbench({ vscode, vsix, data, environment = {} }) {
  rmSync(data, { recursive: true, force: true });
  const machine = join(data, 'data', 'Machine', 'settings.json');
  mkdirSync(dirname(machine), { recursive: true });
  writeFileSync(machine, JSON.stringify(settings, undefined, 2));
  const shared = ['out/server-main.js', '--server-data-dir', data, '--accept-server-license-terms', '--telemetry-level', 'off'];
  const env = { ...process.env, ...offline, ...environment };
  const log = openSync(join(data, 'server.log'), 'w');
  run(process.execPath, [...shared, '--install-extension', vsix], { cwd: vscode, env, stdio: ['ignore', log, log] });

  const port = await freePort();
  const address = ['--without-connection-token', '--host', '127.0.0.1', '--port', String(port)];
  const server = spawn(process.execPath, [...shared, ...address], {
    cwd: vscode,
    env,
    stdio: ['ignore', 'pipe', log],
  });
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill();
    await once(server, 'exit');
  };
  for await (const line of createInterface({ input: server.stdout })) {
    if (ready.test(line)) return { url: `http://127.0.0.1:${port}/`, stop };
  }
  throw new Error('VS Code ended before it was ready.');
}
