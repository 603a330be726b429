/** The command line speaks the user's language, and English to programs. */
import { describe, expect, it } from 'vitest';
import { atrous, folderWith } from '../support/cli';

const folder = folderWith({ 'net.prototxt': 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\nlayer { name: "a" type: "Relu" bottom: "data" top: "a" }\n' });

const chinese = '没有已知的 Caffe 含有 `Relu` 类型的层。是否想写 `ReLU`？';
const english = 'No known Caffe has a layer of type `Relu`. Did you mean `ReLU`?';

const environments: Readonly<Record<string, NodeJS.ProcessEnv>> = {
  'LANG alone': { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' },
  'LC_ALL over LANG': { LC_ALL: 'zh_CN.UTF-8', LC_MESSAGES: '', LANG: 'en_US.UTF-8' },
  English: { LC_ALL: '', LC_MESSAGES: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' },
};

describe('atrous check', () => {
  const cases: [args: string[], environment: string, message: string][] = [
    [[], 'LANG alone', chinese],
    [[], 'LC_ALL over LANG', chinese],
    [[], 'English', english],
    [['--format', 'json'], 'LANG alone', english],
    [['--format', 'sarif'], 'LANG alone', english],
    [['--language', 'zh-cn'], 'English', chinese],
    [['--language', 'zh-cn', '--format', 'json'], 'English', chinese],
    [['--language', 'en'], 'LANG alone', english],
  ];
  it.each(cases)('%s with %s', (args, environment, message) => {
    const { status, stdout } = atrous(['check', ...args, 'net.prototxt'], folder, environments[environment]);
    expect({ status, says: stdout.includes(message), codes: stdout.includes('wiring/unknown-layer-type') }).toEqual({ status: 1, says: true, codes: true });
  });
});

it('explains itself', () => {
  expect(atrous(['--help'], folder, environments['LANG alone']).stdout).toMatch(/^用法： atrous/);
});

it('says why a file cannot be read', () => {
  expect(atrous(['check', 'none.prototxt'], folder, environments['LANG alone'])).toMatchObject({ status: 2, stderr: 'atrous: 无法读取 none.prototxt：没有这个文件。\n' });
});
