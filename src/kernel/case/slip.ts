/** The slip of a case that was just sent, before any office has received it: code, QR, hour, what came. For a roll of 80 mm, A5, or a picture; it names nobody. */
import type { JsonObject } from '../../base/json.ts';

export const slipTemplate = 'sent-slip.typ';

export type SlipSize = 'a5' | 'roll';

/** Texts in the language of the page the person is on. */
export type SlipWords = {
  readonly heading: string;
  readonly title: string;
  readonly codeLabel: string;
  /** Groups of four. */
  readonly code: readonly string[];
  /** SVG of the tracking address. */
  readonly qr: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly foot: string;
  readonly sample: string;
};

export const slipText = `#import "/lib.typ": data, made-at, moment, sans
#set document(title: data.heading, date: moment(made-at))
#set text(font: sans, size: if data.size == "a5" { 12pt } else { 9.5pt }, lang: "vi", fallback: false, hyphenate: false)
#set par(leading: 0.6em, spacing: 0.7em)
#set page(..if data.size == "a5" { (paper: "a5", margin: 15mm) } else { (width: 80mm, height: auto, margin: 5mm) })
#set align(center)

#if data.sample != "" { box(stroke: 0.8pt, inset: (x: 6pt, y: 3pt), text(size: 0.8em, weight: "bold", data.sample)) }

#text(size: 1.3em, weight: "bold", data.heading)

#strong(data.title)

#line(length: 100%, stroke: 0.8pt)
#data.codeLabel

#text(size: if data.size == "a5" { 30pt } else { 19pt }, weight: "bold", data.code.join("\\u{2002}"))

#image(bytes(data.qr), format: "svg", width: if data.size == "a5" { 48mm } else { 42mm }, alt: data.codeLabel)
#line(length: 100%, stroke: 0.8pt)

#align(left, for one in data.rows { block(above: 0.7em, below: 0.7em)[#text(size: 0.9em, one.label) \\ #strong(one.value)] })
#line(length: 100%, stroke: 0.8pt)
#text(size: 0.85em, data.foot)
`;

export const slipData = (words: SlipWords, size: SlipSize): JsonObject => ({ ...words, size });
