/** Presents the layers of 2013 (`layers { layer { name: "c" type: "conv" kernelsize: 3 } }`) with V2 names. */
import { anyFieldSchema } from '../schema/schema';
import type { FieldNode, MessageNode } from '../syntax/tree';

/** V0 names of fields that changed their name when they moved into a parameter message. */
const renamed: Readonly<Record<string, string>> = {
  biasterm: 'bias_term', kernelsize: 'kernel_size', batchsize: 'batch_size', shuffle_images: 'shuffle',
  det_fg_threshold: 'fg_threshold', det_bg_threshold: 'bg_threshold', det_fg_fraction: 'fg_fraction',
  det_context_pad: 'context_pad', det_crop_mode: 'crop_mode',
};

/** V0 fields of preprocessing, which all data layers share. */
const transformations: Readonly<Record<string, string>> = {
  scale: 'scale', meanfile: 'mean_file', cropsize: 'crop_size', mirror: 'mirror',
};

/** A field that V2 text would have in that place; its value and position are those of the nodes within. */
function wrap(name: string, fields: FieldNode[], around: MessageNode): FieldNode {
  const { start, end, close } = around;
  return { kind: 'field', name, start, end, nameEnd: start, colon: -1, value: { kind: 'message', start, end, close, fields } };
}

/**
 * The V2 layer message that a V0 one stands for: its own fields, those of its parameter message `param`, and those of
 * `transform_param`. Fields that belong to neither are left out.
 */
export function upgradeV0(layer: MessageNode, param: string | undefined): MessageNode {
  const typeName = param === undefined ? undefined : anyFieldSchema('LayerParameter', param)?.typeName;
  const isOwn = (name: string): boolean => typeName !== undefined && anyFieldSchema(typeName, name) !== undefined;
  const kept: FieldNode[] = [];
  const own: FieldNode[] = [];
  const transform: FieldNode[] = [];
  for (const field of layer.fields) {
    const name = renamed[field.name] ?? field.name;
    const moved = transformations[field.name];
    if (isOwn(name)) own.push({ ...field, name });
    else if (moved !== undefined) transform.push({ ...field, name: moved });
    else if (anyFieldSchema('LayerParameter', field.name) !== undefined) kept.push(field);
  }
  if (param !== undefined && own.length > 0) kept.push(wrap(param, own, layer));
  if (transform.length > 0) kept.push(wrap('transform_param', transform, layer));
  return { ...layer, fields: kept };
}
