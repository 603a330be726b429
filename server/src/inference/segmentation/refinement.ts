/** Scores refined by the dense CRF. */
import { refine, RefineError, type Problem, type RefineOptions, type ScoreMap } from '../../../../kernels/index';
import { takeoverNote, type CrfSite } from '../crf-site';
import type { CrfChoice } from '../messages';
import type { Picture } from '../pictures/picture';
import { crfRefusal } from '../problem';
import type { ScoreRows } from './score-rows';
import { fullScores, probabilitiesOf } from './scores';

/** What a CRF starts from. */
export interface CrfScores {
  classes: number;
  /** [classes][height · width]; a smaller map is enlarged where the CRF runs. */
  map: ScoreMap;
  /** The values are probabilities at every pixel, and not scores before a softmax. */
  areNormalized: boolean;
}

/** A net's small map itself where there is one, or else the scores at every pixel. */
export function scoresToRefine(rows: ScoreRows, areNormalized: boolean): CrfScores {
  const { classes, width, height, map } = rows;
  return { classes, areNormalized, map: map && !areNormalized ? map : { width, height, data: areNormalized ? probabilitiesOf(rows) : fullScores(rows) } };
}

/** Where the CRF runs, and what of its results is wanted. */
export interface RefinementOptions extends Pick<RefineOptions, 'threads' | 'isBeside' | 'wantMarginals' | 'signal'> {
  site: CrfSite;
}

export interface Refined {
  /** The class of each pixel, of at most 256. */
  labels: Uint8Array;
  /** Its probabilities, where wanted. */
  marginals: ScoreRows | undefined;
  notes: readonly string[];
}

/** @throws InferenceError where the scores or the parameters cannot be used */
export async function refined(picture: Picture, { classes, map, areNormalized }: CrfScores, crf: CrfChoice, { site, ...options }: RefinementOptions): Promise<Refined> {
  const notes: string[] = [];
  const onDevice = (device: 'webgpu' | 'cpu', because?: Problem): void => {
    site.tell(device);
    if (because) notes.push(takeoverNote(because));
  };
  const input = areNormalized ? { probabilities: map.data } : { scores: map };
  try {
    const { labels, marginals } = await refine({ image: picture, classes, ...input, ...crf, ...options, device: site.device, onDevice });
    return { labels: labels instanceof Uint8Array ? labels : Uint8Array.from(labels), marginals: options.wantMarginals ? rowsOf(marginals, classes, picture) : undefined, notes };
  } catch (error) {
    if (error instanceof RefineError) throw crfRefusal(error.problems);
    throw error;
  }
}

/** Values at every pixel, [classes][height · width], to be read row by row. */
const rowsOf = (values: Float32Array, classes: number, { height, width }: Picture): ScoreRows => ({
  classes, height, width,
  read: (label, y, target) => target.set(values.subarray((label * height + y) * width, (label * height + y + 1) * width)),
});
