// The walls of the house (docs/tour.md): who may import whom. Changed only with an ADR.
const floors = ['base', 'engine', 'pack', 'db', 'kernel', '(?:gate|web|api|cli)', 'main'];
const rooms = ['ledger', 'org', 'person', 'access', 'job', 'rollout', 'document', 'register', 'case', 'payment', 'notice', 'exchange', 'indicator', 'voice'];
const handsOn = '(?:\\.(act|store|route|test)|kernel/world)\\.ts$';
// engine/form/holds and empty are further doors of the form room: they run in the page too, and the whole room would weigh 230 KB there (ADR 0015).
const door = '^src/(?:kernel/(?:permit|mint|world)|engine/form/(?:holds|empty)|(?:engine|kernel)/([^/]+)/\\1(?:\\.act)?)\\.ts$';
const pureParts = 'bpmn-moddle|zeebe-bpmn-moddle|saxen|decimal\\.js|re2js|uqr|d3-scale|d3-shape|hono/dist/helper/html'; // npm packages that thinking may use; adding one needs an ADR
const later = (list, i) => `(?:${list.slice(i + 1).join('|')})`;
const never = (name, from, to) => ({ name, severity: 'error', from, to });
module.exports = {
  forbidden: [
    ...floors.slice(0, -1).map((f, i) => never(`floor-${f}-looks-up`, { path: `^src/${f}/` }, { path: `^src/${later(floors, i)}/` })),
    ...rooms.slice(0, -1).map((r, i) => never(`room-${r}-looks-ahead`, { path: `^src/kernel/${r}/` }, { path: `^src/kernel/${later(rooms, i)}/` })),
    never('rims-are-blind', { path: '^src/(gate|web|api|cli)/' }, { path: '^src/(?:gate|web|api|cli)/', pathNot: '^src/$1/' }),
    never('enter-by-a-door', { path: '^src/([^/]+/[^/]+)/' }, { path: '^src/(?:engine|kernel)/', pathNot: ['^src/$1/', door] }),
    never('enter-by-a-door', { path: '^src/[^/]+/[^/]+$' }, { path: '^src/(?:engine|kernel)/', pathNot: door }),
    never('store-only-from-act', { pathNot: '\\.(act|store|test)\\.ts$' }, { path: '\\.store\\.ts$' }),
    never('pure-reaches-no-sql', { path: '^src/(base|engine|pack|kernel)/|\\.view\\.ts$', pathNot: handsOn }, { path: '\\.store\\.ts$|^src/(?:db|gate)/', reachable: true }),
    never('pure-uses-no-node', { path: '^src/(base|engine|pack|kernel)/|\\.view\\.ts$', pathNot: handsOn }, { dependencyTypes: ['core'] }),
    never('pure-packages-are-listed', { path: '^src/(base|engine|pack|kernel)/|\\.view\\.ts$', pathNot: handsOn }, { dependencyTypes: ['npm', 'npm-dev'], pathNot: `node_modules/(?:${pureParts})/` }),
    never('only-access-mints', { pathNot: '^src/kernel/access/' }, { path: '^src/kernel/mint\\.ts$' }),
    never('no-cycle', {}, { circular: true }),
    never('no-unresolved', {}, { couldNotResolve: true }),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], mainFields: ['module', 'main'] },
  },
};
