/** The page with the graph of a net. */
import * as l10n from '@vscode/l10n';
import type { NetGraph, ViewContent } from '../../../server/src/protocol/views';
import { button, element } from '../preview/dom';
import { connectPage, onUpdate } from '../view-page';
import { createArranger } from './arrange';
import { createCard } from './card';
import { exportSvg } from './export';
import type { Layout } from './layout';
import { LayoutWorker, startElk } from './layout-worker';
import { nodeAtLine, neighbour, search } from './navigation';
import { createNotice } from './notice';
import { createRuler, drawGraph } from './shapes';
import { createViewport } from './viewport';
import { allBoxes, firstExpanded, groupsAround, visibleGraph, type Box, type VisibleGraph } from './visible';
import './graph.css';

interface Kept {
  expanded: readonly string[];
}

/** What is on screen. */
interface Shown {
  graph: NetGraph;
  visible: VisibleGraph;
  boxes: ReadonlyMap<string, Box>;
  layout: Layout;
}

const page = connectPage<Kept>();
const sizeOf = createRuler();
const worker = new LayoutWorker(() => startElk(page.setup.worker));
worker.warmUp();
const viewport = createViewport();
const card = createCard();
let expanded: ReadonlySet<string> | undefined = page.kept.expanded && new Set(page.kept.expanded);
let graph: NetGraph | undefined;
let shown: Shown | undefined;
let selected: string | undefined;
/** The layer that is selected, for when its box comes to be another one. */
let selectedNode: number | undefined;
/** The line of the cursor in the text. */
let cursor: number | undefined;

const find = element('input', { type: 'search', class: 'filter', placeholder: l10n.t('Find a layer by name or type'), 'aria-label': l10n.t('Find a layer') });
const found = element('span', { class: 'quiet', role: 'status', 'aria-live': 'polite' });
const notice = createNotice();
const arrange = createArranger(worker, sizeOf, notice);
const tool = (caption: string, title: string, action: () => void): HTMLButtonElement => button(caption, action, { title });
const sign = (caption: string, name: string, action: () => void): HTMLButtonElement => button(caption, action, { title: name, 'aria-label': name });
const tools = element(
  'span', { class: 'buttons' },
  sign('−', l10n.t('Zoom out'), () => viewport.zoom(1 / 1.25)), sign('+', l10n.t('Zoom in'), () => viewport.zoom(1.25)), tool(l10n.t('Fit'), l10n.t('Show the whole net'), () => viewport.fit()),
  tool(l10n.t('Collapse'), l10n.t('Collapse all groups'), () => void expand(new Set())),
  tool(l10n.t('Expand'), l10n.t('Expand all groups'), () => void expand(new Set(graph?.groups.map(({ id }) => id)))),
  tool(l10n.t('Save as SVG'), l10n.t('Save the picture as SVG'), () => shown && page.send({ type: 'saveSvg', svg: exportSvg(viewport.node, shown.layout) })),
);
viewport.node.setAttribute('aria-label', l10n.t('Graph of the net'));
document.body.append(element('header', { class: 'bar-top' }, find, found, tools), element('main', {}, notice.node, viewport.node), card.node);

/** Draws what is to be seen as it has been laid out; `anchor` is a box that is to stay where it is on screen. */
function show(current: NetGraph, visible: VisibleGraph, layout: Layout, isFinal: boolean, anchor: string | undefined): void {
  const [before, after] = [anchor && shown?.layout.places.get(anchor), anchor && layout.places.get(anchor)];
  const isFirst = shown === undefined;
  shown = { graph: current, visible, layout, boxes: new Map(allBoxes(visible.boxes).map((box) => [box.id, box])) };
  viewport.draw(drawGraph(visible, layout), layout);
  if (isFirst) viewport.begin(layout.places.get(visible.boxes[0]?.id ?? ''));
  else if (before && after) viewport.holdStill(before, after);
  viewport.node.dataset['state'] = isFinal ? 'shown' : 'arranging';
  const own = selectedNode === undefined ? undefined : visible.boxOf.get(selectedNode);
  mark(own);
  const place = own === undefined ? undefined : layout.places.get(own);
  if (isFirst && place) viewport.bringIntoView(place);
}

/** Lays out and draws. */
async function draw(anchor?: string): Promise<void> {
  if (!graph) return;
  const current = graph;
  const visible = visibleGraph(current, expanded ?? new Set());
  await arrange(visible, (layout, isFinal) => show(current, visible, layout, isFinal, anchor ?? selected));
}

async function expand(groups: ReadonlySet<string>, anchor?: string): Promise<void> {
  expanded = groups;
  page.keep({ expanded: [...groups] });
  card.hide();
  await draw(anchor);
}

function mark(id: string | undefined): void {
  selected = id;
  for (const old of viewport.node.querySelectorAll('.selected, .near')) old.classList.remove('selected', 'near');
  if (id === undefined) return;
  viewport.node.querySelector(`#box-${CSS.escape(id)}`)?.classList.add('selected');
  for (const link of viewport.node.querySelectorAll<SVGElement>('.link')) {
    if (link.dataset['from'] === id || link.dataset['to'] === id) link.classList.add('near');
  }
  viewport.node.setAttribute('aria-activedescendant', `box-${id}`);
}

