// Embeds points into the permutohedral lattice: the simplex around each and its barycentric weights (Adams et al. 2010, section 3).
//
// The host divides features by their deviations and scales them, and tabulates f_j together with j f_j. So the elevation below has
// additions only, which every device rounds alike, and all devices agree on the vertices that exist.

struct Parameters {
  points: u32,
  /// One more than `points` where the reference pads: a point whose features are all zero.
  embedded: u32,
  width: u32,
  /// For each dimension where its table index comes from, and where its table starts.
  kinds: array<vec4u, 2>,
  starts: array<vec4u, 2>,
}

const INDEX_X = 0u;
const INDEX_Y = 1u;
const INDEX_POINT = 2u;
const INDEX_CHANNEL_0 = 3u;

@group(0) @binding(0) var<uniform> parameters: Parameters;
/// Interleaved RGB bytes, four to a word.
@group(0) @binding(1) var<storage, read> image: array<u32>;
@group(0) @binding(2) var<storage, read> tables: array<vec2f>;
/// [points][D + 1]: the first D coordinates of the simplex's remainder-0 vertex, then the rank of each coordinate in four bits.
@group(0) @binding(3) var<storage, read_write> simplices: array<u32>;
/// [points][D + 1] barycentric weights.
@group(0) @binding(4) var<storage, read_write> weights: array<f32>;

/// (f_j, (j + 1) f_j) of a point.
fn feature(j: u32, point: u32) -> vec2f {
  if (point >= parameters.points) { return vec2f(0.0); }
  let kind = parameters.kinds[j / 4u][j % 4u];
  var index = point;
  if (kind == INDEX_X) {
    index = point % parameters.width;
  } else if (kind == INDEX_Y) {
    index = point / parameters.width;
  } else if (kind != INDEX_POINT) {
    let byte = 3u * point + kind - INDEX_CHANNEL_0;
    index = extractBits(image[byte / 4u], 8u * (byte % 4u), 8u);
  }
  return tables[parameters.starts[j / 4u][j % 4u] + index];
}

@compute @workgroup_size(WORKGROUP)
fn embed(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let point = threadIndex(group, groups, local);
  if (point >= parameters.embedded) { return; }

  // y = E f, on the plane where the D + 1 coordinates sum to zero (page 5).
  var y: array<f32, CORNERS>;
  var sum = 0.0;
  for (var j = D; j > 0u; j--) {
    let f = feature(j - 1u, point);
    y[j] = sum - f.y;
    sum += f.x;
  }
  y[0] = sum;

  // The nearest remainder-0 vertex, and how far rounding left the plane.
  var vertex: array<f32, CORNERS>;
  var excess = 0;
  for (var i = 0u; i < CORNERS; i++) {
    let quotient = round(y[i] * (1.0 / f32(CORNERS)));
    vertex[i] = quotient * f32(CORNERS);
    excess += i32(quotient);
  }

  // Rank of each coordinate's difference by falling size: it names the simplex among those around the vertex.
  var rank: array<i32, CORNERS>;
  for (var i = 0u; i < D; i++) {
    let difference = y[i] - vertex[i];
    for (var j = i + 1u; j < CORNERS; j++) {
      if (difference < y[j] - vertex[j]) { rank[i]++; } else { rank[j]++; }
    }
  }

  // Back to the plane: the coordinates with the extreme differences step by D + 1.
  for (var i = 0u; i < CORNERS; i++) {
    rank[i] += excess;
    if (rank[i] < 0) {
      rank[i] += i32(CORNERS);
      vertex[i] += f32(CORNERS);
    } else if (rank[i] > i32(D)) {
      rank[i] -= i32(CORNERS);
      vertex[i] -= f32(CORNERS);
    }
  }

  // Barycentric weights of the corners with remainder 0..D (page 10).
  var b: array<f32, CORNERS + 1u>;
  var ranks = 0u;
  let row = point * CORNERS;
  for (var i = 0u; i < CORNERS; i++) {
    let share = (y[i] - vertex[i]) * (1.0 / f32(CORNERS));
    let place = i32(D) - rank[i];
    b[place] += share;
    b[place + 1] -= share;
    ranks |= u32(rank[i]) << (4u * i);
    if (i < D) { simplices[row + i] = bitcast<u32>(i32(vertex[i])); }
  }
  b[0] += 1.0 + b[CORNERS];
  simplices[row + D] = ranks;
  for (var r = 0u; r < CORNERS; r++) { weights[row + r] = b[r]; }
}
