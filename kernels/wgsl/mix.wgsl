// A full compatibility matrix: since filtering treats classes alike, the classes are mixed before the splat instead of after the slice.

struct Parameters {
  points: u32,
  /// First row and first column of the matrix that this dispatch multiplies, in quads, and the quads of a row.
  target_: u32,
  source: u32,
  columns: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
/// [classes][columns]: rows of -mu, padded with zeros.
@group(0) @binding(1) var<storage, read> matrix: array<vec4f>;
/// [points][QUADS]: the Q of one block of classes.
@group(0) @binding(2) var<storage, read> rows: array<vec4f>;
/// [points][QUADS]: mixed values of another, added up over all source blocks.
@group(0) @binding(3) var<storage, read_write> mixed: array<vec4f>;

@compute @workgroup_size(WORKGROUP)
fn mix_(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.points * QUADS) { return; }
  let point = thread / QUADS;
  var sum = vec4f(0.0);
  if (parameters.source > 0u) { sum = mixed[thread]; }
  for (var k = 0u; k < 4u; k++) {
    let row = ((parameters.target_ + thread % QUADS) * 4u + k) * parameters.columns + parameters.source;
    for (var quad = 0u; quad < QUADS; quad++) { sum[k] += dot(matrix[row + quad], rows[point * QUADS + quad]); }
  }
  mixed[thread] = sum;
}
