/** Quick fixes: the text after each was applied. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CodeActionTriggerKind, type CodeAction } from 'vscode-languageserver-types';
import { codeActions, fixAllKind, refactorWith } from '../../server/src/features/code-actions/code-actions';
import type { PreviewedEdits } from '../../server/src/protocol/commands';
import { marked, snapshot } from './marked';

type Place = ReturnType<typeof marked>;

function actionsAt({ snapshot: document, offset }: Place, only?: readonly string[], triggerKind?: CodeActionTriggerKind): CodeAction[] {
  const position = document.document.positionAt(offset);
  return codeActions(document, { start: position, end: position }, { ...(only && { only }), ...(triggerKind && { triggerKind }) });
}

/** The text after the action, or the titles that are offered where there is none of that title. */
function applied(place: Place, title: string): string {
  const actions = actionsAt(place, ['quickfix']);
  const edits = actions.find((action) => action.title === title)?.edit?.changes?.[place.snapshot.uri];
  return edits ? TextDocument.applyEdits(place.snapshot.document, edits) : actions.map((action) => action.title).join('\n');
}

const conv = 'layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 8 kernel_size: 3 } }';

describe('quick fixes', () => {
  it.each([
    ['a misspelt field', 'layer { nme|: "x" type: "ReLU" }', 'Change to `name`', 'layer { name: "x" type: "ReLU" }'],
    ['a misspelt type, in its quotes', 'layer { name: "x" type: "Convolutio|" }', 'Change to `Convolution`', 'layer { name: "x" type: "Convolution" }'],
    ['a misspelt bottom', `input: "data"\n${conv.replace('"data"', '"dat|"')}`, 'Change to `data`', `input: "data"\n${conv}`],
    ['an enum value in quotes', 'layer { name: "x" type: "Pooling" pooling_param { pool: "MA|X" kernel_size: 2 } }', 'Change to `MAX`', 'layer { name: "x" type: "Pooling" pooling_param { pool: MAX kernel_size: 2 } }'],
    ['another dialect\'s field', '# atrous: dialect=bvlc\nlayer { name: "c" type: "Convolution" convolution_param { ho|le: 2 } }', 'Write `dilation`', '# atrous: dialect=bvlc\nlayer { name: "c" type: "Convolution" convolution_param { dilation: 2 } }'],
    ['a placeholder', 'layer { name: "c" type: "Convolution" convolution_param { num_output: NUM_LA|BELS } }', 'Give `NUM_LABELS` a value in this file', '# atrous: define NUM_LABELS=21\nlayer { name: "c" type: "Convolution" convolution_param { num_output: NUM_LABELS } }'],
    ['a template', 'layer { name: "c" type: "Convolution" convolution_param { num_output: ${NUM_LA|BELS} } }', 'Give `NUM_LABELS` a value in this file', '# atrous: define NUM_LABELS=21\nlayer { name: "c" type: "Convolution" convolution_param { num_output: ${NUM_LABELS} } }'],
    ['a shape that cannot be known', 'input: "d" input_shape { dim: 1 }\nlayer { name: "|p" type: "Python" bottom: "d" top: "x" }', 'State the shape of `x` in this file', '# atrous: shape x=1x21x65x65\ninput: "d" input_shape { dim: 1 }\nlayer { name: "p" type: "Python" bottom: "d" top: "x" }'],
    ['old layers', 'input: "d" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nla|yers { name: "r" type: RELU bottom: "d" top: "r" }', 'Upgrade V1 layers to V2', 'input: "d" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nlayer { name: "r" type: "ReLU" bottom: "d" top: "r" }'],
    ['layers of two kinds', 'input: "d" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nlayers { name: "r" type: RELU bottom: "d" top: "r" }\nla|yer { name: "s" type: "ReLU" bottom: "r" top: "s" }', 'Upgrade V1 layers to V2', 'input: "d" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nlayer { name: "r" type: "ReLU" bottom: "d" top: "r" }\nlayer { name: "s" type: "ReLU" bottom: "r" top: "s" }'],
    ['what a solver lacks, and not what it has', 'net: "a"\nbase_lr: 1\nlr_policy: "st|ep"\nmax_iter: 9\ngamma: 0.1', 'Add `stepsize: 3`', 'net: "a"\nbase_lr: 1\nlr_policy: "step"\nmax_iter: 9\ngamma: 0.1\nstepsize: 3'],
  ])('%s', (_, text, title, expected) => {
    expect(applied(marked(text), title)).toBe(expected);
  });

  it('mend all of a kind at once', () => {
    expect(applied(marked('layer { nme|: "x" type: "ReLU" }\nlayer { nme: "y" type: "ReLU" }'), 'Fix all in this file: Unknown field'))
      .toBe('layer { name: "x" type: "ReLU" }\nlayer { name: "y" type: "ReLU" }');
  });

  it('mend what does not overlap, and leave the rest for the next time', () => {
    const relu = (name: string, top: string): string => `layer { name: "${name}" type: "ReLU" bottom: "d" top: "${top}" }`;
    const text = `input: "d" input_shape { dim: 1 }\n${relu('a', 'x')}\n${relu('b', 'x|')}\n${relu('c', 'x')}`;
    expect(applied(marked(text), 'Fix all in this file: Top produced twice')).toBe(`input: "d" input_shape { dim: 1 }\n${relu('a', 'x')}\n${relu('b', 'b')}\n${relu('c', 'c')}`);
  });

  it('mend everything that has one fix, when the file is saved', () => {
    const document = snapshot('layer { nme: "x" type: "ReLo" }');
    const start = { line: 0, character: 0 };
    const edits = codeActions(document, { start, end: start }, { only: [fixAllKind] })[0]?.edit?.changes?.[document.uri] ?? [];
    expect(TextDocument.applyEdits(document.document, edits)).toBe('layer { name: "x" type: "ReLU" }');
  });

  it('are none where nothing is wrong', () => {
    expect(actionsAt(marked(`input: "data"\n${conv.replace('"c"', '"|c"')}`), ['quickfix'])).toEqual([]);
  });

  it('name the problem that they mend', () => {
    expect(actionsAt(marked('layer { nme|: "x" type: "ReLU" }'))[0]?.diagnostics?.map(({ code }) => code)).toEqual(['schema/unknown-field']);
  });
});

