// Finds, once per picture, the two neighbours of every vertex along each of the D + 1 blur axes.

struct Parameters { vertices: u32, capacity: u32 }

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> simplices: array<u32>;
@group(0) @binding(2) var<storage, read> table: array<u32>;
/// Vertex ids at the vertices' first corners.
@group(0) @binding(3) var<storage, read> firsts: array<u32>;
@group(0) @binding(4) var<storage, read> vertices: array<u32>;
/// [axis][vertex][2]: ids + 1 of the neighbours below and above, zeros at first.
@group(0) @binding(5) var<storage, read_write> neighbours: array<u32>;

/// Looks one step up from a vertex, along an axis that adds 1 to every coordinate but its own, which loses D, and enters the pair at
/// both ends. No two threads write the same word, since a step leads to one vertex only.
@compute @workgroup_size(WORKGROUP)
fn findNeighbours(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.vertices * CORNERS) { return; }
  let axis = thread / parameters.vertices;
  let vertex = thread % parameters.vertices;
  let corner = vertices[vertex];
  let remainder = (corner + 1u) % CORNERS;
  var key = cornerKey(corner);
  for (var i = 0u; i < D; i++) { key[i] += select(1, -i32(D), i == axis); }
  var slot = hash(&key) % parameters.capacity;
  loop {
    let held = table[slot];
    if (held == EMPTY) { return; }
    if (isOn(held, &key, remainder)) {
      let above = firsts[held];
      neighbours[2u * (axis * parameters.vertices + vertex) + 1u] = above + 1u;
      neighbours[2u * (axis * parameters.vertices + above)] = vertex + 1u;
      return;
    }
    slot = select(slot + 1u, 0u, slot + 1u == parameters.capacity);
  }
}
