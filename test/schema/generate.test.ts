/** The reader of .proto files, and the schema's data against the files that it was made from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectOrder } from '../../scripts/schema/dialects.mjs';
import { generate } from '../../scripts/schema/generate.mjs';
import { readProto, resolveType } from '../../scripts/schema/proto.mjs';
import { dialects } from '../../server/src/schema/dialects';
import { root, shared } from '../support/shared';

const text = `
syntax = "proto2"; // a comment with { braces }
package caffe;
/* message Hidden { } */
message Outer {
  enum Mode { A = 0; B = 0x1; }
  message Inner { required float x = 1; }
  optional Mode mode = 1 [default = B, deprecated = true];
  repeated Inner inner = 2;
  optional string name = 3 [default = "a;b"];
  repeated float data = 5 [packed = true];
  extensions 100 to 199;
  reserved 7;
}
message Other { optional Outer.Mode mode = 1; optional caffe.Outer outer = 2; }`;

describe('reading .proto files', () => {
  const file = readProto(text);

  it('finds messages and enums by their full names', () => {
    expect([...file.messages.keys()].sort()).toEqual(['Other', 'Outer', 'Outer.Inner']);
    expect([...file.enums.keys()]).toEqual(['Outer.Mode']);
    expect(file.enums.get('Outer.Mode')?.values).toEqual(new Map([['A', 0], ['B', 1]]));
  });

  it('reads fields', () => {
    expect(file.messages.get('Outer')?.fields).toEqual([
      { name: 'mode', number: 1, label: 'optional', type: 'Mode', default: 'B', deprecated: true },
      { name: 'inner', number: 2, label: 'repeated', type: 'Inner', deprecated: false },
      { name: 'name', number: 3, label: 'optional', type: 'string', default: '"a;b"', deprecated: false },
      { name: 'data', number: 5, label: 'repeated', type: 'float', deprecated: false },
    ]);
  });

  it.each([
    ['Inner', 'Outer', 'Outer.Inner'], ['Mode', 'Outer', 'Outer.Mode'], ['Outer.Mode', 'Other', 'Outer.Mode'], ['caffe.Outer', 'Other', 'Outer'], ['float', 'Outer', undefined],
  ])('%s in %s is %s', (type, scope, name) => {
    expect(resolveType(type, scope, file)).toBe(name);
  });
});

describe('the schema\'s data', () => {
  it('knows the dialects of the table, in its order', () => {
    expect(dialectOrder).toEqual(dialects.map(({ id }) => id));
  });

  if (shared !== undefined) {
    const files = [...generate(join(shared, 'corpus', 'schemas'))];
    it.each(files)('%s is what the forks\' schemas make', (name, made) => {
      expect(readFileSync(join(root, 'server/src/schema/data', name), 'utf8')).toBe(made);
    });
  }
});
