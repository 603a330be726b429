// Runs before the tests: builds the WebAssembly and the worker bundle that the kernels load.
import { buildKernels } from '../../scripts/build-kernels.mjs';

export default () => buildKernels();
