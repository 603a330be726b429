/** Hosts that live and yet never answer: each is ended with one clear sentence, and the next one works. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HostWatch } from '../../server/src/inference/host-watch';
import { signs, type ForwardJob } from '../../server/src/inference/messages';
import type { Supervisor } from '../../server/src/inference/supervisor';
import { startSupervisor } from '../support/host';

const folder = mkdtempSync(join(tmpdir(), 'atrous-stuck-'));
const supervisors: Supervisor[] = [];
afterAll(() => {
  for (const supervisor of supervisors) supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function started(options: Parameters<typeof startSupervisor>[0]): Supervisor {
  const supervisor = startSupervisor(options);
  supervisors.push(supervisor);
  return supervisor;
}

describe('the watch', () => {
  const settings = { milliseconds: 500, checks: 2, beginChecks: 6, idleChecks: 8 };
  const [unbegun, idle, silent] = ['it lived, but did not begin its work for 3 s', 'it lived, but did nothing for 4 s', 'it gave no sign of life any more'];
  type Step = (watch: HostWatch) => void;
  const begin: Step = (watch) => { watch.begin(); };
  const answer: Step = (watch) => { watch.heardAnswer(); };
  const busy: Step = (watch) => { watch.heardSigns(signs.alive); };
  const rests: Step = (watch) => { watch.heardSigns(signs.idle); };
  const both: Step = (watch) => { watch.heardSigns(signs.idle + signs.alive); };
  const rows: [about: string, first: readonly Step[], each: Step, ends: readonly [number, string] | undefined][] = [
    ['a host without a job may be silent', [], () => undefined, undefined],
    ['one whose work is done too', [begin, answer, (watch) => { watch.rest(); }], () => undefined, undefined],
    ['one at work may not', [begin, answer], () => undefined, [3, silent]],
    ['a run may keep it busy for ever', [begin, answer], busy, undefined],
    ['pauses between two looks are none', [begin, answer], both, undefined],
    ['one that answers is not idle', [begin], (watch) => { rests(watch); answer(watch); }, undefined],
    ['one that waits for what never comes', [begin, answer], rests, [9, idle]],
    ['one that is busy with something else than its job', [begin], busy, [7, unbegun]],
    ['one that does not take up its second job', [begin, answer, begin], busy, [7, unbegun]],
  ];
  it.each(rows)('%s', (_about, first, each, ends) => {
    const watch = new HostWatch(settings);
    for (const step of first) step(watch);
    const looks = Array.from({ length: 20 }, () => {
      each(watch);
      return watch.check();
    });
    const at = looks.findIndex((look) => look !== undefined);
    expect(at < 0 ? undefined : [at + 1, looks[at]]).toEqual(ends);
  });
});

describe('a host', () => {
  /** A host that writes down each start, gives signs of life, and takes up no job before its `good`th start. */
  function host(name: string, good: number, takeUp: string): { hostPath: string; starts: () => number } {
    const [hostPath, count] = [join(folder, `${name}.mjs`), join(folder, `${name}.starts`)];
    writeFileSync(count, '');
    writeFileSync(hostPath, `import { appendFileSync, readFileSync, writeSync } from 'node:fs';
      appendFileSync(${JSON.stringify(count)}, '.');
      setInterval(() => writeSync(4, ${JSON.stringify(signs.alive)}), 10);
      process.on('message', ({ id, job, failed }) => {
        const say = (response) => process.send({ id, ...response });
        if (readFileSync(${JSON.stringify(count)}).length >= ${good}) { ${takeUp} }
      });`);
    return { hostPath, starts: () => readFileSync(count).length };
  }
  const done = "say({ type: 'begun' }); say({ type: 'done', result: { kind: 'forward', device: { kind: 'cpu', description: JSON.stringify(failed) } } });";
  const job = { kind: 'forward', device: 'auto' } as ForwardJob;
  const watch = { milliseconds: 20, checks: 1e6, beginChecks: 150, idleChecks: 1e6 };

  it('that does not begin a job is ended, and the next one does the job', async () => {
    const { hostPath, starts } = host('second', 2, done);
    expect(await started({ hostPath, watch }).run(job)).toMatchObject({ ok: true });
    expect(starts()).toBe(2);
  });

  it('after another that did not begin it either is reported, and what follows waits', async () => {
    const { hostPath, starts } = host('third', 3, done);
    const supervisor = started({ hostPath, watch, backOffMilliseconds: 1 });
    const outcome = await supervisor.run(job);
    expect(outcome).toMatchObject({ ok: false, cancelled: false, problem: { code: 'run/host-ended', wayOut: 'runAgain' } });
    if (!outcome.ok) expect(outcome.problem.message).toBe('The process that runs nets ended: it lived, but did not begin its work for 3 s. Run again; a new one is started.');
    expect(starts()).toBe(2);
    const stages: string[] = [];
    expect(await supervisor.run(job, { onStage: (stage) => stages.push(stage) })).toMatchObject({ ok: true });
    expect(stages).toEqual(['waiting']);
  });

  it('that waits for its GPU for ever is ended, and the CPU does the job', async () => {
    const { hostPath, starts } = host('gpu', 1, `if (failed.length > 0) { ${done} } else { say({ type: 'begun' }); say({ type: 'device', device: 'webgpu' }); }`);
    writeFileSync(hostPath, readFileSync(hostPath, 'utf8').replace(`writeSync(4, ${JSON.stringify(signs.alive)})`, `writeSync(4, ${JSON.stringify(signs.idle)})`));
    const outcome = await started({ hostPath, watch: { ...watch, idleChecks: 100 } }).run<'forward'>(job);
    expect(outcome).toMatchObject({ ok: true, result: { device: { description: '[{"kind":"webgpu","reason":"the process ended: it lived, but did nothing for 2 s"}]' } } });
    expect(starts()).toBe(2);
  });

  // A pipe that nobody reads holds up whoever writes into it.
  if (process.platform !== 'win32') it('of the product that waits for ever is ended', async () => {
    const output = mkdtempSync(join(folder, 'pipe-'));
    spawnSync('mkfifo', [join(output, 'y.npy')]);
    const text = 'input: "x" input_shape { dim: 1 } layer { name: "y" type: "Power" bottom: "x" top: "y" }';
    const stages: string[] = [];
    const outcome = await started({ watch: { milliseconds: 1000, idleChecks: 5 } }).run({
      kind: 'forward', net: { path: 'net.prototxt', text, variables: [] }, weights: { kind: 'random', seed: 1 }, inputs: [], blobs: undefined, output, device: 'cpu', repeat: 0,
    }, { onStage: (stage) => stages.push(stage) });
    expect(stages.at(-1)).toBe('writing');
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/host-ended', message: 'The process that runs nets ended while writing: it lived, but did nothing for 5 s. Run again; a new one is started.' } });
  });
});
