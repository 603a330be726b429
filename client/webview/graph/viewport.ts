/** The window onto the drawing: moved by dragging and scrolling, scaled with Ctrl and the wheel, by pinching, or by keys. */
import type { Place, Point, Size } from './layout';
import { svg } from './shapes';

export interface Viewport {
  node: SVGSVGElement;
  /** Shows a drawing of that size. */
  draw(elements: readonly SVGElement[], size: Size): void;
  /** As large as the width allows but readable, from the top; a place stands in the middle where not all has room. */
  begin(at: Place | undefined): void;
  /** All of it. */
  fit(): void;
  /** Scales about the middle. */
  zoom(factor: number): void;
  /** Brings a place into sight; nothing moves if it is there already. */
  bringIntoView(place: Place): void;
  /** Moves the drawing so that a place that was at `before` is seen where it was. */
  holdStill(before: Point, after: Point): void;
}

/** Below this scale the text of boxes cannot be read. */
const smallestReadable = 0.7;

const limits = { smallest: 0.05, largest: 2.5, margin: 24 };

export function createViewport(): Viewport {
  const drawing = svg('g');
  const node = svg('svg', { class: 'drawing', tabindex: 0, role: 'application' }, drawing);
  let size: Size = { width: 0, height: 0 };
  let [x, y, scale] = [0, 0, 1];

  const apply = (): void => drawing.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);

  function scaleAbout(point: Point, factor: number): void {
    const next = Math.min(limits.largest, Math.max(limits.smallest, scale * factor));
    x = point.x - ((point.x - x) * next) / scale;
    y = point.y - ((point.y - y) * next) / scale;
    scale = next;
    apply();
  }

  function showFromTop(next: number): void {
    scale = Math.max(limits.smallest, Math.min(1, next));
    x = (node.clientWidth - size.width * scale) / 2;
    y = Math.max(limits.margin, (node.clientHeight - size.height * scale) / 2);
    apply();
  }

  const widthScale = (): number => (node.clientWidth - 2 * limits.margin) / Math.max(1, size.width);

  node.addEventListener('wheel', (event) => {
    event.preventDefault();
    const box = node.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) scaleAbout({ x: event.clientX - box.left, y: event.clientY - box.top }, Math.exp(-event.deltaY / 300));
    else {
      x -= event.shiftKey ? event.deltaY : event.deltaX;
      y -= event.shiftKey ? 0 : event.deltaY;
      apply();
    }
  }, { passive: false });

  node.addEventListener('pointerdown', (event) => {
    if (event.button > 1) return;
    const start = { x: event.clientX - x, y: event.clientY - y };
    const move = (to: PointerEvent): void => {
      if (Math.hypot(to.clientX - start.x - x, to.clientY - start.y - y) < 3 && !node.classList.contains('moving')) return;
      node.classList.add('moving');
      [x, y] = [to.clientX - start.x, to.clientY - start.y];
      apply();
    };
    const end = (): void => {
      window.removeEventListener('pointermove', move);
      // The click that ends a drag comes after this, and is none.
      requestAnimationFrame(() => node.classList.remove('moving'));
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end, { once: true });
  });

  return {
    node,
    draw(elements, drawnSize) {
      size = drawnSize;
      drawing.replaceChildren(...elements);
    },
    begin(at) {
      showFromTop(Math.max(smallestReadable, widthScale()));
      if (at && size.width * scale > node.clientWidth) x = node.clientWidth / 2 - (at.x + at.width / 2) * scale;
      apply();
    },
    fit: () => showFromTop(Math.min(widthScale(), (node.clientHeight - 2 * limits.margin) / Math.max(1, size.height))),
    zoom: (factor) => scaleAbout({ x: node.clientWidth / 2, y: node.clientHeight / 2 }, factor),
    bringIntoView(place) {
      const [left, top] = [x + place.x * scale, y + place.y * scale];
      const isSeen = left >= 0 && top >= 0 && left + place.width * scale <= node.clientWidth && top + Math.min(place.height, 60) * scale <= node.clientHeight;
      if (isSeen) return;
      x = node.clientWidth / 2 - (place.x + place.width / 2) * scale;
      y = node.clientHeight / 2 - (place.y + Math.min(place.height, node.clientHeight / scale) / 2) * scale;
      apply();
    },
    holdStill(before, after) {
      x += (before.x - after.x) * scale;
      y += (before.y - after.y) * scale;
      apply();
    },
  };
}
