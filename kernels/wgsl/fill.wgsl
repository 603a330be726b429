// Writes one word all over a buffer.

struct Parameters { count: u32, value: u32 }

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read_write> words: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn fill(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let i = threadIndex(group, groups, local);
  if (i < parameters.count) { words[i] = parameters.value; }
}
