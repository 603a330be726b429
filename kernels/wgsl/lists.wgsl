// Turns sorted corners into one list of (point, weight) for each vertex, and cuts long lists into segments of 32 entries, so that no
// thread has to sum up the thousands of points that lie on one vertex where a picture is flat.

struct Parameters { vertices: u32, entries: u32 }

const SEGMENT = 32u;

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> sortedVertices: array<u32>;
@group(0) @binding(2) var<storage, read> sortedCorners: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<f32>;
/// Where each vertex's list starts, filled with the number of entries at first; vertices + 1 words.
@group(0) @binding(4) var<storage, read_write> starts: array<u32>;
/// (point, bits of the weight).
@group(0) @binding(5) var<storage, read_write> entries: array<vec2u>;
/// Number of segments of each vertex, at least 1; after a prefix sum where its segments start. vertices + 1 words.
@group(0) @binding(6) var<storage, read_write> segmentStarts: array<u32>;
/// (vertex, first entry).
@group(0) @binding(7) var<storage, read_write> segments: array<vec2u>;

@compute @workgroup_size(WORKGROUP)
fn writeEntries(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let entry = threadIndex(group, groups, local);
  if (entry >= parameters.entries) { return; }
  let vertex = sortedVertices[entry];
  if (entry == 0u || sortedVertices[max(entry, 1u) - 1u] != vertex) { starts[vertex] = entry; }
  let corner = sortedCorners[entry];
  entries[entry] = vec2u(corner / CORNERS, bitcast<u32>(weights[corner]));
}

@compute @workgroup_size(WORKGROUP)
fn countSegments(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let vertex = threadIndex(group, groups, local);
  if (vertex < parameters.vertices) {
    segmentStarts[vertex] = max(1u, (starts[vertex + 1u] - starts[vertex] + SEGMENT - 1u) / SEGMENT);
  } else if (vertex == parameters.vertices) {
    segmentStarts[vertex] = 0u;
  }
}

@compute @workgroup_size(WORKGROUP)
fn writeSegments(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let vertex = threadIndex(group, groups, local);
  if (vertex >= parameters.vertices) { return; }
  var entry = starts[vertex];
  for (var segment = segmentStarts[vertex]; segment < segmentStarts[vertex + 1u]; segment++) {
    segments[segment] = vec2u(vertex, entry);
    entry += SEGMENT;
  }
}
