// `npm run workbench`: the real VS Code in the browser, with this extension installed and the examples open. Ctrl+C ends it.
import { join } from 'node:path';
import { ensurePackages, root, run } from './ensure.mjs';
import { startWorkbench } from './workbench/server.mjs';
import { ensureVSCode, workbenchFolder } from './workbench/vscode.mjs';

ensurePackages();
run(process.execPath, ['scripts/build.mjs', '--minify']);
const { packageExtension } = await import('./package.mjs');
const { url, stop } = await startWorkbench({ vscode: ensureVSCode(), vsix: packageExtension(), data: join(workbenchFolder, 'data') });
console.log(`\nVS Code with Atrous: ${url}?folder=${encodeURI(join(root, 'examples', 'nuclei'))}\n`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
