/** What a supervisor tells its hosts through their environment: how much memory they may take, and where CUDA is. */
import { totalmem } from 'node:os';

/** The variable in which the supervisor tells a host its limit, in bytes. */
export const limitVariable = 'ATROUS_MEMORY_LIMIT';

/** The variable with the user's folder of CUDA's libraries. */
export const cudaFolderVariable = 'ATROUS_CUDA_FOLDER';

/** What is left to everything else on the computer. */
const usableShare = 0.9;

/** Bytes: what the supervisor or the user set, else most of what the computer, or the container, has. */
export function memoryLimit(): number {
  const set = Number(process.env[limitVariable]);
  if (set > 0) return set;
  const contained = process.constrainedMemory();
  return usableShare * Math.min(totalmem(), contained > 0 ? contained : Infinity);
}

export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 10e9 ? 1 : 0)} GB`;
