/** Keeps one of the WebAssembly decoders at hand, started from bytes that are bundled: nothing is fetched. */

/** The packages' `init` takes the module and the emscripten options, though its type names only the options. */
type Start = (module: WebAssembly.Module, options: object) => Promise<void>;

const silent = { print: () => undefined, printErr: () => undefined };

/**
 * A function that runs `decode` with the decoder started. One that has met a damaged file has ended and cannot go on, so
 * it is started afresh for the next file.
 */
export function wasmDecoder<Result>(bytes: Uint8Array<ArrayBuffer>, start: unknown, decode: (file: ArrayBuffer) => Promise<Result>) {
  let module: WebAssembly.Module | undefined;
  let isReady = false;
  return async (file: Uint8Array): Promise<Result> => {
    module ??= new WebAssembly.Module(bytes);
    if (!isReady) await (start as Start)(module, silent);
    isReady = false;
    // The type asks for an ArrayBuffer, though any bytes are taken.
    const result = await decode(file as unknown as ArrayBuffer);
    isReady = true;
    return result;
  };
}
