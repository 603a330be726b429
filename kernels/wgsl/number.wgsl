// Numbers the vertices in the order in which the points first touch them: the same numbers on every run and every device.

struct Parameters { corners: u32 }

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> table: array<u32>;
/// Slots of the corners' vertices; `assign` replaces them by vertex ids.
@group(0) @binding(2) var<storage, read_write> slots: array<u32>;
/// 1 where a corner is the first on its vertex; after a prefix sum, the vertex's id at that place. One more at the end for the total.
@group(0) @binding(3) var<storage, read_write> firsts: array<u32>;
/// For each vertex its first corner.
@group(0) @binding(4) var<storage, read_write> vertices: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn flag(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let corner = threadIndex(group, groups, local);
  if (corner < parameters.corners) {
    firsts[corner] = select(0u, 1u, table[slots[corner]] == corner);
  } else if (corner == parameters.corners) {
    firsts[corner] = 0u;
  }
}

@compute @workgroup_size(WORKGROUP)
fn assign(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let corner = threadIndex(group, groups, local);
  if (corner >= parameters.corners) { return; }
  let first = table[slots[corner]];
  let id = firsts[first];
  slots[corner] = id;
  if (first == corner) { vertices[id] = corner; }
}
