/** Settings in one spelling each, so that the same kernel or learning rate in the words of two forks or generations is no difference. */
import { equivalentField } from '../schema/equivalents';
import type { PerAxis } from './describe';
import { perAxis } from './describe-formats';
import type { Setting } from './settings';

/** A number of the kernel, as V2 calls it. */
export type KernelSetting = 'kernel_size' | 'stride' | 'pad' | 'dilation';

const kernelField = /^((?:convolution|pooling)_param\.)(kernel|stride|pad|dilation|hole|filter_stride)(?:_(h|w|size))?$/;

const kernelNames: Readonly<Record<string, KernelSetting>> = {
  kernel: 'kernel_size', stride: 'stride', pad: 'pad', dilation: 'dilation', hole: 'dilation', filter_stride: 'dilation',
};

/** Lists of V1 layers, whose values stand in `param` of V2 layers. */
const learningFields: Readonly<Record<string, string>> = { blobs_lr: 'lr_mult', weight_decay: 'decay_mult', param: 'name', blob_share_mode: 'share_mode' };

const valuesOf = (value: string): string[] => (value.startsWith('[') ? value.slice(1, -1).split(', ') : [value]);

/** `3`, `3×5`, or the text as it is where it is no number. */
function axesText(values: readonly (string | undefined)[]): string {
  const numbers = values.map(Number);
  return numbers.every((number) => !Number.isNaN(number)) ? perAxis(numbers) : values.join('×');
}

/** One setting for a number that is written for both axes, for each, or as a list. */
function kernelSettings(settings: readonly Setting[], geometry: Readonly<Record<KernelSetting, PerAxis | null>>): Setting[] {
  const found = new Map<string, Setting>();
  for (const { path, value } of settings) {
    const [, param = '', word = '', axis] = kernelField.exec(path) ?? [];
    const name = kernelNames[word];
    if (name === undefined) continue;
    const isPart = axis === 'h' || axis === 'w';
    found.set(param + name, { path: param + name, value: isPart ? axesText(geometry[name]?.map(String) ?? [value]) : axesText(valuesOf(value)), otherwise: undefined });
  }
  return [...found.values()];
}

function learningSettings(field: string, { value }: Setting): Setting[] {
  return valuesOf(value).map((part, index) => ({ path: `param[${index}].${field}`, value: part, otherwise: field === 'lr_mult' || field === 'decay_mult' ? '1' : undefined }));
}

/** DeepLab v1 says `has_label: false` where v2 says `label_type: NONE`. */
const withoutLabel: Setting = { path: 'image_data_param.label_type', value: 'NONE', otherwise: undefined };

/** What V2 and later forks call a setting. */
function renamed(setting: Setting): Setting[] {
  const { path, value } = setting;
  const field = learningFields[path];
  if (field !== undefined) return learningSettings(field, setting);
  if (path === 'image_data_param.has_label') return value === 'false' ? [withoutLabel] : [];
  const [message = '', ...rest] = path.split('.');
  const other = rest.length === 0 ? undefined : equivalentField('V1LayerParameter', message);
  return [other === undefined ? setting : { ...setting, path: [other, ...rest].join('.') }];
}

/** The settings by path, in the order of the file; numbers of the kernel that are written for one axis are read off the geometry. */
export function canonicalSettings(settings: readonly Setting[], geometry: Readonly<Record<KernelSetting, PerAxis | null>>): ReadonlyMap<string, Setting> {
  const others = settings.filter(({ path }) => !kernelField.test(path)).flatMap(renamed);
  return new Map([...kernelSettings(settings, geometry), ...others].map((setting) => [setting.path, setting]));
}
