/** Other people's readers of the text format, made ready to read nets with a schema of Caffe's. */
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { fromText } from '@bufbuild/protobuf/txtpb';
import { FileDescriptorSetSchema, type DescriptorProto, type FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import protobuf from 'protobufjs';
import 'protobufjs/ext/descriptor.js';
import textformat from 'protobufjs/ext/textformat.js';

/** Reads a text to a message, or throws. */
export type Reader = (text: string) => unknown;

/** The readers by name, for `caffe.NetParameter` as `proto` (the text of a caffe.proto) has it. */
export function readersOf(proto: string): Record<string, Reader> {
  const { root } = protobuf.parse(proto, { keepCase: true });
  root.resolveAll();
  const type = root.lookupType('caffe.NetParameter');
  const { fromText: readText } = textformat as { fromText: (type: protobuf.Type, text: string) => unknown };
  const message = bufbuildDescriptor(root);
  return {
    protobufjs: (text) => readText(type, text),
    '@bufbuild/protobuf': (text) => fromText(message, text),
  };
}

function bufbuildDescriptor(root: protobuf.Root): Parameters<typeof fromText>[0] {
  const { toDescriptor } = root as unknown as { toDescriptor: (edition: string) => protobuf.Message };
  const encoded = toDescriptor.call(root, 'proto2');
  const set = fromBinary(FileDescriptorSetSchema, encoded.$type.encode(encoded).finish());
  for (const file of set.file) qualify(file.messageType, [file.package], namesIn(file, ''));
  const message = createFileRegistry(set).getMessage('caffe.NetParameter');
  if (message === undefined) throw new Error('the schema has no caffe.NetParameter');
  return message;
}

/** The full names of all messages and enums of a file or message, each after a dot. */
function namesIn({ enumType, ...rest }: FileDescriptorProto | DescriptorProto, outer: string): Set<string> {
  const isFile = 'messageType' in rest;
  const prefix = `${outer}.${isFile ? rest.package : rest.name}`;
  const messages = isFile ? rest.messageType : rest.nestedType;
  return new Set([prefix, ...enumType.map(({ name }) => `${prefix}.${name}`), ...messages.flatMap((message) => [...namesIn(message, prefix)])]);
}

/** Gives the types of fields their full names, in place: protobufjs writes them as seen from where they are used. */
function qualify(messages: DescriptorProto[], scope: string[], names: Set<string>): void {
  for (const { name, field, nestedType } of messages) {
    const inner = [...scope, name];
    for (const each of field.filter(({ typeName }) => typeName !== '' && !typeName.startsWith('.'))) {
      const candidates = inner.map((_part, index) => `.${[...inner.slice(0, inner.length - index), each.typeName].join('.')}`);
      each.typeName = [...candidates, `.${each.typeName}`].find((candidate) => names.has(candidate)) ?? each.typeName;
    }
    qualify(nestedType, inner, names);
  }
}
