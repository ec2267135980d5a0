/** `/quan-tri`: people, posts, passkeys, tokens, packs and the health of the machine. */

import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { dueChip, errorSummary, hidden, note, options } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html } from '../parts/html.ts';
import type { Choice, Due, FieldProblem, Link } from '../parts/shape.ts';

export type AdminView = {
  readonly people: readonly AdminPerson[];
  readonly total: number;
  readonly query: string;
  readonly health: readonly HealthLine[];
  readonly packs: readonly {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly units: string;
    readonly due: Due;
    readonly findings: readonly string[];
  }[];
  readonly tokens: readonly {
    readonly name: string;
    readonly rights: string;
    readonly until: string;
    readonly revoke?: { readonly action: string; readonly key: string };
  }[];
  /** A secret shown once: an invitation link or a token. */
  readonly once?: { readonly title: string; readonly text: string; readonly secret: string };
  /** New person: fields `name`, `unit`, `role`. */
  readonly invite: {
    readonly action: string;
    readonly key: string;
    readonly units: readonly Choice[];
    readonly roles: readonly Choice[];
    readonly problems: readonly FieldProblem[];
  };
  /** New token: fields `name`, `person`, `right` (several). */
  readonly token?: {
    readonly action: string;
    readonly key: string;
    readonly people: readonly Choice[];
    readonly rights: readonly Choice[];
    readonly problem?: string;
  };
  readonly done?: string;
};

export type AdminPerson = {
  readonly name: string;
  readonly unit: string;
  readonly roles: string;
  readonly passkeys: number;
  /** 'hôm nay 08:05' or 'chưa đăng nhập'. */
  readonly seen: string;
  /** Recovery needs a second person: asked here by one; absent while it waits to be confirmed by another one elsewhere. */
  readonly recover?: { readonly action: string; readonly key: string };
};

export type HealthLine = { readonly due: Due; readonly name: string; readonly text: string; readonly repair?: string; readonly link?: Link };

export function adminPage(frame: Frame, view: AdminView): Html {
  const say = wordsOf(frame.lang);
  const once =
    view.once === undefined ? '' : note({ tone: 'sap', title: view.once.title, text: html`${view.once.text}<code class="secret">${view.once.secret}</code>` });
  const body = html`<div class="wrap wide"><h1>${say('nav.admin')}</h1>${errorSummary(say, view.invite.problems)}${view.done === undefined ? '' : note({ tone: 'han', title: view.done, role: 'status' })}${once}<div class="board">${health(view, say)}${packs(view, say)}${people(view, say)}${invite(view, say)}${tokens(view, say)}</div></div>`;
  return page(frame, { kind: 'desk', title: say('nav.admin'), nav: 'admin', main: '', failed: view.invite.problems.length > 0, body, script: 'desk' });
}

function health(view: AdminView, say: Say): Html {
  const line = (one: HealthLine) =>
    html`<li><p class="head"><b>${one.name}</b>${dueChip(one.due)}</p><p class="small muted">${one.text}</p>${one.repair === undefined ? '' : html`<p class="small">${one.repair}</p>`}${one.link === undefined ? '' : html`<p class="small"><a href="${one.link.href}">${one.link.text}</a></p>`}</li>`;
  return html`<section class="sec"><h2>${say('admin.health')}</h2><ul class="list">${view.health.map(line)}</ul></section>`;
}

function packs(view: AdminView, say: Say): Html {
  const line = (one: AdminView['packs'][number]) =>
    html`<li><p class="head"><b>${one.title}</b>${dueChip(one.due)}</p><p class="small muted num">${one.id} ${one.version} · ${one.units}</p>${one.findings.map((finding) => html`<p class="small">${finding}</p>`)}</li>`;
  return html`<section class="sec"><h2>${say('admin.packs')}</h2><ul class="list">${view.packs.map(line)}</ul></section>`;
}

