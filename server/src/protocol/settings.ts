/** What the editor tells the server at the start and as settings. */
import type { DeviceChoice, Fit } from './run';

/** The colours that pictures in hovers are drawn for. */
export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** `initializationOptions`. Any editor may leave all of it out. */
export interface InitializationOptions {
  /** URI of a folder that the server may write runs into; the system's folder for temporary files where absent. */
  storage?: string;
  /** False in an untrusted workspace: then nothing runs. Default true. */
  isTrusted?: boolean;
  theme?: Theme;
  /** Whether hovers may hold HTML tables and images. Default false. */
  html?: boolean;
  /** Whether the editor has the commands of Atrous, and those of VS Code. Default false: then answers name none. */
  commands?: boolean;
  /** The language to speak, where it is not the `locale` of the editor: `en` or `zh-cn`. */
  language?: string;
}

/** The editor's colours have changed. */
export const themeNotification = 'atrous/theme';

/** The workspace is trusted from now on. */
export const trustNotification = 'atrous/trust';

/** The section `atrous` of the settings. */
export interface Settings {
  /** Values of `${NAME}` templates. */
  variables: Readonly<Record<string, string | number>>;
  /** The identifier of a dialect, or `auto`. */
  dialect: string;
  phase: 'TEST' | 'TRAIN';
  inlayHints: { enabled: boolean };
  codeLens: { enabled: boolean };
  format: {
    /** Whether the values of neighbouring fields start in the same column. */
    alignValues: boolean;
    oneLineMessages: 'keep' | 'expand';
    /** The longest line that a block on one line may make. */
    width: number;
  };
  inference: {
    device: DeviceChoice;
    /** Whether GPUs compute in half precision. */
    halfPrecision: boolean;
    fit: Fit;
    /** The longest side in pixels that is run at once. */
    tileSize: number;
    /** Sizes of the picture at which a net is run. */
    scales: readonly number[];
    /** Whether the mirrored picture is run too. */
    flip: boolean;
    /** Means of blue, green and red with commas, or a file of means; empty for what the net's files state. */
    mean: string;
    /** Multiplied after the mean is subtracted; 0 for what the net's files state. */
    inputScale: number;
    /** A folder in which every run leaves its label map, overlay and probabilities; empty for none. A relative one is beside the net. */
    saveTo: string;
    /** The most memory that a run may take, in GB; 0 for most of the computer's. */
    memoryLimit: number;
    /** A folder with CUDA's libraries; empty for the usual places. */
    cudaFolder: string;
  };
  rename: {
    /** Whether other nets of the same model are offered to be renamed in. */
    relatedNets: boolean;
  };
}

export const defaultSettings: Settings = {
  variables: {},
  dialect: 'auto',
  phase: 'TEST',
  inlayHints: { enabled: true },
  codeLens: { enabled: true },
  format: { alignValues: false, oneLineMessages: 'keep', width: 100 },
  inference: { device: 'auto', halfPrecision: false, fit: 'auto', tileSize: 2049, scales: [1], flip: false, mean: '', inputScale: 0, saveTo: '', memoryLimit: 0, cudaFolder: '' },
  rename: { relatedNets: true },
};
