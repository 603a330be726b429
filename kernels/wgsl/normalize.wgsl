// Folds normalisation into the lists' and the slice's weights, once for all iterations.

struct Parameters {
  count: u32,
  /// The factor is scale x n^(-halves / 2), with n the filter of the constant 1 at the point.
  halves: u32,
  scale: f32,
}

@group(0) @binding(0) var<uniform> parameters: Parameters;
/// n in the first of four numbers.
@group(0) @binding(1) var<storage, read> norms: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> entries: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> weights: array<f32>;

/// 1e-20 keeps 0 out, as in the reference.
fn factor(point: u32) -> f32 {
  let n = norms[point].x + 1e-20;
  if (parameters.halves == 0u) { return parameters.scale; }
  return parameters.scale / select(sqrt(n), n, parameters.halves == 2u);
}

@compute @workgroup_size(WORKGROUP)
fn scaleEntries(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let i = threadIndex(group, groups, local);
  if (i >= parameters.count) { return; }
  let entry = entries[i];
  entries[i].y = bitcast<u32>(bitcast<f32>(entry.y) * factor(entry.x));
}

@compute @workgroup_size(WORKGROUP)
fn scaleWeights(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let i = threadIndex(group, groups, local);
  if (i < parameters.count) { weights[i] *= factor(i / CORNERS); }
}