describe('refactorings', () => {
  const old = 'input: "data"\ninput_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nla|yers { name: "r" type: RELU bottom: "data" top: "r" }\n';

  it('are offered when the editor asks for them, and leave a net of the new format', () => {
    const place = marked(old);
    const upgrade = actionsAt(place, ['refactor']).find(({ title }) => title.includes('V2'));
    const edits = upgrade?.edit?.changes?.[place.snapshot.uri] ?? [];
    expect(TextDocument.applyEdits(place.snapshot.document, edits)).toContain('type: "ReLU"');
  });

  it('are shown before they are made, by editors that can', () => {
    const { snapshot: document } = marked(old);
    const start = { line: 0, character: 0 };
    const upgrade = codeActions(document, { start, end: start }, { only: ['refactor'] }, 'annotation').find(({ title }) => title.includes('V2'));
    expect(upgrade?.edit).toMatchObject({
      documentChanges: [{ textDocument: { uri: document.uri, version: document.document.version } }],
      changeAnnotations: { [upgrade?.title ?? '']: { label: upgrade?.title, needsConfirmation: true } },
    });
  });

  it('are shown beside the text by VS Code, which has a command for it', () => {
    const { snapshot: document } = marked(old);
    const start = { line: 0, character: 0 };
    const upgrade = codeActions(document, { start, end: start }, { only: ['refactor'] }, 'command').find(({ title }) => title.includes('V2'));
    const [previewed] = (upgrade?.command?.arguments ?? []) as PreviewedEdits[];
    expect([upgrade?.edit, upgrade?.command?.command, previewed?.version]).toEqual([undefined, 'atrous.previewEdits', document.document.version]);
    expect(TextDocument.applyEdits(document.document, [...(previewed?.edits ?? [])])).toContain('type: "ReLU"');
  });

  it('ask for numbers where the editor can, and take them', () => {
    const { snapshot: document, offset } = marked('# atrous: dialect=bvlc\ninput: "data" input_shape { dim: 1 dim: 3 dim: 65 dim: 65 }\nlayer { name: "p|" type: "Pooling" bottom: "data" top: "p" pooling_param { kernel_size: 3 stride: 8 pad: 1 } }\n');
    const position = document.document.positionAt(offset);
    const asking = (preview: 'command' | 'none') => codeActions(document, { start: position, end: position }, { only: ['refactor'] }, preview).find(({ title }) => title.includes('other rates'));
    expect(asking('none')).toBeUndefined();
    expect(asking('command')?.command?.arguments).toMatchObject([{ id: 'insert-aspp', offset, initial: [1, 6, 12, 18] }]);
    const outcome = refactorWith(document, { textDocument: { uri: document.uri }, id: 'insert-aspp', offset, numbers: [2, 5] });
    const after = outcome.ok ? TextDocument.applyEdits(document.document, [...outcome.edits]) : outcome.message;
    expect([...after.matchAll(/dilation: (\d+)/g)].map(([, rate]) => rate)).toEqual(['2', '5']);
    expect(refactorWith(document, { textDocument: { uri: document.uri }, id: 'gone', offset, numbers: [] })).toMatchObject({ ok: false });
  });

  it('are not worked out for every movement of the cursor', () => {
    const offered = (triggerKind?: CodeActionTriggerKind): CodeAction[] => actionsAt(marked(old), undefined, triggerKind).filter(({ kind }) => kind?.startsWith('refactor'));
    expect(offered(CodeActionTriggerKind.Automatic)).toEqual([]);
    expect(offered(CodeActionTriggerKind.Invoked)).not.toEqual([]);
    expect(offered()).not.toEqual([]);
  });
});
