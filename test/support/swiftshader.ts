/**
 * Makes Vulkan programs of this process and its children run on SwiftShader, the software GPU that Chromium brings. Import it before
 * anything that loads Dawn or ONNX Runtime. Tests that need a GPU must not pass without one, so it throws where there is none.
 */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where Debian's and other packages put it. */
const drivers = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/usr/lib64/chromium-browser', '/opt/google/chrome'].map((folder) => ({
  folder,
  driver: join(folder, 'vk_swiftshader_icd.json'),
}));

const found = drivers.find(({ driver }) => existsSync(driver));
if (found === undefined) {
  throw new Error(`No SwiftShader: none of ${drivers.map(({ driver }) => driver).join(', ')} exists. Install Debian's chromium package.`);
}

process.env['VK_ICD_FILENAMES'] = found.driver;
process.env['VK_DRIVER_FILES'] = found.driver;
// Child processes find Chromium's own Vulkan loader this way; in this process the kernels look beside the driver themselves.
process.env['LD_LIBRARY_PATH'] = [found.folder, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
process.env['XDG_RUNTIME_DIR'] ??= mkdtempSync(join(tmpdir(), 'runtime-'));
