/**
 * Twin attributes: `a` and `t:a` on one element `t:x`. The model drops the prefix an attribute shares with its element and would keep one of the two,
 * so the prefixed one travels under a prefix of its own and is named back when the text is written.
 */

const prefix = 'cuaso-twin';
const uri = 'https://cuaso.vn/bpmn/twin/1';
/** Comments and character data are passed over; groups: prefix of a start tag, its local name, its attributes. */
const tags = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<([^\s:<>/=!?"']+):([^\s:<>/=!?"']+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
const attribute = /(\s)([^\s=<>"'/]+)(=(?:"[^"]*"|'[^']*'))/g;

/** @param xml well-formed, as the outer gate has seen; lines stay where they are. */
export function setTwinsAside(xml: string): string {
  return xml.replace(tags, (tag, own: string | undefined, _name, rest: string | undefined) => {
    if (own === undefined || rest === undefined) return tag;
    const names = new Set([...rest.matchAll(attribute)].map((one) => one[2] ?? ''));
    const isTwin = (name: string): boolean => own !== 'xmlns' && name.startsWith(`${own}:`) && names.has(name.slice(own.length + 1));
    if (![...names].some(isTwin)) return tag;
    const declared = tag.slice(0, tag.length - rest.length - 1);
    return `${declared} xmlns:${prefix}="${uri}"${eachName(rest, (name) => (isTwin(name) ? `${prefix}:${name.slice(own.length + 1)}` : name))}>`;
  });
}

/** The attributes set aside under the prefix their element has now. */
export function putTwinsBack(xml: string): string {
  return xml.replace(tags, (tag, own: string | undefined, _name, rest: string | undefined) => {
    if (own === undefined || rest === undefined || !rest.includes(`${prefix}:`)) return tag;
    const bare = rest.replace(` xmlns:${prefix}="${uri}"`, '');
    return `${tag.slice(0, tag.length - rest.length - 1)}${eachName(bare, (name) => (name.startsWith(`${prefix}:`) ? `${own}:${name.slice(prefix.length + 1)}` : name))}>`;
  });
}

const eachName = (attributes: string, rename: (name: string) => string): string =>
  attributes.replace(attribute, (_, space: string, name: string, value: string) => `${space}${rename(name)}${value}`);
