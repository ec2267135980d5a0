/** Style cut to one page: on a weak line a rule that nothing on the page asks for is paid for in vain. */

/** A rule of the style sheet, or a block of rules under one condition. `needs` are classes, elements and attributes that have to be on the page, per selector. */
export type Rule =
  | { readonly kind: 'rule'; readonly selectors: readonly { readonly text: string; readonly needs: readonly string[] }[]; readonly body: string }
  | { readonly kind: 'block'; readonly head: string; readonly rules: readonly Rule[] }
  | { readonly kind: 'whole'; readonly text: string };

/** Reads minified style without nesting. What it does not know stays whole. */
export function readStyle(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf('{', at);
    if (open < 0) return [...rules, { kind: 'whole', text: css.slice(at) }];
    const end = closing(css, open);
    const head = css.slice(at, open).trim();
    const body = css.slice(open + 1, end);
    if (/^@(?:media|supports)/.test(head)) rules.push({ kind: 'block', head, rules: readStyle(body) });
    else if (head.startsWith('@')) rules.push({ kind: 'whole', text: `${head}{${body}}` });
    else rules.push({ kind: 'rule', selectors: apart(head).map((text) => ({ text, needs: needsOf(text) })), body });
    at = end + 1;
  }
  return rules;
}

/** Parts of forms that only some of them show. A page leaves out what it does not show of them; its script brings them all. */
export const sometimes: ReadonlySet<string> = new Set(
  '.errors .err .pages .done .full .unit .lb .two .sec .block .lead .end .nw .num .flow .nghe textarea table td th dl dd figure h3 img [disabled] [aria-invalid] [data-list]'.split(
    ' ',
  ),
);

/** The same rules apart: those every form carries, and those of parts that only some show. */
export function apartBy(rules: readonly Rule[], parts: ReadonlySet<string>): { readonly always: string; readonly some: string } {
  const isSome = (needs: readonly string[]): boolean => needs.some((one) => parts.has(one));
  return { always: write(rules, (needs) => !isSome(needs)), some: write(rules, isSome) };
}

/** The rules a page needs, in their order. `content` is the page's HTML; what a script adds later is not seen: with `only` nothing else than these parts is left out. */
export function cutStyle(rules: readonly Rule[], content: string, only?: ReadonlySet<string>): string {
  const there = new Set<string>();
  for (const [, name] of content.matchAll(/<([a-z][a-z0-9]*)/g)) there.add(name ?? '');
  for (const [, names] of content.matchAll(/\sclass="([^"]*)"/g)) for (const name of (names ?? '').split(/\s+/)) there.add(`.${name}`);
  for (const [, name] of content.matchAll(/\s([a-z-]+)(?==")/g)) there.add(`[${name}]`);
  // Attributes that stand without a value.
  for (const name of ['hidden', 'disabled']) if (new RegExp(` ${name}[ >]`).test(content)) there.add(`[${name}]`);
  // A browser opens and closes details itself.
  for (const one of ['html', 'body', '[open]']) there.add(one);
  return usedTokens(write(rules, (needs) => needs.every((one) => there.has(one) || (only !== undefined && !only.has(one)))));
}

/** Without the custom properties that no rule reads. */
export function usedTokens(css: string): string {
  const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name ?? ''));
  const less = css.replace(/(--[\w-]+):[^;{}]+(;|(?=\}))/g, (text, name: string) => (used.has(name) ? text : ''));
  return less === css ? css.replace(':where(:root){}', '') : usedTokens(less);
}

/** Values of the custom properties that a sheet sets for the whole page and nowhere else: those another rule sets again may differ from place to place. */
export function tokensOf(css: string): ReadonlyMap<string, string> {
  const all = [...css.matchAll(/(--[\w-]+):\s*([^;{}]+)/g)].map(([, name, value]) => [name ?? '', value?.trim() ?? ''] as const);
  const roots = new Set(
    [...css.matchAll(/:root\)?\{([^{}]*)/g)].flatMap(([, body]) => [...(body ?? '').matchAll(/(--[\w-]+):/g)].map(([, name]) => name ?? '')),
  );
  return new Map(all.filter(([name]) => roots.has(name) && all.filter(([other]) => other === name).length === 1));
}

/** With the values themselves in place of custom properties: where nothing sets them anew, a name is weight without use. */
export function inlined(css: string, values: ReadonlyMap<string, string>): string {
  const plain = (text: string, depth: number): string =>
    text.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => {
      const value = values.get(name);
      return value === undefined || depth > 5 ? whole : plain(value, depth + 1);
    });
  return usedTokens(plain(css, 0));
}

export const isForPaper = (rule: Rule): boolean =>
  (rule.kind === 'block' && rule.head.startsWith('@media print')) || (rule.kind === 'whole' && rule.text.startsWith('@page'));

/** Everything but the rules that begin with one class, for example those of desks. */
export const withoutClass = (rules: readonly Rule[], name: string): string => write(rules, (needs) => !needs.includes(`.${name}`));

function write(rules: readonly Rule[], isWanted: (needs: readonly string[]) => boolean): string {
  return rules
    .map((rule) => {
      if (rule.kind === 'whole') return isWanted([]) ? rule.text : '';
      if (rule.kind === 'block') {
        const inner = write(rule.rules, isWanted);
        return inner === '' ? '' : `${rule.head}{${inner}}`;
      }
      const selectors = rule.selectors.filter((one) => isWanted(one.needs));
      return selectors.length === 0 ? '' : `${selectors.map((one) => one.text).join(',')}{${rule.body}}`;
    })
    .join('');
}

/** Index of the brace that closes the one at `open`. */
function closing(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return css.length;
}

/** 'a,b:is(c,d)' is 'a' and 'b:is(c,d)'. */
function apart(head: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const letter of head) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** Classes, elements and attributes that a selector cannot do without; what stands in brackets only narrows or offers a choice. */
function needsOf(selector: string): readonly string[] {
  let bare = selector;
  for (let former = ''; former !== bare; ) {
    former = bare;
    bare = bare.replace(/\([^()]*\)/g, '');
  }
  bare = bare.replace(/::?[\w-]+/g, '').replace(/#[\w-]+/g, '');
  const attributes = [...bare.matchAll(/(\[[\w-]+)/g)].map(([, name]) => `${name}]`);
  bare = bare.replace(/\[[^\]]*\]/g, '');
  return [...attributes, ...[...bare.matchAll(/(\.[\w-]+)|(?:^|[\s>+~])([a-z][a-z0-9]*)/g)].map(([, name, element]) => name ?? element ?? '')];
}

/** Custom properties of the first sheet that `own` reads and `other` does not have; they give way to every other word about them. */
export function tokensFor(tokens: string, own: string, other: string): string {
  const all = usedTokens(`${tokens}${own}`);
  const more = [...all.slice(0, all.indexOf('}')).matchAll(/(--[\w-]+):[^;{}]+/g)].filter(([, name]) => !other.includes(`${name}:`)).map(([text]) => text);
  return more.length === 0 ? '' : `:where(:root){${more.join(';')}}`;
}
