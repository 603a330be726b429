/** What there is to say above the drawing. */
import { button, element } from '../preview/dom';

export interface Notice {
  node: HTMLElement;
  /** Says something about the net; an empty text says nothing. */
  tell(text: string): void;
  /** Says something about the arrangement, with a button where there is something to do. Undefined takes it back. */
  arranging(text?: string, caption?: string, action?: () => void): void;
}

export function createNotice(): Notice {
  const about = element('p', { class: 'notice', role: 'status' });
  const text = element('span');
  const action = element('span');
  const arrangement = element('p', { class: 'notice', role: 'status' }, text, action);
  return {
    node: element('div', {}, about, arrangement),
    tell: (words) => {
      about.textContent = words;
    },
    arranging(words = '', caption, act) {
      text.textContent = words;
      action.replaceChildren(...(caption !== undefined && act ? [button(caption, act)] : []));
    },
  };
}
