// Slice: reads the blurred values back at every point and adds them, weighed by the compatibility's factor of each class, to L.

struct Parameters {
  points: u32,
  /// For `sliceLast`: 1 where it is the only kernel, so that `output` holds no L yet.
  isOnly: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
/// [points][D + 1] vertex ids, and the weights, which carry normalisation and the filter's constant.
@group(0) @binding(1) var<storage, read> offsets: array<u32>;
@group(0) @binding(2) var<storage, read> weights: array<f32>;
@group(0) @binding(3) var<storage, read> values: array<Row>;
/// [QUADS]: one factor a class.
@group(0) @binding(4) var<storage, read> factors: array<vec4f>;
/// [points][QUADS]: -U.
@group(0) @binding(5) var<storage, read> base: array<vec4f>;
/// [points][QUADS]: L.
@group(0) @binding(6) var<storage, read_write> output: array<vec4f>;

fn filtered(point: u32, quad: u32) -> vec4f {
  var sum = vec4f(0.0);
  for (var corner = point * CORNERS; corner < (point + 1u) * CORNERS; corner++) {
    sum += weights[corner] * unpackRow(values[offsets[corner] * QUADS + quad]);
  }
  return factors[quad] * sum;
}

/// L = -U + filtered Q, for the first kernel.
@compute @workgroup_size(WORKGROUP)
fn slice(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread < parameters.points * QUADS) { output[thread] = base[thread] + filtered(thread / QUADS, thread % QUADS); }
}

/// L += filtered Q, for every further kernel.
@compute @workgroup_size(WORKGROUP)
fn sliceOnto(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread < parameters.points * QUADS) { output[thread] += filtered(thread / QUADS, thread % QUADS); }
}

/// The bare filter.
@compute @workgroup_size(WORKGROUP)
fn sliceAlone(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread < parameters.points * QUADS) { output[thread] = filtered(thread / QUADS, thread % QUADS); }
}

/// A row of a workgroup's points a place: L, then its exponentials.
var<workgroup> shared_: array<vec4f, ROWS * QUADS>;

/// The last kernel where no other block of classes waits: L is complete, so Q = softmax(L) follows at once, in the order of softmax.wgsl.
@compute @workgroup_size(ROWS * QUADS)
fn sliceLast(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let point = (group.x + group.y * groups.x) * ROWS + local / QUADS;
  let quad = local % QUADS;
  let place = point * QUADS + quad;
  let first = local - quad;
  var l = vec4f(0.0);
  if (point < parameters.points) {
    if (parameters.isOnly == 1u) { l = base[place]; } else { l = output[place]; }
    l += filtered(point, quad);
  }
  shared_[local] = l;
  workgroupBarrier();
  var most = shared_[first];
  for (var i = 1u; i < QUADS; i++) { most = max(most, shared_[first + i]); }
  workgroupBarrier();
  let exponentials = exp(l - max(max(most.x, most.y), max(most.z, most.w)));
  shared_[local] = exponentials;
  workgroupBarrier();
  var sum = vec4f(0.0);
  for (var i = 0u; i < QUADS; i++) { sum += shared_[first + i]; }
  if (point < parameters.points) { output[place] = exponentials / dot(sum, vec4f(1.0)); }
}
