/** What CUDA needs on Linux, which of it is there, and where the rest comes from. Nothing is downloaded. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { phrase, say, type Phrase } from '../l10n/text';
import type { CudaPart } from '../protocol/devices';
import { cudaFolderVariable } from './host-settings';

interface Need {
  id: CudaPart['id'];
  title: Phrase;
  /** Names of library files, without what follows. All must be there. */
  files: readonly string[];
  help: Phrase;
  url: string;
}

const provider = ['libonnxruntime_providers_cuda.so', 'libonnxruntime_providers_shared.so'] as const;

/** ONNX Runtime 1.30 is built for CUDA 12 and cuDNN 9. */
const needs: readonly Need[] = [
  { id: 'driver', title: phrase('NVIDIA driver'), files: ['libcuda.so.1'], help: phrase('Install the driver of the graphics card, version 525 or later.'), url: 'https://www.nvidia.com/drivers' },
  { id: 'cuda', title: phrase('CUDA 12 libraries'), files: ['libcudart.so.12', 'libcublas.so.12', 'libcublasLt.so.12', 'libcufft.so.11', 'libcurand.so.10'], help: phrase('Install the CUDA Toolkit 12, or choose a folder that has its libraries.'), url: 'https://developer.nvidia.com/cuda-toolkit-archive' },
  { id: 'cudnn', title: phrase('cuDNN 9'), files: ['libcudnn.so.9'], help: phrase('Install cuDNN 9 for CUDA 12, or choose a folder that has it.'), url: 'https://developer.nvidia.com/cudnn-downloads' },
  { id: 'provider', title: phrase('ONNX Runtime’s CUDA provider'), files: provider, help: phrase('Get the package Microsoft.ML.OnnxRuntime.Gpu.Linux 1.30.0, a zip file. Choose the folder of its runtimes/linux-x64/native.'), url: 'https://www.nuget.org/packages/Microsoft.ML.OnnxRuntime.Gpu.Linux/1.30.0' },
];

const systemFolders = ['/usr/local/cuda/lib64', '/usr/local/cuda-12/lib64', '/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib/wsl/lib', '/opt/cuda/lib64'];

/** Where the provider must lie: ONNX Runtime loads it from beside itself. */
export const providerFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')), 'bin', 'napi-v6', process.platform, process.arch);

/** Folders in which libraries are looked for: the user's, those of the environment, the usual ones. */
export const libraryFolders = (): string[] =>
  [process.env[cudaFolderVariable], ...(process.env['LD_LIBRARY_PATH'] ?? '').split(delimiter), ...systemFolders].filter((folder) => folder !== undefined && folder !== '') as string[];

/** @param own where the provider must lie; @param folders where everything may lie */
export function checkCuda(own = providerFolder(), folders: readonly string[] = libraryFolders()): CudaPart[] {
  return needs.map(({ id, title, files, help, url }) => {
    const places = files.map((file) => folderWith(file, id === 'provider' ? [own, ...folders] : folders));
    const isComplete = places.every((place) => place !== undefined);
    const misplaced = id === 'provider' && isComplete && places.some((place) => place !== own);
    return {
      id, title: say(title), url, help: say(help),
      state: !isComplete ? 'missing' : misplaced ? 'misplaced' : 'found',
      missing: files.filter((_, i) => places[i] === undefined),
      folder: places.find((place) => place !== undefined),
      ...(misplaced && { copy: { files: [...files], from: places.find((place) => place !== own) ?? '', to: own } }),
    };
  });
}

const folderWith = (file: string, folders: readonly string[]): string | undefined =>
  folders.find((folder) => existsSync(join(folder, file)) || namesIn(folder).some((name) => name.startsWith(`${file}.`)));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
