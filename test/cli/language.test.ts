/** The command line speaks the user's language, and English to programs. */
import { describe, expect, it } from 'vitest';
import { atrous, folderWith } from '../support/cli';

const folder = folderWith({ 'net.prototxt': 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\nlayer { name: "a" type: "Relu" bottom: "data" top: "a" }\n' });

const chinese = '已知的 Caffe 都没有 `Relu` 类型的层。是不是想写 `ReLU`？';
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

it('names the choices of an option and their default', () => {
  expect(atrous(['crf', '--help'], folder, environments['LANG alone']).stdout).toContain('数组中颜色通道的顺序（可选 "rgb", "bgr"；默认 "rgb"）');
});

describe('says what is wrong with arguments', () => {
  const cases: [args: string[], message: string][] = [
    [['chekc'], "错误：未知的命令 'chekc'\n（是不是想写 check？）"],
    [['crf'], "错误：缺少必需的选项 '--image <file>'"],
    [['check', '--formt', 'json'], "错误：未知的选项 '--formt'\n（是不是想写 --format？）"],
    [['crf', '--image'], "错误：选项 '--image <file>' 缺少值"],
    [['crf', '--order', 'grb'], "错误：选项 '--order <order>' 的值 'grb' 无效。可用的值有 rgb, bgr。"],
    [['crf', '--image', 'a', '--unary', 'b', '--scores', 'c', '--output', 'd'], "错误：选项 '--unary <file>' 不能与选项 '--scores <file>' 并用"],
    [['diff', 'a'], "错误：缺少必需的参数 'after'"],
    [['describe', 'a', 'b'], "错误：'describe' 的参数过多。应有 1 个，实际有 2 个。"],
    [['diff', 'a', 'b', 'c'], "错误：'diff' 的参数过多。应有 2 个，实际有 3 个。"],
  ];
  it.each(cases)('%s', (args, message) => {
    expect(atrous(args, folder, environments['LANG alone'])).toMatchObject({ status: 2, stderr: `${message}\n（加 --help 查看选项）\n` });
  });
});

it('says why a file cannot be read', () => {
  expect(atrous(['check', 'none.prototxt'], folder, environments['LANG alone'])).toMatchObject({ status: 2, stderr: 'atrous: 无法读取 none.prototxt：没有这个文件。\n' });
});
