/** `atrous check`: formats, exit statuses, and what it says about files that are none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atrous, folderWith } from '../support/cli';
import { golden } from '../support/golden';
import { sarifErrors } from '../support/sarif';

const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\n';
const folder = folderWith({
  'clean.prototxt': `${input}layer { name: "a" type: "ReLU" bottom: "data" top: "a" }\n`,
  'broken.prototxt': `${input}layer {\n\tname: "a" type: "ReLU" bottom: "dato" top: "a" }\n`,
  'template.prototxt': `${input}layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: \${N} kernel_size: 1 group: 2 } }\n`,
  'twice.prototxt': 'name: "a"\nname: "b"\nlayer { name: "l" type: "ReLU" bottom: "x" top: "y" }\n',
  'solver.prototxt': 'net: "clean.prototxt"\nweights: "nowhere.caffemodel"\nbase_lr: 1\nlr_policy: "fixed"\nmax_iter: 9\n',
  'empty.prototxt': '',
  'own.prototxt': readFileSync(golden('rejects', 'weights_shape_mismatch.prototxt')),
  'own.caffemodel': readFileSync(golden('rejects', 'weights_shape_mismatch.caffemodel')),
  'binary.prototxt': Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256),
  'braces.prototxt': '{'.repeat(5_000_000),
  'chinese 名字.prototxt': `${input}# 注释\nlayer { name: "甲" type: "ReLU" bottom: "乙" top: "丙" }\n`,
});
/** The parts of a SARIF run that the tests look at. */
interface SarifRun {
  tool: { driver: { rules: { id: string }[] } };
  results: { ruleId: string; ruleIndex: number; relatedLocations?: unknown }[];
}

const check = (...args: string[]) => atrous(['check', ...args], folder);

