/** Two pictures of the door: ajar, with its light breaking into pixels, for the home page; shut, for when something went wrong. */
import { trusted } from './html.ts';

export const ajarDoor = trusted(
  '<svg class="ajar" viewBox="0 0 416 340" preserveAspectRatio="xMaxYMax slice" aria-hidden="true"><defs><linearGradient id="s" x1="1" y1="0" x2="0" y2="1"><stop stop-color="#f8f1e3" stop-opacity=".9"/><stop offset="1" stop-color="#e7b45a" stop-opacity="0"/></linearGradient></defs><path fill="url(#s)" opacity=".34" d="M262 46h42v222L96 340H0z"/><path fill="#0f0a08" d="M190 28h166v240h-14V42H204v226h-14z"/><path fill="#f8f1e3" opacity=".94" d="M286 46h52v222h-52z"/><path fill="#a2231d" d="m208 46 78 26v176l-78 24z"/><path fill="#7c1814" d="m222 68 50 17v60l-50-1zM222 164l50-1v70l-50 15z"/><path fill="#e7b45a" d="M264 274h18v18h-18zM226 288h14v14h-14zM300 284h10v10h-10z"/><path fill="#e7b45a" opacity=".6" d="M196 276h10v10h-10zM178 306h12v12h-12zM140 300h8v8h-8zM118 318h9v9h-9zM84 312h6v6h-6z"/></svg>',
);

export const shutDoor = trusted(
  '<svg class="door" width="72" height="72" viewBox="0 0 48 48" aria-hidden="true"><path class="a" d="M3 45V3h42v27h-6V9H9v36z"/><path class="b" d="M10 11h26v33H10z"/><path class="c" d="M31 26h3v3h-3z"/><path class="d" d="M39.8 36.8h6v6h-6z"/></svg>',
);
