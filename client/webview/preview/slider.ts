/** A slider with its name and its value. */
import { element } from './dom';

export interface SliderRange {
  min: number;
  max: number;
  step: number;
}

export interface Slider {
  node: HTMLElement;
  /** A value outside the range stays as it is, and the slider stands at its end. */
  set(value: number): void;
}

/** @param changed told of every value while it is dragged */
export function createSlider(id: string, name: string, help: string, { min, max, step }: SliderRange, unit: string, changed: (value: number) => void): Slider {
  const input = element('input', { type: 'range', id, min: String(min), max: String(max), step: String(step), title: help });
  const figure = element('output', { for: id, class: 'figure' });
  const tell = (value: number): void => {
    const text = unit === '' ? String(value) : `${value} ${unit}`;
    figure.textContent = text;
    input.setAttribute('aria-valuetext', text);
  };
  input.addEventListener('input', () => {
    tell(input.valueAsNumber);
    changed(input.valueAsNumber);
  });
  return {
    node: element('div', { class: 'slider' }, element('label', { for: id, title: help }, name), figure, input),
    set(value) {
      input.value = String(value);
      tell(value);
    },
  };
}
