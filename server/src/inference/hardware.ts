/** What the system tells of its graphics cards, which providers do not: driver and memory. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export interface GraphicsCard {
  /** Such as `NVIDIA H100 80GB HBM3`; undefined where the system names no model. */
  name: string | undefined;
  /** `AMD`, `Intel` or `NVIDIA`, as adapters call their makers. */
  maker: string;
  /** The driver's name or version. */
  driver: string | undefined;
  /** Bytes. */
  memory: number | undefined;
}

const makers: Readonly<Record<string, string>> = { '0x1002': 'AMD', '0x8086': 'Intel', '0x10de': 'NVIDIA' };
/** A driver in trouble may keep its tool from answering. */
const patience = 3000;

export async function graphicsCards(): Promise<readonly GraphicsCard[]> {
  return [...(await nvidiaCards()), ...systemCards('/sys/class/drm')];
}

/** The card that an adapter is, by its name or its maker. */
export function cardFor(cards: readonly GraphicsCard[], adapter: string): GraphicsCard | undefined {
  const text = adapter.toLowerCase();
  const isNamed = ({ name }: GraphicsCard): boolean => name !== undefined && (text.includes(name.toLowerCase()) || name.toLowerCase().includes(text));
  return cards.find(isNamed) ?? cards.find(({ maker }) => text.includes(maker.toLowerCase()));
}

async function nvidiaCards(): Promise<GraphicsCard[]> {
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader,nounits'], { timeout: patience });
    return parseNvidia(stdout);
  } catch {
    return [];
  }
}

/** Lines of `NAME, DRIVER, MEBIBYTES`. */
export const parseNvidia = (output: string): GraphicsCard[] =>
  output.split('\n').filter((line) => line.split(',').length === 3).map((line) => {
    const [name, driver, memory] = line.split(',').map((part) => part.trim());
    return { name, maker: 'NVIDIA', driver, memory: Number(memory) > 0 ? Number(memory) * 2 ** 20 : undefined };
  });

/** Linux: what the kernel's drivers tell. NVIDIA's own tool tells more of its cards. */
export function systemCards(folder: string): GraphicsCard[] {
  const read = (...path: string[]): string | undefined => {
    try {
      return readFileSync(join(folder, ...path), 'utf8').trim();
    } catch {
      return undefined;
    }
  };
  return namesIn(folder).filter((name) => /^card\d+$/.test(name)).flatMap((name) => {
    const maker = makers[read(name, 'device', 'vendor') ?? ''];
    if (maker === undefined || maker === 'NVIDIA') return [];
    const memory = Number(read(name, 'device', 'mem_info_vram_total'));
    return [{ name: undefined, maker, driver: linkTarget(join(folder, name, 'device', 'driver')), memory: memory > 0 ? memory : undefined }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return basename(readlinkSync(path));
  } catch {
    return undefined;
  }
}
