// Vertices by their coordinates. A vertex is never stored: it is named by a corner (point and remainder) that lies on it, and its first
// D coordinates (the last follows, since all sum to zero) come from that point's simplex. So no coordinate can overflow a packed key.
// Needs `simplices`, `table` and `parameters.capacity` of the shader that it precedes.

alias Key = array<i32, D>;

const EMPTY = 0xffffffffu;

/// A coordinate of the corner with this remainder: the remainder-0 vertex plus a column of the canonical simplex (page 4).
fn coordinate(row: u32, remainder: i32, ranks: u32, i: u32) -> i32 {
  let isPast = i32(extractBits(ranks, 4u * i, 4u)) > i32(D) - remainder;
  return bitcast<i32>(simplices[row + i]) + remainder - select(0, i32(CORNERS), isPast);
}

fn cornerKey(corner: u32) -> Key {
  let remainder = corner % CORNERS;
  let row = corner - remainder;
  var key: Key;
  for (var i = 0u; i < D; i++) { key[i] = coordinate(row, i32(remainder), simplices[row + D], i); }
  return key;
}

/// True when the corner lies on the vertex. All coordinates of a vertex are equal to its remainder modulo D + 1.
fn isOn(corner: u32, key: ptr<function, Key>, remainder: u32) -> bool {
  if (corner % CORNERS != remainder) { return false; }
  let row = corner - remainder;
  for (var i = 0u; i < D; i++) {
    if (coordinate(row, i32(remainder), simplices[row + D], i) != (*key)[i]) { return false; }
  }
  return true;
}

fn hash(key: ptr<function, Key>) -> u32 {
  var h = 0u;
  for (var i = 0u; i < D; i++) {
    h = (h ^ bitcast<u32>((*key)[i])) * 0x9e3779b1u;
    h ^= h >> 15u;
  }
  return h;
}
