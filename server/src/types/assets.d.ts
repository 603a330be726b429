/** Assets that the bundler embeds. */
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module '*.wgsl' {
  const source: string;
  export default source;
}
