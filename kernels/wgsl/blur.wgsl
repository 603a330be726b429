// Blur along one axis: each row gains half the sum of its two neighbours (1/2 1 1/2, Adams et al. 2010, page 6).
// In half precision all three weights are halved, so that sums do not grow out of range; the host folds the power of two into the slice.

struct Parameters { vertices: u32, axis: u32 }

@group(0) @binding(0) var<uniform> parameters: Parameters;
/// [axis][vertex]: ids + 1 of the neighbours below and above, 0 where there is none.
@group(0) @binding(1) var<storage, read> neighbours: array<vec2u>;
@group(0) @binding(2) var<storage, read> values: array<Row>;
@group(0) @binding(3) var<storage, read_write> blurred: array<Row>;

fn neighbour(idPlus1: u32, quad: u32) -> vec4f {
  if (idPlus1 == 0u) { return vec4f(0.0); }
  return unpackRow(values[(idPlus1 - 1u) * QUADS + quad]);
}

@compute @workgroup_size(WORKGROUP)
fn blur(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  let vertex = thread / QUADS;
  let quad = thread % QUADS;
  if (vertex >= parameters.vertices) { return; }
  let pair = neighbours[parameters.axis * parameters.vertices + vertex];
  let around = neighbour(pair.x, quad) + neighbour(pair.y, quad);
  let sum = unpackRow(values[thread]) + 0.5 * around;
  blurred[thread] = packRow(select(sum, 0.5 * sum, HALF));
}
