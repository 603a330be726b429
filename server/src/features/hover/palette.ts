/** The colours of pictures in hovers: an image cannot see the editor's theme, so it is drawn for it. */
import type { Theme } from '../../protocol/settings';

export interface Palette {
  /** Of the picture's own ground, so that it can be read wherever it is shown. */
  ground: string;
  border: string;
  /** Grid lines and the borders of maps. */
  line: string;
  /** The input map. */
  map: string;
  text: string;
  quiet: string;
  /** Taps and fields. */
  accent: string;
  /** What lies in the padding. */
  outside: string;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  dark: { ground: '#1b1f27', border: '#363d4a', line: '#343b48', map: '#252b36', text: '#dfe4ec', quiet: '#98a2b3', accent: '#4fd1c5', outside: '#f6ad55' },
  light: { ground: '#ffffff', border: '#d5dae3', line: '#dde2ea', map: '#f1f4f8', text: '#1f2733', quiet: '#5b6675', accent: '#0d7f8c', outside: '#b45309' },
  highContrast: { ground: '#000000', border: '#ffffff', line: '#666666', map: '#000000', text: '#ffffff', quiet: '#ffffff', accent: '#00ffff', outside: '#ffff00' },
  highContrastLight: { ground: '#ffffff', border: '#000000', line: '#8a8a8a', map: '#ffffff', text: '#000000', quiet: '#000000', accent: '#005fcc', outside: '#8a2b00' },
};
