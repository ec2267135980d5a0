/** Every decision, knowledge model and service of linked files made ready to run. */
import type { Finding } from '../../base/finding.ts';
import type { Expression, FeelContext, FeelFunction } from '../feel/feel.ts';
import type { Place } from './boxed.ts';
import { compileBoxed, functionOf } from './boxed.ts';
import type { Fit, Home, Types } from './item.ts';
import { fitOf, knownType, localTypes, resultFit, typesOf } from './item.ts';
import type { Linked } from './link.ts';
import { fieldNames, linkAll } from './link.ts';
import type { DrgElement, Table } from './model.ts';
import type { Session, Work } from './session.ts';
import type { CompiledTable } from './table.ts';
import { compileTable, tableWork } from './table.ts';

/** An expression with its line and the names it may use. */
export type Collected = { readonly expression: Expression; readonly line: number; readonly names: readonly string[] };

/** An element ready to run. */
export type Ready = Linked & {
  /** The type its variable declares; undefined for any. */
  readonly fit: Fit | undefined;
  /** Of a decision. */
  readonly work: Work | undefined;
  /** Of a business knowledge model. */
  readonly make: ((scope: FeelContext, session: Session) => FeelFunction | null) | undefined;
  readonly expressions: readonly Collected[];
  readonly tables: readonly CompiledTable[];
};
export type Compiled = { readonly homes: readonly Home[]; readonly types: Types; readonly elements: ReadonlyMap<DrgElement, Ready> };

export function compileAll(homes: readonly Home[], note: (finding: Finding) => void): Compiled {
  const types = typesOf(homes, note);
  const fields = fieldNames(homes);
  const elements = new Map<DrgElement, Ready>();
  for (const linked of linkAll(homes, note)) elements.set(linked.element, ready(linked, { homes, types, fields, note }));
  return { homes, types, elements };
}

type Shared = { readonly homes: readonly Home[]; readonly types: Types; readonly fields: readonly string[]; readonly note: (finding: Finding) => void };

function ready(linked: Linked, shared: Shared): Ready {
  const { element, home } = linked;
  const expressions: Collected[] = [];
  const tables: CompiledTable[] = [];
  const place = placeOf(
    linked,
    shared,
    (expression, inside, line) => expressions.push({ expression, line, names: inside.names }),
    (table) => tables.push(table),
  );
  const { type } = element.variable;
  if (!knownType(shared.types, home.definitions, type))
    place.report(element.line, 'unknown-type', `There is no type '${type}'.`, 'Define the type or correct its name.', 'warning');
  const fit = fitOf(shared.types, home.definitions, type, element.variable.name);
  const returns = resultFit(shared.types, fit, element.variable.name);
  const { logic } = element.is === 'decision' || element.is === 'knowledge' ? element : { logic: undefined };
  if (element.is === 'decision' && logic === undefined)
    place.report(element.line, 'no-logic', `'${element.name}' has no decision logic.`, 'Give it an expression or a table.', 'warning');
  return {
    ...linked,
    fit: element.is === 'service' ? returns : fit,
    work: element.is === 'decision' && logic !== undefined ? compileBoxed(logic, place) : undefined,
    make: element.is === 'knowledge' && logic?.is === 'function' ? functionOf(logic, place, returns) : undefined,
    expressions,
    tables,
  };
}

function placeOf(linked: Linked, shared: Shared, collect: Place['collect'], collectTable: (table: CompiledTable) => void): Place {
  const { element, home } = linked;
  const own = element.is === 'knowledge' ? [element.variable.name] : [];
  return {
    owner: element.name,
    names: [...linked.requires.map(({ path }) => path[0] ?? ''), ...own],
    fields: shared.fields,
    types: localTypes(shared.types, home.definitions, shared.homes),
    fitOf: (type, what) => fitOf(shared.types, home.definitions, type, what),
    report: (line, code, message, repair, level = 'error') =>
      shared.note({ file: home.file, element: element.id || element.name, code, message, repair, line, level }),
    collect,
    table: (table: Table, place: Place) => {
      const compiled = compileTable(table, place);
      collectTable(compiled);
      return tableWork(compiled);
    },
  };
}