function select(id: string): void {
  const box = shown?.boxes.get(id);
  const place = shown?.layout.places.get(id);
  if (!box || !place) return;
  selectedNode = box.members[0]?.id;
  mark(id);
  viewport.bringIntoView(place);
}

/** Selects a layer, in the box in which it is seen. */
function selectNode(id: number): void {
  const box = shown?.visible.boxOf.get(id);
  if (box !== undefined) select(box);
  selectedNode = id;
}

function toggle({ group }: Box): void {
  if (!group) return;
  const next = new Set(expanded);
  if (!next.delete(group.id)) next.add(group.id);
  void expand(next, `g${group.id}`);
}

/** Opens the groups around a layer, then selects it. */
async function uncover(id: number): Promise<void> {
  const node = graph?.nodes[id];
  if (!graph || !node) return;
  const around = groupsAround(graph, node);
  if (around.some((group) => !expanded?.has(group))) await expand(new Set([...(expanded ?? []), ...around]));
  selectNode(id);
}

function choose(box: Box, focus: boolean): void {
  select(box.id);
  if (!box.node) return toggle(box);
  cursor = box.node.line;
  page.send({ type: 'reveal', line: box.node.line, focus });
}

const boxAt = (target: EventTarget | null): Box | undefined => {
  const id = target instanceof Element ? target.closest<SVGElement>('.box')?.dataset['id'] : undefined;
  return id === undefined ? undefined : shown?.boxes.get(id);
};

viewport.node.addEventListener('click', ({ target }) => {
  const box = boxAt(target);
  if (box && !viewport.node.classList.contains('moving')) choose(box, false);
});
viewport.node.addEventListener('pointerover', ({ target }) => {
  const box = boxAt(target);
  const drawn = target instanceof Element && target.closest('.box');
  if (!box || !drawn || box.children.length > 0) card.hide();
  else card.show(box, drawn.getBoundingClientRect());
});
for (const event of ['pointerleave', 'wheel', 'blur']) viewport.node.addEventListener(event, () => card.hide());

const keys: Readonly<Record<string, () => void>> = {
  ArrowDown: () => go('below'), ArrowUp: () => go('above'), ArrowLeft: () => go('left'), ArrowRight: () => go('right'),
  Enter: () => withSelected((box) => choose(box, true)), ' ': () => withSelected(toggle),
  '+': () => viewport.zoom(1.25), '-': () => viewport.zoom(1 / 1.25), 0: () => viewport.fit(),
};

function withSelected(action: (box: Box) => void): void {
  const box = selected === undefined ? undefined : shown?.boxes.get(selected);
  if (box) action(box);
}

/** Who goes by keys sees what others see under the pointer. */
function go(direction: 'above' | 'below' | 'left' | 'right'): void {
  const next = shown && neighbour(shown.visible, shown.layout, selected, direction);
  if (next === undefined) return;
  select(next);
  const [box, drawn] = [shown?.boxes.get(next), viewport.node.querySelector(`#box-${CSS.escape(next)}`)];
  if (box && drawn) card.show(box, drawn.getBoundingClientRect());
}

viewport.node.addEventListener('keydown', (event) => {
  card.hide();
  const action = keys[event.key];
  if (!action || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  action();
});
document.addEventListener('keydown', (event) => {
  if ((event.key !== 'f' || !(event.ctrlKey || event.metaKey)) && (event.key !== '/' || event.target === find)) return;
  event.preventDefault();
  find.select();
});

/** Which of the layers found comes next. */
let next = 0;
find.addEventListener('input', () => {
  next = 0;
  const count = graph && find.value !== '' ? search(graph, find.value).length : undefined;
  found.textContent = count === undefined ? '' : l10n.t('{0} found', count);
});
find.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') viewport.node.focus();
  if (event.key !== 'Enter' || !graph) return;
  const hits = search(graph, find.value);
  const hit = hits[next % Math.max(1, hits.length)];
  if (hit === undefined) return;
  found.textContent = l10n.t('{0} of {1}', (next % hits.length) + 1, hits.length);
  next++;
  void uncover(hit);
});

/** A text that is broken may lack layers: what was drawn before it broke stays, dimmed. */
function showContent({ content, isBroken }: ViewContent<NetGraph>): void {
  const keepsLast = isBroken && graph !== undefined;
  viewport.node.classList.toggle('outdated', keepsLast);
  if (keepsLast) return notice.tell(l10n.t('The text has syntax errors: this is the net as it was before them.'));
  notice.tell(content ? '' : l10n.t('This file holds no net: no layers and no inputs were found.'));
  graph = content ?? undefined;
  viewport.node.toggleAttribute('hidden', content === null);
  if (content) begin(content);
  void draw();
}

/** What is open at first: as much as there is room for, and what the layer at the cursor lies in. */
function begin(net: NetGraph): void {
  if (expanded) return;
  const node = cursor === undefined ? undefined : net.nodes[nodeAtLine(net, cursor) ?? -1];
  expanded = new Set([...firstExpanded(net), ...(node ? groupsAround(net, node) : [])]);
}

onUpdate<NetGraph>(page, (update) => {
  if (update.type === 'cursor') cursor = update.line;
  else showContent(update);
  const node = graph && cursor !== undefined ? nodeAtLine(graph, cursor) : undefined;
  if (node === undefined) return;
  if (update.type === 'cursor') selectNode(node);
  else selectedNode = node;
});
page.send({ type: 'ready' });
