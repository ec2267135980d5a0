/** `/quan-tri`: people, posts, passkeys, tokens, packs and the health of the machine. */
import type { DueState, FieldProblem, Link } from '../parts/shape.ts';
import type { Choice } from '../parts/shape.ts';

export type AdminView = {
  readonly people: readonly AdminPerson[];
  readonly total: number;
  readonly query: string;
  readonly health: readonly HealthLine[];
  readonly packs: readonly { readonly id: string; readonly title: string; readonly version: string; readonly units: string; readonly due: { readonly state: DueState; readonly text: string }; readonly findings: readonly string[] }[];
  readonly tokens: readonly { readonly name: string; readonly rights: string; readonly until: string; readonly revoke?: { readonly action: string; readonly key: string } }[];
  /** A secret shown once: an invitation link or a token. */
  readonly once?: { readonly title: string; readonly text: string; readonly secret: string };
  /** New person: fields `name`, `unit`, `role`. */
  readonly invite: { readonly action: string; readonly key: string; readonly units: readonly Choice[]; readonly roles: readonly Choice[]; readonly problems: readonly FieldProblem[] };
  /** New token: fields `name`, `right`. */
  readonly token?: { readonly action: string; readonly key: string; readonly rights: readonly Choice[] };
  readonly done?: string;
};

export type AdminPerson = {
  readonly name: string;
  readonly unit: string;
  readonly roles: string;
  readonly passkeys: number;
  /** 'hôm nay 08:05' or 'chưa đăng nhập'. */
  readonly seen: string;
  /** Recovery needs a second person: asked by one, confirmed by another. */
  readonly recover?: { readonly action: string; readonly key: string; readonly confirm: boolean };
  readonly links: readonly Link[];
};

export type HealthLine = { readonly state: DueState; readonly name: string; readonly text: string; readonly repair?: string };
