/** Layers whose behaviour stands outside the prototxt: only a directive can tell their shapes. */
import { phrase } from '../l10n/text';
import type { LayerDefinition } from './definition';
import { atLeast, checkGiven } from './dims';

export const externalLayers: readonly LayerDefinition[] = [
  {
    type: 'Python',
    v1: ['PYTHON'],
    category: 'other',
    isExternal: true,
    param: 'python_param',
    doc: phrase('Runs a class of a Python module. It is not looked into: state its shapes with `# atrous: shape BLOB=1x3x9x9`.'),
    bottoms: atLeast(0),
    tops: atLeast(0),
    shapes: (query) => {
      const fields = query.layer.param('python_param');
      for (const name of ['module', 'layer']) checkGiven(query, fields, name);
      return undefined;
    },
    window: () => 'unknown',
  },
];
