/** Icons drawn on 24 x 24: ink strokes and one small filled square, the pixel of the mark. Put inline only where used. */

import type { Html } from './html.ts';
import { html, trusted } from './html.ts';

/** Stroke path, then where the pixel sits (left top corner of a 3 x 3 square); '' where the drawing has none. */
const drawings = {
  search: ['M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.2 15.2 21 21', ''],
  phone: ['M5 3.5h4L10.5 8.5 8 10.5A11.5 11.5 0 0 0 13.5 16l2-2.5 5 1.5v4l-1.5 1.5C11 20.5 3.5 13 3.5 5z', ''],
  clock: ['M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V12l3.5 2', 'M18 3h3v3h-3z'],
  folder: ['M3.5 5.5h6l2 2.5h9v11h-17z', 'M6.5 13h3v3h-3z'],
  speak: ['M3.5 4.5h17v12h-8.5L7 20.5v-4H3.5z', 'M10.5 9h3v3h-3z'],
  child: ['M3.5 11.5h17c0 4-3.5 6.5-8.5 6.5s-8.5-2.5-8.5-6.5zM12 11.5V4c4 0 7.5 3 7.5 7.5M7 21h10M9.5 18v3M14.5 18v3', 'M5 5h3v3H5z'],
  rings: ['M9 9.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM15 9.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z', 'M10.5 3h3v3h-3z'],
  land: ['M3.5 7.5 12 4.5l8.5 3v9.5L12 20l-8.5-3zM12 4.5V20M3.5 12.5H12', 'M15 10.5h3v3h-3z'],
  house: ['M3 11.5 12 4l9 7.5M5.5 9.5v11h13v-11', 'M10.5 14.5h3v6h-3z'],
  shop: ['M3.5 9.5 5.5 3.5h13l2 6M5 10v10.5h14V10M3.5 9.5c0 3.5 5.5 3.5 5.5 0 0 3.5 6 3.5 6 0 0 3.5 5.5 3.5 5.5 0', 'M10.5 15h3v3h-3z'],
  move: ['M3.5 12H14M10 7.5 14.5 12 10 16.5M14 3.5h6.5v17H14', 'M3.5 4h3v3h-3z'],
  heart: ['M12 20.5 4.5 13A4.8 4.8 0 0 1 12 7a4.8 4.8 0 0 1 7.5 6z', 'M10.5 10.5h3v3h-3z'],
  copy: ['M3.5 5.5h17v13h-17zM12.5 10H18M12.5 14H18', 'M6.5 9h3v3h-3z'],
  book: ['M12 6.5C9.5 4.5 6.5 4.5 3.5 5v13.5c3-.5 6-.5 8.5 1.5 2.5-2 5.5-2 8.5-1.5V5c-3-.5-6-.5-8.5 1.5zM12 6.5V20', 'M15 9h3v3h-3z'],
  cross: ['M9 3.5h6V9h5.5v6H15v5.5H9V15H3.5V9H9z', 'M10.5 10.5h3v3h-3z'],
  memorial: ['M9 10h6v9.5H9zM5 20.5h14M12 10V7.5', 'M10.5 3h3v3h-3z'],
  paper: ['M5.5 3.5H14L18.5 8v12.5h-13zM14 3.5V8h4.5M8.5 12.5h7M8.5 16.5h7', ''],
  print: ['M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 13.5h10v7H7z', ''],
  save: ['M12 3.5v11M7.5 10.5l4.5 4.5 4.5-4.5M4 20.5h16', ''],
  send: ['M3.5 11.5 20.5 4l-5.5 16.5-4-7z', ''],
  tick: ['M4 12.5 9.5 18 20 6.5', ''],
  warn: ['M12 4 21 20H3zM12 10v4.5M12 16.5V18', ''],
  info: ['M3.5 3.5h17v17h-17zM12 11v6M12 7v1.5', ''],
  pause: ['M8 5v14M16 5v14', ''],
  bell: ['M6 17.5V11a6 6 0 0 1 12 0v6.5M3.5 17.5h17M10 20.5h4', 'M16.5 3h3v3h-3z'],
  sound: ['M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6', 'M18 3h3v3h-3z'],
  key: ['M8 8.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 12.5h8.5v4M17 12.5v3', ''],
} as const satisfies Record<string, readonly [string, string]>;

export type IconName = keyof typeof drawings;

/** A name that a pack or a table gives; unknown ones become a sheet of paper. */
export const iconNamed = (name: string): IconName => (Object.hasOwn(drawings, name) ? (name as IconName) : 'paper');

export function icon(name: IconName): Html {
  const [line, pixel] = drawings[name];
  return html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="${trusted(line)}"/>${pixel === '' ? '' : html`<path class="px" d="${trusted(pixel)}"/>`}</svg>`;
}

/** The mark: a door standing ajar, its frame ending in a pixel. */
export const mark = trusted(
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path class="a" d="M1 15V1h14v9h-2V3H3v12z"/><path class="b" d="m4 4 6 2v7l-6 2z"/><path class="c" d="M12 12h3v3h-3z"/></svg>',
);
