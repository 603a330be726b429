/** What editors are told of a finding: its code, the page that explains it where they can show one, and other places. */
import { describe, expect, it } from 'vitest';
import { diagnostics } from '../../server/src/features/diagnostics';
import { marked } from './marked';

const net = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\nlayer { name: "a" type: "ReLU" bottom: "daat" top: "a" }\nlayer { name: "b" type: "ReLU" bottom: "a" top: "b" include { phase: TRAIN } }|';
const told = (hasCommands: boolean) => diagnostics(marked(net, { presentation: { theme: 'dark', html: true, hasCommands } }).snapshot).find(({ code }) => code === 'wiring/unknown-bottom');

describe('a diagnostic', () => {
  it('leads to the page of its rule in editors that show one', () => {
    const href = told(true)?.codeDescription?.href ?? '';
    expect(JSON.parse(decodeURIComponent(href.slice(href.indexOf('?') + 1)))).toEqual(['wiring/unknown-bottom']);
    expect(href).toMatch(/^command:atrous\.explainRule\?/);
    expect(told(false)).not.toHaveProperty('codeDescription');
  });

  it('points at other places: layers that a phase leaves out, blocks that are not closed', () => {
    const text = 'input: "x"\nlayer { name: "d" type: "ReLU" bottom: "x" top: "labels" include { phase: TRAIN } }\nlayer { name: "a" type: "ReLU" bottom: "labels" top: "scores" include { phase: TEST } }\nlayer { name: "e" type: "ReLU" bottom: "scores" top: "e" include { phase: TRAIN } }|';
    const found = diagnostics(marked(text).snapshot).find(({ code }) => code === 'wiring/unknown-bottom');
    expect(found?.relatedInformation?.map(({ location, message }) => [location.range.start.line, message])).toEqual([[1, '`labels` is produced here, by a layer that the phase TEST leaves out.']]);
    expect(told(false)?.relatedInformation?.map(({ location, message }) => [location.range.start, message])).toEqual([[{ line: 0, character: 7 }, '`data` is produced here.']]);
    const inPlace = 'input: "x"\nlayer { name: "d" type: "ReLU" bottom: "x" top: "labels" include { stage: "s" } }\nlayer { name: "a" type: "ReLU" bottom: "labels" top: "labels" }|';
    const onlyItself = diagnostics(marked(inPlace).snapshot).find(({ code }) => code === 'wiring/bottom-before-producer');
    expect(onlyItself?.message).toBe('This layer reads the blob `labels` that only it itself produces in the phase TEST. Correct the bottom.');
    expect(onlyItself?.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([1]);
    const [unclosed] = diagnostics(marked('layer {\n  name: "a"\n  relu_param {\n    negative_slope: 0\n}\n|').snapshot).filter(({ code }) => code === 'syntax/missing-brace');
    expect(unclosed?.relatedInformation?.map(({ location: { range } }) => range)).toEqual([{ start: { line: 2, character: 2 }, end: { line: 2, character: 14 } }]);
  });
});
