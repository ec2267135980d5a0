/** The metamodel under which diagrams are read: every attribute stays the text it was, so that writing gives back what was read. */
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import bpmndi from 'bpmn-moddle/resources/bpmn/json/bpmndi.json' with { type: 'json' };
import dc from 'bpmn-moddle/resources/bpmn/json/dc.json' with { type: 'json' };
import di from 'bpmn-moddle/resources/bpmn/json/di.json' with { type: 'json' };
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

type Property = { readonly name: string; readonly type?: string; readonly default?: unknown };
type Package = { readonly types: readonly { readonly properties?: readonly Property[] }[] };

const measured = new Set(['Boolean', 'Integer', 'Real']);

/** Without defaults nothing counts as 'not worth writing'; as texts, 11.0 stays 11.0. */
const verbatim = (model: Package): Package => ({
  ...model,
  types: model.types.map((type) => (type.properties === undefined ? type : { ...type, properties: type.properties.map(asText) })),
});

function asText({ default: _, ...property }: Property): Property {
  return property.type !== undefined && measured.has(property.type) ? { ...property, type: 'String' } : property;
}

export const metamodel: Readonly<Record<string, Package>> = {
  bpmn: verbatim(bpmn),
  bpmndi: verbatim(bpmndi),
  dc: verbatim(dc),
  di: verbatim(di),
  zeebe: verbatim(zeebe),
};
