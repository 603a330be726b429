// The mean field's normalisation: softmax over the classes of every point, four classes at a time.
import { exp } from './elementary';

/**
 * Replaces L by Q = softmax(L) for points [begin, end). `rows` is [blocks][points][8] with `blockBytes` from one block to the next;
 * classes past the last hold values so low that they add nothing.
 */
export function softmax(begin: i32, end: i32, blocks: i32, blockBytes: usize, rows: usize): void {
  const past = rows + <usize>blocks * blockBytes;
  for (let point = <usize>begin << 5; point < <usize>end << 5; point += 32) {
    let largest = f32x4.splat(-Infinity);
    for (let row = rows + point; row < past; row += blockBytes) {
      largest = f32x4.pmax(largest, f32x4.pmax(v128.load(row), v128.load(row, 16)));
    }
    largest = f32x4.pmax(largest, v128.shuffle<f32>(largest, largest, 2, 3, 0, 1));
    largest = f32x4.pmax(largest, v128.shuffle<f32>(largest, largest, 1, 0, 3, 2));
    let sum = f32x4.splat(0);
    for (let row = rows + point; row < past; row += blockBytes) {
      const low = exp(f32x4.sub(v128.load(row), largest));
      const high = exp(f32x4.sub(v128.load(row, 16), largest));
      v128.store(row, low);
      v128.store(row, high, 16);
      sum = f32x4.add(sum, f32x4.add(low, high));
    }
    sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
    sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 1, 0, 3, 2));
    const inverse = f32x4.div(f32x4.splat(1), sum);
    for (let row = rows + point; row < past; row += blockBytes) {
      v128.store(row, f32x4.mul(v128.load(row), inverse));
      v128.store(row, f32x4.mul(v128.load(row, 16), inverse), 16);
    }
  }
}
