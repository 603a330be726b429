/** Nets from the public: everything that segments or classifies lowers, and what does not says why. */
import { describe, expect, it } from 'vitest';
import { documentKind } from '../../server/src/schema/document-kind';
import { parse } from '../../server/src/syntax/parser';
import { corpusFiles } from '../support/corpus';
import { lower } from '../support/lowered';

/** Words that stand for numbers in DeepLab's templates. */
const variables = [['NUM_LABELS', '21'], ['EXP', 'voc12'], ['NET_ID', 'net']] as const;

/** Why a net of the corpus cannot be run: layers that detection, TensorRT forks define, and nets that Caffe refuses too. */
const reasons = /^(Layer type (PriorBox|PriorBoxClustered|ROIPooling|PSROIPooling|TRT|Gather|data) is not supported yet|The net has no layers that can run|The shape of)/;

const nets = corpusFiles().filter(({ text }) => {
  const tree = parse(text);
  return tree.problems.length === 0 && documentKind(tree) === 'net';
});

describe('nets from the public', () => {
  it.each(nets)('$path', ({ text }) => {
    const program = lower(text, { variables });
    if (typeof program === 'string') expect(program).toMatch(reasons);
    else expect(program.outputs.length).toBeGreaterThan(0);
  });
});