describe('atrous check', () => {
  it('is silent about a clean file and exits with 0', () => {
    expect(check('clean.prototxt')).toEqual({ status: 0, stdout: 'No problems in 1 file\n', stderr: '' });
  });

  it('points at the place, tabs and all, and exits with 1', () => {
    const { status, stdout } = check('broken.prototxt');
    expect(status).toBe(1);
    expect(stdout).toBe(
      [
        'broken.prototxt:3:33: error: No layer before this one produces the blob `dato` in the phase TEST. Did you mean `data`? [wiring/unknown-bottom]',
        '  3 | \tname: "a" type: "ReLU" bottom: "dato" top: "a" }',
        `    | \t${' '.repeat(31)}^^^^^^`,
        '1 error in 1 file',
        '',
      ].join('\n'),
    );
  });

  it('says whether weights fit', () => {
    expect(check('own.prototxt', '--weights', 'own.caffemodel')).toMatchObject({ status: 1 });
    expect(check('own.prototxt', '--weights', 'own.caffemodel').stdout).toMatch(/^own\.prototxt:4:9: error: Layer "c": blob 0 \(weights\) .+ Set num_output to 5 .+ \[weights\/shape-mismatch\]\n/);
    expect(check('own.prototxt', '--weights', 'none.caffemodel')).toMatchObject({ status: 2, stderr: 'atrous: cannot read none.caffemodel: there is no such file.\n' });
  });

  it('prints JSON with 1-based places', () => {
    const { status, stdout } = check('--format', 'json', 'clean.prototxt', 'broken.prototxt');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      {
        file: 'broken.prototxt', line: 3, column: 33, endLine: 3, endColumn: 39, severity: 'error', code: 'wiring/unknown-bottom',
        message: 'No layer before this one produces the blob `dato` in the phase TEST. Did you mean `data`?',
      },
    ]);
  });

  it('prints SARIF 2.1.0', () => {
    const { stdout } = check('--format', 'sarif', 'chinese 名字.prototxt');
    const log = JSON.parse(stdout) as {
      version: string;
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; level: string; locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[] }[] }[];
    };
    const [run] = log.runs;
    const result = run?.results.find(({ level }) => level === 'error');
    expect(log.version).toBe('2.1.0');
    expect(result?.ruleId).toBe('wiring/unknown-bottom');
    expect(run?.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('wiring/unknown-bottom');
    expect(result?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'chinese%20%E5%90%8D%E5%AD%97.prototxt' },
      region: { startLine: 3, startColumn: 40, endLine: 3, endColumn: 43 },
    });
  });

  it('points at other places in SARIF', () => {
    const { stdout } = check('--format', 'sarif', 'twice.prototxt', 'clean.prototxt', 'solver.prototxt');
    const [run] = (JSON.parse(stdout) as { runs: SarifRun[] }).runs;
    expect(run?.results.find(({ ruleId }) => ruleId === 'schema/repeated-singular')?.relatedLocations).toEqual([{
      physicalLocation: { artifactLocation: { uri: 'twice.prototxt' }, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 } },
      message: { text: '`name` is given here first.' },
    }]);
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('prints SARIF that its schema accepts, whatever the files hold', () => {
    const files = ['clean', 'broken', 'twice', 'solver', 'empty', 'binary', 'chinese 名字'].map((name) => `${name}.prototxt`);
    const log = JSON.parse(check('--format', 'sarif', ...files).stdout) as { runs: { results: object[] }[] };
    expect(log.runs[0]?.results.length).toBeGreaterThan(5);
    expect(sarifErrors(log)).toEqual([]);
    const withWeights = check('--format', 'sarif', join(folder, 'own.prototxt'), '--weights', 'own.caffemodel').stdout;
    expect(sarifErrors(JSON.parse(withWeights))).toEqual([]);
    expect(sarifErrors({ ...log, version: '2.0.0' })).not.toEqual([]);
    expect(sarifErrors({ ...log, runs: [{ tool: { driver: { name: 'x' } }, results: [{ level: 'bad', message: {} }] }] })).not.toEqual([]);
  });

  it('goes with explanations of what it finds', () => {
    expect(atrous(['explain', 'wiring/too-many-params'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# wiring\/too-many-params\n\n\*\*More `param` than weight blobs\*\* \(error\)\. Each/) as string });
    expect(atrous(['explain']).stdout).toMatch(/^# Rules\n[^]+### solver\/missing-file/);
    expect(atrous(['explain', 'wiring/arty'])).toMatchObject({ status: 2, stderr: 'atrous: there is no rule wiring/arty. Did you mean wiring/arity?\n' });
  });

  it('looks for the files that a solver names, from its own folder', () => {
    const { stdout } = check('solver.prototxt');
    expect(stdout).toContain('`nowhere.caffemodel` is not found');
    expect(stdout).not.toContain('`clean.prototxt` is not found');
  });

  it('gives templates the values that are defined', () => {
    expect(check('template.prototxt').status).toBe(1);
    expect(check('template.prototxt').stdout).toContain('shape/group');
    expect(check('template.prototxt', '--define', 'N=4').stdout).toContain('The 3 channels that come in do not divide into 2 groups');
  });

  it.each([
    [['check'], /missing required argument 'file'/],
    [['check', 'clean.prototxt', '--format', 'xml'], /Allowed choices are text, json, sarif/],
    [['check', 'clean.prototxt', '--define', 'N'], /It takes NAME=VALUE/],
    [['check', 'nowhere.prototxt'], /cannot read nowhere\.prototxt: there is no such file\./],
    [['check', '.'], /cannot read \.: it is a folder\./],
    [['chekc'], /unknown command 'chekc'/],
  ])('%j is a usage error', (args, message) => {
    const { status, stderr } = atrous(args, folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  it.each([
    ['empty.prototxt', 0, 0],
    ['binary.prototxt', 1, 1],
    ['braces.prototxt', 1, 1],
  ])('%s exits with %d and has %d errors', (file, status, errors) => {
    const result = check('--format', 'json', file);
    expect([result.status, (JSON.parse(result.stdout) as unknown[]).length]).toEqual([status, errors]);
  });
});
