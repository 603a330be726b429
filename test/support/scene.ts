/** A made-up photograph and made-up scores: smooth shading, hard edges, sensor noise, and one class a shape. */

export interface Scene {
  image: { data: Uint8Array; width: number; height: number };
  classes: number;
  /** [classes][height * width], values before a softmax. */
  scores: Float32Array;
}

/** A small generator of pseudo-random numbers in 0..1, the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Shape {
  x: number;
  y: number;
  radius: number;
  label: number;
  colour: number[];
  waves: number[];
}

/**
 * Draws `classes` - 1 overlapping discs on a background, each with its colour, shading and noise. With the usual noise a
 * 513 x 513 scene has about 0.6 bilateral lattice vertices a pixel under DeepLab's ResNet-101 settings, as photographs have.
 */
export function drawScene(width: number, height: number, classes: number, noise = 3.2, seed = 1): Scene {
  const random = randomNumbers(seed);
  const shapes = Array.from({ length: 2 * classes }, (_, i): Shape => ({
    x: random() * width,
    y: random() * height,
    radius: (0.06 + 0.14 * random()) * Math.min(width, height),
    label: 1 + (i % (classes - 1)),
    colour: [random(), random(), random()].map((value) => 40 + 170 * value),
    waves: [random(), random(), random()].map((value) => (4 + 8 * value) / width),
  }));
  const background: Shape = { x: 0, y: 0, radius: 0, label: 0, colour: [120, 130, 110], waves: [3 / width, 5 / width, 4 / width] };
  const data = new Uint8Array(3 * width * height);
  const scores = new Float32Array(classes * width * height);
  for (let y = 0, point = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, ++point) {
      const shape = shapes.findLast((s) => (x - s.x) ** 2 + (y - s.y) ** 2 < s.radius ** 2) ?? background;
      for (let channel = 0; channel < 3; ++channel) {
        const wave = 25 * Math.sin((x + 2 * y) * (shape.waves[channel] ?? 0)) + noise * (random() + random() + random() - 1.5) * 2;
        data[3 * point + channel] = Math.max(0, Math.min(255, Math.round((shape.colour[channel] ?? 0) + wave)));
      }
      // Coarse scores: the shape is seen a few pixels off, as an enlarged score map would show it.
      const blurred = shapes.findLast((s) => (x - s.x - 6) ** 2 + (y - s.y + 4) ** 2 < s.radius ** 2) ?? background;
      for (let c = 0; c < classes; ++c) scores[c * width * height + point] = (c === blurred.label ? 3 : 0) + random();
    }
  }
  return { image: { data, width, height }, classes, scores };
}
