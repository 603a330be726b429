// Brings class planes [classes][points] into rows [points][QUADS] of -U and back. A row may have more places than there are classes.

struct Parameters {
  points: u32,
  /// Classes of this block.
  classes: u32,
  width: u32,
  /// What scores are enlarged to: the picture is its top left part.
  enlargedWidth: u32,
  enlargedHeight: u32,
  scoreWidth: u32,
  scoreHeight: u32,
  smallest: f32,
}

/// Stands in the rows for classes past the last: softmax turns it into 0.
const NO_CLASS = -1e30;

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read_write> planes: array<f32>;
@group(0) @binding(2) var<storage, read_write> rows: array<vec4f>;

/// Rows of plain values, zeros past the last class.
@compute @workgroup_size(WORKGROUP)
fn fromValues(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.points * QUADS) { return; }
  var row = vec4f(0.0);
  for (var k = 0u; k < 4u; k++) {
    let class_ = thread % QUADS * 4u + k;
    if (class_ < parameters.classes) { row[k] = planes[class_ * parameters.points + thread / QUADS]; }
  }
  rows[thread] = row;
}

/// Rows of -U from unary energies U.
@compute @workgroup_size(WORKGROUP)
fn fromUnary(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.points * QUADS) { return; }
  var row = vec4f(NO_CLASS);
  for (var k = 0u; k < 4u; k++) {
    let class_ = thread % QUADS * 4u + k;
    if (class_ < parameters.classes) { row[k] = -planes[class_ * parameters.points + thread / QUADS]; }
  }
  rows[thread] = row;
}

/// Rows of -U = ln max(p, smallest).
@compute @workgroup_size(WORKGROUP)
fn fromProbabilities(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.points * QUADS) { return; }
  var row = vec4f(NO_CLASS);
  for (var k = 0u; k < 4u; k++) {
    let class_ = thread % QUADS * 4u + k;
    if (class_ < parameters.classes) { row[k] = log(max(parameters.smallest, planes[class_ * parameters.points + thread / QUADS])); }
  }
  rows[thread] = row;
}

/// Rows of scores, enlarged bilinearly with aligned corners as Caffe's Interp layer does: r = (in - 1) / (out - 1).
@compute @workgroup_size(WORKGROUP)
fn fromScores(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.points * QUADS) { return; }
  let point = thread / QUADS;
  let r = vec2f(vec2u(parameters.scoreWidth, parameters.scoreHeight) - 1u) / vec2f(max(vec2u(parameters.enlargedWidth, parameters.enlargedHeight) - 1u, vec2u(1u)));
  let source = r * vec2f(vec2u(point % parameters.width, point / parameters.width));
  let first = min(vec2u(source), vec2u(parameters.scoreWidth, parameters.scoreHeight) - 1u);
  let d = source - vec2f(first);
  let right = select(0u, 1u, first.x + 1u < parameters.scoreWidth);
  let below = select(0u, parameters.scoreWidth, first.y + 1u < parameters.scoreHeight);
  var row = vec4f(NO_CLASS);
  for (var k = 0u; k < 4u; k++) {
    let class_ = thread % QUADS * 4u + k;
    if (class_ >= parameters.classes) { break; }
    let at = (class_ * parameters.scoreHeight + first.y) * parameters.scoreWidth + first.x;
    let upper = (1.0 - d.x) * planes[at] + d.x * planes[at + right];
    let lower = (1.0 - d.x) * planes[at + below] + d.x * planes[at + below + right];
    row[k] = (1.0 - d.y) * upper + d.y * lower;
  }
  rows[thread] = row;
}

/// Planes from rows: one thread a point and quad.
@compute @workgroup_size(WORKGROUP)
fn toPlanes(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = threadIndex(group, groups, local);
  if (thread >= parameters.points * QUADS) { return; }
  let point = thread % parameters.points;
  let quad = thread / parameters.points;
  let row = rows[point * QUADS + quad];
  for (var k = 0u; k < 4u; k++) {
    let class_ = quad * 4u + k;
    if (class_ < parameters.classes) { planes[class_ * parameters.points + point] = row[k]; }
  }
}
