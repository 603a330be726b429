/** Arranges what is to be seen: plainly until the worker is done where there is no picture yet, and for good where it takes too long. */
import * as l10n from '@vscode/l10n';
import { plainLayout, type Layout, type Size } from './layout';
import type { LayoutWorker } from './layout-worker';
import type { Notice } from './notice';
import { allBoxes, type Box, type VisibleGraph } from './visible';

/** Milliseconds until it is said that something is under way, and until it is given up. */
const patience = { silent: 500, longest: 20_000 };

/** @param isFinal false where a better arrangement is under way */
type Show = (layout: Layout, isFinal: boolean) => void;

/** Lays a graph out and shows it, at most twice; a later call makes an earlier one needless. */
export function createArranger(worker: LayoutWorker, sizeOf: (box: Box) => Size, notice: Notice): (graph: VisibleGraph, show: Show) => Promise<void> {
  let latest = 0;
  let hasPicture = false;

  /** The plain arrangement stays. */
  function settle(graph: VisibleGraph, show: Show): void {
    show(plainLayout(graph, sizeOf), true);
    notice.arranging(l10n.t('This is a plain arrangement: a better one would have taken too long. Collapse groups to get it.'));
  }

  function wait(graph: VisibleGraph, show: Show): void {
    const giveUp = (): void => {
      latest++;
      worker.stop();
      settle(graph, show);
    };
    notice.arranging(l10n.t('Arranging {0} boxes…', allBoxes(graph.boxes).length), l10n.t('Cancel'), giveUp);
    if (!hasPicture) show(plainLayout(graph, sizeOf), false);
    hasPicture = true;
    longest = window.setTimeout(giveUp, patience.longest);
  }
  let [silent, longest] = [0, 0];

  return async (graph, show) => {
    const number = ++latest;
    window.clearTimeout(silent);
    window.clearTimeout(longest);
    silent = window.setTimeout(() => wait(graph, show), patience.silent);
    const layout = await worker.layout(graph, sizeOf).catch(() => 'failed' as const);
    if (number !== latest) return;
    window.clearTimeout(silent);
    window.clearTimeout(longest);
    hasPicture = true;
    notice.arranging();
    if (layout === undefined || layout === 'failed') settle(graph, show);
    else show(layout, true);
  };
}
