/** Reports holes that do not make up for the strides that were removed from a pretrained net. */
import type { ReceptiveField } from '../../analysis/analysis';
import { multiply, rational, toNumber, type Rational } from '../../analysis/rational';
import { phrase, t, type Words } from '../../l10n/text';
import { layerTitle, placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import type { Report } from '../rule';
import { backbonesIn, type Backbone, type Member } from './backbones';
import { axes, dilationWord, equalPairs, formatPair, keepingPad, kernelOf, listed, nameOf, pairOf, placeOfNumber, slidingKernel, type Axis, type Kernel, type Pair } from './kernel';

const strideOf = (fields: readonly ReceptiveField[], input: number, axis: Axis): Rational | undefined => {
  const field = fields.find((candidate) => candidate.input === input)?.axes[axis];
  return field === undefined || field.whole || field.stride.numerator === 0 ? undefined : field.stride;
};

/** Units of the backbone's own input between neighbouring units of what the layer reads; undefined where not known or not whole. */
function strideBefore({ layer }: Member, { source }: Backbone): Pair | undefined {
  const input = source[0]?.input;
  const fields = layer.bottomFields[0];
  if (input === undefined || fields === undefined) return undefined;
  const strides = axes.map((axis) => {
    const [own, base] = [strideOf(fields, input, axis), strideOf(source, input, axis)];
    return own && base && toNumber(multiply(own, rational(base.denominator, base.numerator)));
  });
  const [height, width] = strides;
  return height === undefined || width === undefined ? undefined : [height, width];
}

/** The strides of the pretrained net that are smaller here, or gone, before a layer. */
function removedBefore({ pretrained }: Member, { strided, members }: Backbone): { name: string; member: Member | undefined }[] {
  return strided
    .filter((candidate) => candidate.pretrained.inputStride < pretrained.inputStride)
    .map(({ name }) => ({ name, member: members.get(name) }))
    .filter(({ member }) => member === undefined || (kernelOf(member.layer)?.stride ?? [2, 2]).some((stride) => stride < member.pretrained.stride));
}

/** `pool4` has stride 1 here and 2 in VGG-16. */
function removalText(removed: ReturnType<typeof removedBefore>, title: string): string {
  const changed = removed.filter(({ member }) => member !== undefined).map(({ name }) => name);
  const gone = removed.filter(({ member }) => member === undefined).map(({ name }) => name);
  const parts = [
    changed.length > 1 ? t`${listed(changed)} have stride 1 here and 2 in ${title}` : changed.length > 0 ? t`${listed(changed)} has stride 1 here and 2 in ${title}` : '',
    gone.length > 1 ? t`${listed(gone)} of ${title} are left out here` : gone.length > 0 ? t`${listed(gone)} of ${title} is left out here` : '',
  ].filter((part) => part !== '');
  return parts.length === 2 ? t`${parts[0] ?? ''}, and ${parts[1] ?? ''}` : (parts[0] ?? '');
}

/** DeepLab also takes every second tap of fc6, or nine of them, with holes of its own choice. */
function isOwnChoice({ pretrained }: Member, { taps, dilation }: Kernel, expected: Pair): boolean {
  if (pretrained.isFullyConnected !== true || taps.every((count) => count === pretrained.kernel)) return false;
  return taps.some((count) => count !== 4) || axes.every((axis) => dilation[axis] === 2 * expected[axis]);
}

/** What the layer's holes must be, and are not. */
interface Mismatch {
  member: Member;
  kernel: Kernel;
  /** Backbone input pixels between units of the bottom. */
  stride: Pair;
  expected: Pair;
}

function mismatchOf(member: Member, backbone: Backbone): Mismatch | undefined {
  const { pretrained } = member;
  const kernel = pretrained.kernel > 1 ? slidingKernel(member.layer) : undefined;
  if (kernel === undefined || kernel.stride.some((stride) => stride > pretrained.stride)) return undefined;
  const stride = strideBefore(member, backbone);
  if (stride === undefined) return undefined;
  const expected = pairOf((axis) => pretrained.inputStride / stride[axis]);
  if (!expected.every((hole) => Number.isInteger(hole)) || equalPairs(expected, kernel.dilation) || isOwnChoice(member, kernel, expected)) return undefined;
  return { member, kernel, stride, expected };
}

function messageOf({ member: { layer, pretrained }, kernel, stride, expected }: Mismatch, removal: string, title: string, word: string): Words {
  const name = layerTitle(layer.layer);
  const apart = formatPair(pairOf((axis) => kernel.dilation[axis] * stride[axis]));
  const pixels = t`its taps stand ${apart} input pixels apart instead of ${pretrained.inputStride}`;
  const cause = removal === '' ? t`The map before ${name} has ${formatPair(stride)} input pixels a unit` : removal;
  if (axes.some((axis) => kernel.dilation[axis] < expected[axis])) {
    return t`${cause}: ${name} needs ${word} ${formatPair(expected)} to keep its pretrained field of view; it has ${formatPair(kernel.dilation)}, so that ${pixels}.`;
  }
  const wanted = removal === '' ? t`as in ${title}, where the ${word} is ${formatPair(expected)}` : t`which asks for ${word} ${formatPair(expected)}`;
  return t`${cause}, ${wanted}; ${name} has ${formatPair(kernel.dilation)}, so that ${pixels}.`;
}

function reportOf(context: NetContext, mismatch: Mismatch, backbone: Backbone): Report {
  const { member, kernel, expected } = mismatch;
  const removed = removedBefore(member, backbone);
  const keepsSize = keepingPad(kernel, kernel.dilation);
  const pad = keepsSize && equalPairs(keepsSize, kernel.pad) ? keepingPad(kernel, expected) : undefined;
  const isTooSmall = axes.some((axis) => kernel.dilation[axis] < expected[axis]);
  return {
    ...placeOfNumber(member.layer, 'dilation'),
    severity: isTooSmall ? 'warning' : 'info',
    message: messageOf(mismatch, removalText(removed, backbone.title), backbone.title, dilationWord(member.layer, context.dialect)),
    related: removed.flatMap(({ member: strided }) =>
      strided === undefined ? [] : [{ ...placeOfLayer(strided.layer.layer), message: t`\`${nameOf(strided.layer)}\` has stride 2 in ${backbone.title}.` }]),
    data: { dilation: expected, ...(pad && { pad }) },
  };
}

export const holeStride: NetRule = {
  code: 'atrous/hole-stride',
  severity: 'warning',
  title: phrase('Hole does not make up for a removed stride'),
  doc: phrase('Pretrained weights expect their taps a certain number of input pixels apart: 16 in conv5 of VGG-16. Where a stride of 2 is removed to keep the map fine, the maps after it have half as many pixels a unit, and every kernel there needs twice the hole: with `pool4` at stride 1, conv5 needs hole 2, and with `pool5` at stride 1 too, a 7×7 fc6 needs hole 4. VGG-16, VGG-19 and ResNet-50, -101 and -152 are recognised by the names and shapes of their layers. Holes of a 3×3 fc6 are free: LargeFOV takes 12, ASPP 6 to 24.'),
  *check(context) {
    for (const backbone of backbonesIn(context.analysis)) {
      for (const member of backbone.members.values()) {
        const mismatch = mismatchOf(member, backbone);
        if (mismatch !== undefined) yield reportOf(context, mismatch, backbone);
      }
    }
  },
};
