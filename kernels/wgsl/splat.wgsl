// Splat: every vertex gathers the weighted rows of the points in its list, always in the same order, so the bits never change.
// One thread sums one quad of classes of one segment; `combine` adds the segments of long lists up.

struct Parameters { vertices: u32 }

const SEGMENT = 32u;

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> starts: array<u32>;
@group(0) @binding(2) var<storage, read> entries: array<vec2u>;
@group(0) @binding(3) var<storage, read> segmentStarts: array<u32>;
@group(0) @binding(4) var<storage, read> segments: array<vec2u>;
/// [points][QUADS]
@group(0) @binding(5) var<storage, read> input: array<vec4f>;
/// [vertices][QUADS]
@group(0) @binding(6) var<storage, read_write> values: array<Row>;
/// Sums of all segments but each vertex's first, in the same order.
@group(0) @binding(7) var<storage, read_write> further: array<vec4f>;

@compute @workgroup_size(WORKGROUP)
fn splat(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  let segment = thread / QUADS;
  let quad = thread % QUADS;
  if (segment >= segmentStarts[parameters.vertices]) { return; }
  let vertex = segments[segment].x;
  let first = segments[segment].y;
  let end = min(first + SEGMENT, starts[vertex + 1u]);
  var sum = vec4f(0.0);
  for (var entry = first; entry < end; entry++) {
    let item = entries[entry];
    sum += bitcast<f32>(item.y) * input[item.x * QUADS + quad];
  }
  if (first == starts[vertex]) {
    values[vertex * QUADS + quad] = packRow(sum);
  } else {
    further[(segment - vertex - 1u) * QUADS + quad] = sum;
  }
}

/// A vertex's k-th further segment lies segmentStarts[vertex] - vertex + k rows into `further`: every vertex before it has one first segment.
@compute @workgroup_size(WORKGROUP)
fn combine(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  let vertex = thread / QUADS;
  let quad = thread % QUADS;
  if (vertex >= parameters.vertices) { return; }
  let begin = segmentStarts[vertex] - vertex;
  let end = segmentStarts[vertex + 1u] - vertex - 1u;
  if (begin == end) { return; }
  var sum = unpackRow(values[vertex * QUADS + quad]);
  for (var row = begin; row < end; row++) { sum += further[row * QUADS + quad]; }
  values[vertex * QUADS + quad] = packRow(sum);
}