function people(view: AdminView, say: Say): Html {
  const recover = (one: AdminPerson) =>
    one.recover === undefined
      ? html`<span class="small muted">${say('admin.unconfirmed')}</span>`
      : html`<form method="post" action="${one.recover.action}">${hidden('_key', one.recover.key)}<button class="btn">${say('admin.recover')}<span class="vh"> ${one.name}</span></button></form>`;
  const row = (one: AdminPerson) =>
    html`<tr><td class="c1"><b>${one.name}</b><small>${one.unit}</small></td><td class="c2">${one.roles}</td><td class="end">${one.passkeys}</td><td class="c3">${one.seen}</td><td class="c5 end">${recover(one)}</td></tr>`;
  const head = html`<thead><tr><th scope="col">${say('admin.name')}</th><th scope="col">${say('admin.roles')}</th><th scope="col" class="end">${say('admin.passkeys')}</th><th scope="col">${say('admin.seen')}</th><th scope="col"><span class="vh">${say('case.deeds')}</span></th></tr></thead>`;
  return html`<section class="sec all"><div class="head"><h2>${say('admin.people')} <span class="muted num">${view.total}</span></h2><form class="tools" role="search"><label class="vh" for="q">${say('admin.find')}</label><input id="q" name="q" type="search" value="${view.query}" placeholder="${say('admin.find')}"><button class="btn">${say('home.search')}</button></form></div><div class="qbox"><table class="grid cards">${head}<tbody>${view.people.map(row)}</tbody></table></div></section>`;
}

function invite(view: AdminView, say: Say): Html {
  const { invite: form } = view;
  const box = (name: string, label: string, control: (id: string, extra: Html | '') => Html) => {
    const id = fieldId(name);
    const problem = form.problems.find((one) => one.name === name)?.text;
    return html`<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${label}</label>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}${control(id, problem === undefined ? '' : html` aria-invalid="true" aria-describedby="${id}-e"`)}</div>`;
  };
  return html`<section class="sec"><h2>${say('admin.invite')}</h2><form method="post" action="${form.action}" novalidate>${hidden('_key', form.key)}${box('name', say('admin.name'), (id, extra) => html`<input id="${id}" name="name" autocomplete="off"${extra}>`)}${box('unit', say('admin.unit'), (id, extra) => html`<select id="${id}" name="unit"${extra}>${options(form.units, '')}</select>`)}${box('role', say('admin.role'), (id, extra) => html`<select id="${id}" name="role"${extra}>${options(form.roles, '')}</select>`)}<p class="btns"><button class="btn go">${say('admin.inviteGo')}</button></p></form></section>`;
}

function tokens(view: AdminView, say: Say): Html {
  const line = (one: AdminView['tokens'][number]) =>
    html`<li class="head"><div><b>${one.name}</b><p class="small muted">${one.rights} · ${one.until}</p></div>${one.revoke === undefined ? '' : html`<form method="post" action="${one.revoke.action}">${hidden('_key', one.revoke.key)}<button class="btn">${say('admin.revoke')}<span class="vh"> ${one.name}</span></button></form>`}</li>`;
  const list = view.tokens.length === 0 ? html`<p class="small muted">${say('admin.noTokens')}</p>` : html`<ul class="list">${view.tokens.map(line)}</ul>`;
  const problem = view.token?.problem === undefined ? '' : note({ tone: 'qua', title: view.token.problem, role: 'alert' });
  const form =
    view.token === undefined
      ? ''
      : html`<form method="post" action="${view.token.action}">${hidden('_key', view.token.key)}<div class="field"><label for="tk-name">${say('admin.tokenName')}</label><input id="tk-name" name="name" autocomplete="off" required></div><div class="field"><label for="tk-person">${say('admin.tokenPerson')}</label><select id="tk-person" name="person">${options(view.token.people, '')}</select></div><fieldset class="field"><legend>${say('admin.rights')}</legend><div class="pick down">${view.token.rights.map((one) => html`<label><input type="checkbox" name="right" value="${one.value}"><span>${one.text}</span></label>`)}</div></fieldset><p class="btns"><button class="btn">${say('admin.tokenGo')}</button></p></form>`;
  return html`<section class="sec"><h2>${say('admin.tokens')}</h2>${problem}${list}${form}</section>`;
}
