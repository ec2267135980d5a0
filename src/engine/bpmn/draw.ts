/** Short ways to write BPMN XML, for tests, examples and generated processes. */

const namespaces = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:cuaso="https://cuaso.vn/bpmn/1"',
].join(' ');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A file with one executable process 'p'. `roots` are messages, signals, errors and further processes. */
export const drawn = (body: string, roots = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<definitions ${namespaces} id="definitions" targetNamespace="https://cuaso.vn/packs">${roots}<process id="p" isExecutable="true">${body}</process></definitions>`;

/** Sequence flows: 's > a > b', or 'g > b if amount > 5'. A flow is named after its ends: 's-a'. */
export const flows = (...lines: readonly string[]): string => lines.map(flowsOf).join('');

function flowsOf(line: string): string {
  const [path = '', condition] = line.split(' if ');
  const stops = path.split('>').map((stop) => stop.trim());
  const inner = condition === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">=${escaped(condition)}</conditionExpression>`;
  return stops
    .slice(1)
    .map((to, index) => `<sequenceFlow id="${stops[index]}-${to}" sourceRef="${stops[index]}" targetRef="${to}">${inner}</sequenceFlow>`)
    .join('');
}

/** Extension elements. */
export const more = (...elements: readonly string[]): string => `<extensionElements>${elements.join('')}</extensionElements>`;

/** A user task for the role 'officer'; `inner` comes behind its extension elements. */
export const userTask = (id: string, inner = '', extensions = ''): string =>
  `<userTask id="${id}" name="${id}">${more('<zeebe:assignmentDefinition candidateGroups="officer" />', extensions)}${inner}</userTask>`;

/** A FEEL script that writes one variable. */
export const script = (id: string, result: string, expression: string): string =>
  `<scriptTask id="${id}">${more(`<zeebe:script expression="=${escaped(expression)}" resultVariable="${result}" />`)}</scriptTask>`;

export const events = (kind: 'startEvent' | 'endEvent', ...ids: readonly string[]): string => ids.map((id) => `<${kind} id="${id}" />`).join('');
