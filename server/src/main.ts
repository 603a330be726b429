/** The language server's entry point, as the extension starts it. */
import { startServer } from './workspace/server';

startServer('ipc');
