/** Reads the structure of a proto2 file. */
export interface ProtoField {
  name: string;
  number: number;
  label: 'optional' | 'required' | 'repeated';
  type: string;
  default?: string;
  deprecated: boolean;
}

export interface ProtoFile {
  messages: Map<string, { name: string; fields: ProtoField[] }>;
  enums: Map<string, { name: string; values: Map<string, number> }>;
}

export function readProto(text: string): ProtoFile;

/** The innermost declaration that `type` names when written inside `scope`, as a full name; undefined for a scalar type. */
export function resolveType(type: string, scope: string, file: ProtoFile): string | undefined;
