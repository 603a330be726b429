/** Comments that address Atrous, and the kind of a document. */
import { describe, expect, it } from 'vitest';
import { readDirectives } from '../../server/src/schema/directives';
import { documentKind } from '../../server/src/schema/document-kind';
import { parse } from '../../server/src/syntax/parser';

describe('directives', () => {
  it.each<[string, object]>([
    ['# atrous: define NUM_LABELS=21', { variables: new Map([['NUM_LABELS', '21']]) }],
    ['#atrous:define  EXP = voc12 ', { variables: new Map([['EXP', 'voc12']]) }],
    ['# atrous: define A=1\nlayer { } # atrous: define A=2', { variables: new Map([['A', '2']]) }],
    ['# atrous: dialect=deeplab-v2', { dialect: 'deeplab-v2' }],
    ['# atrous: dialect = ICNet', { dialect: 'pspnet' }],
    ['# atrous: shape data=1x3x513x513', { shapes: new Map([['data', [1, 3, 513, 513]]]) }],
    ['# proto-message: caffe.SolverParameter', { protoMessage: 'SolverParameter' }],
    ['# proto-file: src/caffe/proto/caffe.proto', { protoFile: 'src/caffe/proto/caffe.proto' }],
    ['# about atrous: define it', { variables: new Map(), problems: [] }],
  ])('%s', (text, expected) => {
    expect(readDirectives(parse(text))).toMatchObject(expected);
  });

  it.each([
    ['# atrous: define NUM_LABELS', 'define NAME=VALUE'],
    ['# atrous: dialect=caffe2', 'no dialect "caffe2"'],
    ['# atrous: shape data=3', undefined],
    ['# atrous: shape data=1xAx3', 'shape BLOB=1x3x513x513'],
    ['# atrous: defin A=1', 'no directive "defin"'],
  ])('%s: %s', (text, problem) => {
    const { problems } = readDirectives(parse(text));
    if (problem === undefined) expect(problems).toEqual([]);
    else expect(problems[0]?.message).toContain(problem);
  });
});

describe('the kind of a document', () => {
  it.each([
    ['layer { name: "a" }', 'net'],
    ['layers { name: "a" }', 'net'],
    ['name: "LeNet" input: "data"', 'net'],
    ['name: "LeNet"', 'net'],
    ['net: "train.prototxt" base_lr: 0.01', 'solver'],
    ['net: "train.prototxt" bas_lr: 0.01', 'solver'],
    ['# proto-message: SolverParameter\n', 'solver'],
    ['# proto-message: NetParameter\nfoo: 1', 'net'],
    ['# proto-message: tensorflow.GraphDef\nlayer { }', 'other'],
    ['# proto-message: constructor\nlayer { }', 'other'],
    ['item { name: "cat" label: 1 }', 'other'],
    ['model { name: "resnet50" }', 'other'],
    ['op { name: "Add" }', 'other'],
    ['', 'other'],
  ])('%s: %s', (text, kind) => {
    expect(documentKind(parse(text))).toBe(kind);
  });
});
