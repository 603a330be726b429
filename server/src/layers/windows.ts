/** The windows that many layers share. */
import type { Window } from './definition';

/** A window of evenly spaced positions, or its transpose. */
export type StridedWindow = Extract<Window, { kind: 'taps' | 'spread' }>;

/** The unit of the same index, or `start` further on. */
export const shifted = (start: number): StridedWindow => ({ kind: 'taps', taps: 1, dilation: 1, stride: 1, start });

export const wholeAxis: Window = { kind: 'whole' };

/** Height and width alike. */
export const both = (window: Window): readonly [Window, Window] => [window, window];

/** Each unit sees the unit of the same place. */
export const pointwise = both(shifted(0));

/** Each unit sees the whole map. */
export const everywhere = both(wholeAxis);
