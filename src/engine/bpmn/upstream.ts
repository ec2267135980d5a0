/** Which elements lie upstream of a join: known once the diagram is read, so that a join costs little when tokens move. */
import type { Element, Flow, InclusiveGateway } from './process.ts';

/** For each incoming flow of the gateway: all elements from which a token can reach that flow without passing the gateway. */
export function upstreamOf(
  gateway: InclusiveGateway,
  elements: ReadonlyMap<string, Element>,
  flows: ReadonlyMap<string, Flow>,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(gateway.incoming.map((flow) => [flow, reaching(flows.get(flow)?.from, gateway.id, elements, flows)]));
}

function reaching(from: string | undefined, without: string, elements: ReadonlyMap<string, Element>, flows: ReadonlyMap<string, Flow>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = from === undefined ? [] : [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === without || found.has(id)) continue;
    found.add(id);
    open.push(...before(id, elements, flows));
  }
  return found;
}

/** Where a token can have been just before: behind a flow, in the host of a boundary event, at the other end of a link. */
function before(id: string, elements: ReadonlyMap<string, Element>, flows: ReadonlyMap<string, Flow>): readonly string[] {
  const element = elements.get(id);
  if (element === undefined) return [];
  if (element.kind === 'boundary') return [element.attachedTo];
  const links =
    element.kind === 'link'
      ? elements
          .values()
          .filter((one) => one.kind === 'link' && one.target === id)
          .map((one) => one.id)
          .toArray()
      : [];
  return [...links, ...element.incoming.flatMap((flow) => flows.get(flow)?.from ?? [])];
}
