// Q = softmax(L) over the classes, which may lie in several blocks: first the largest L and the sum of exponentials of every point, block
// by block, then the quotients.

struct Parameters {
  points: u32,
  /// The first class of this block, and the number of classes in all.
  firstClass: u32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
/// [points][QUADS]: L, then Q.
@group(0) @binding(1) var<storage, read_write> rows: array<vec4f>;
/// The largest L of each point so far, and the sum of exp(L - largest).
@group(0) @binding(2) var<storage, read_write> totals: array<vec2f>;
/// The bits of the largest Q of each point so far, and its class.
@group(0) @binding(3) var<storage, read_write> best: array<vec2u>;
/// Two classes of 16 bits a word.
@group(0) @binding(4) var<storage, read_write> labels: array<u32>;

fn largestOf(row: vec4f) -> f32 {
  return max(max(row.x, row.y), max(row.z, row.w));
}

@compute @workgroup_size(WORKGROUP)
fn total(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let point = threadIndex(group, groups, local);
  if (point >= parameters.points) { return; }
  var before = vec2f(-3e38, 0.0);
  if (parameters.firstClass > 0u) { before = totals[point]; }
  var largest = before.x;
  for (var quad = 0u; quad < QUADS; quad++) { largest = max(largest, largestOf(rows[point * QUADS + quad])); }
  var sum = vec4f(0.0);
  for (var quad = 0u; quad < QUADS; quad++) { sum += exp(rows[point * QUADS + quad] - largest); }
  totals[point] = vec2f(largest, before.y * exp(before.x - largest) + dot(sum, vec4f(1.0)));
}

@compute @workgroup_size(WORKGROUP)
fn divide(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.points * QUADS) { return; }
  let totalOfPoint = totals[thread / QUADS];
  rows[thread] = exp(rows[thread] - totalOfPoint.x) / totalOfPoint.y;
}

/// The most probable class so far, the lowest where several are equal.
@compute @workgroup_size(WORKGROUP)
fn argmax(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let point = threadIndex(group, groups, local);
  if (point >= parameters.points) { return; }
  var largest = -1.0;
  var class_ = 0u;
  if (parameters.firstClass > 0u) {
    largest = bitcast<f32>(best[point].x);
    class_ = best[point].y;
  }
  for (var quad = 0u; quad < QUADS; quad++) {
    let row = rows[point * QUADS + quad];
    for (var k = 0u; k < 4u; k++) {
      if (row[k] > largest) {
        largest = row[k];
        class_ = parameters.firstClass + quad * 4u + k;
      }
    }
  }
  best[point] = vec2u(bitcast<u32>(largest), class_);
}

/// The classes alone, to be read back.
@compute @workgroup_size(WORKGROUP)
fn packLabels(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let point = 2u * threadIndex(group, groups, local);
  if (point >= parameters.points) { return; }
  var pair = best[point].y;
  if (point + 1u < parameters.points) { pair |= best[point + 1u].y << 16u; }
  labels[point / 2u] = pair;
}
