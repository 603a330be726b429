/** What the system tells of graphics cards and of CUDA's parts, from files and outputs as they are. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCuda } from '../../server/src/inference/cuda';
import { cardFor, parseNvidia, systemCards } from '../../server/src/inference/hardware';

const root = mkdtempSync(join(tmpdir(), 'atrous hardware '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with files of these names. */
function folderWith(...names: string[]): string {
  const folder = mkdtempSync(join(root, 'f-'));
  for (const name of names) writeFileSync(join(folder, name), '');
  return folder;
}

const h100 = { name: 'NVIDIA H100 80GB HBM3', maker: 'NVIDIA', driver: '550.54.15', memory: 81559 * 2 ** 20 };
const amd = { name: undefined, maker: 'AMD', driver: 'amdgpu', memory: 8e9 };

describe('graphics cards', () => {
  it('as nvidia-smi tells of them', () => {
    expect(parseNvidia('NVIDIA H100 80GB HBM3, 550.54.15, 81559\nTesla K80, 470.1, [N/A]\n')).toEqual([h100, { ...h100, name: 'Tesla K80', driver: '470.1', memory: undefined }]);
    expect(parseNvidia('NVIDIA-SMI has failed because it could not talk to the driver.\n')).toEqual([]);
  });

  it('as the kernel tells of them', () => {
    const device = join(root, 'drm', 'card0', 'device');
    mkdirSync(device, { recursive: true });
    mkdirSync(join(root, 'drm', 'card0-HDMI-A-1'));
    writeFileSync(join(device, 'vendor'), '0x1002\n');
    writeFileSync(join(device, 'mem_info_vram_total'), '8000000000\n');
    symlinkSync('../../../bus/pci/drivers/amdgpu', join(device, 'driver'));
    expect(systemCards(join(root, 'drm'))).toEqual([amd]);
    expect(systemCards(join(root, 'none'))).toEqual([]);
  });

  it.each([['NVIDIA H100 80GB HBM3', h100], ['nvidia hopper', h100], ['AMD Radeon RX 7600 (RADV)', amd], ['Apple M3', undefined]] as const)('%s', (adapter, expected) => {
    expect(cardFor([h100, amd], adapter)).toBe(expected);
  });
});

describe('what CUDA needs', () => {
  const libraries = ['libcuda.so.1', 'libcudart.so.12', 'libcublas.so.12', 'libcublasLt.so.12', 'libcufft.so.11', 'libcurand.so.10'];
  const providers = ['libonnxruntime_providers_cuda.so', 'libonnxruntime_providers_shared.so'];
  const states = (own: string, ...folders: string[]) => checkCuda(own, folders).map(({ id, state }) => `${id} ${state}`);

  it.each([
    ['nothing', [], [], ['driver missing', 'cuda missing', 'cudnn missing', 'provider missing']],
    ['a driver', ['libcuda.so.1'], [], ['driver found', 'cuda missing', 'cudnn missing', 'provider missing']],
    ['full versions', ['libcuda.so.1', 'libcudnn.so.9.1.0'], [], ['driver found', 'cuda missing', 'cudnn found', 'provider missing']],
    ['an older CUDA', [...libraries.map((name) => name.replace('.12', '.11')), 'libcudnn.so.8'], [], ['driver found', 'cuda missing', 'cudnn missing', 'provider missing']],
    ['everything', [...libraries, 'libcudnn.so.9'], providers, ['driver found', 'cuda found', 'cudnn found', 'provider found']],
    ['everything, the provider elsewhere', [...libraries, 'libcudnn.so.9', ...providers], [], ['driver found', 'cuda found', 'cudnn found', 'provider misplaced']],
  ] as const)('%s', (_name, found, own, expected) => {
    expect(states(folderWith(...own), folderWith(), folderWith(...found))).toEqual(expected);
  });

  it('says what is missing, where to get it and what to copy', () => {
    const [own, folder] = [folderWith(), folderWith('libcudart.so.12', ...providers)];
    const [, cuda, cudnn, provider] = checkCuda(own, [folder]);
    expect(cuda?.missing).toEqual(libraries.slice(2));
    expect(cudnn).toMatchObject({ help: expect.stringMatching(/^Install cuDNN 9/) as string, url: expect.stringMatching(/^https:/) as string });
    expect(provider?.copy).toEqual({ files: providers, from: folder, to: own });
  });
});
