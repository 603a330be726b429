// Finds the Vulkan loader where the system has none of its own: Dawn looks for libvulkan.so.1 in the usual places only.
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/** Keeps a library loaded after the handle is closed; glibc's number, which Node does not name. */
const RTLD_NODELETE = 0x1000;

/** Variables by which users point at a driver. */
const driverVariables = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES'];

let found: boolean | undefined;

/**
 * On Linux without a system-wide libvulkan.so.1, loads the one that lies beside the driver named by VK_DRIVER_FILES or
 * VK_ICD_FILENAMES, as in the folder of Chromium, whose SwiftShader brings its own loader. Call it before anything looks for Vulkan.
 * @returns whether there is a way to a GPU: without a loader Dawn finds none, and complains on standard error.
 */
export function ensureVulkanLoader(): boolean {
  found ??= process.platform !== 'linux' || isLoadable('libvulkan.so.1') || loadBesideDriver();
  return found;
}

function loadBesideDriver(): boolean {
  const drivers = driverVariables.flatMap((name) => (process.env[name] ?? '').split(':'));
  const beside = drivers.map((driver) => join(dirname(driver), 'libvulkan.so.1')).filter((file) => existsSync(file));
  return beside.some(isLoadable);
}

/** Loads a library that is no Node addon: Node says so and closes it again, but the flag keeps it in place. */
function isLoadable(library: string): boolean {
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | RTLD_NODELETE);
    return true;
  } catch (error) {
    return String(error).includes('did not self-register');
  }
}
