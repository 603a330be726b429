// A full compatibility matrix: since filtering treats classes alike, the classes are mixed before the splat instead of after the slice.

/**
 * Writes the eight classes of one block of -mu Q for points [begin, end): `matrix` is [rows of the block: 8][columns: blocks * 8],
 * padded with zeros and already negated; `rows` is [blocks][points][8]; `output` is one block.
 */
export function mix(blocks: i32, begin: i32, end: i32, blockBytes: usize, rows: usize, matrix: usize, output: usize): void {
  const columns = blocks << 3;
  for (let point = begin; point < end; ++point) {
    const at = <usize>point << 5;
    for (let class_ = 0; class_ < 8; ++class_) {
      let coefficients = matrix + (<usize>(class_ * columns) << 2);
      let sum = f32x4.splat(0);
      for (let block = 0; block < blocks; ++block, coefficients += 32) {
        const row = rows + <usize>block * blockBytes + at;
        sum = f32x4.add(sum, f32x4.mul(v128.load(coefficients), v128.load(row)));
        sum = f32x4.add(sum, f32x4.mul(v128.load(coefficients, 16), v128.load(row, 16)));
      }
      sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
      sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 1, 0, 3, 2));
      store<f32>(output + at + (<usize>class_ << 2), f32x4.extract_lane(sum, 0));
    }
  }
}
