/** `./cuaso check`: format and lint, types of both projects, walls, pure tests. Under a minute on two cores. */
import { conclude } from './conclude.ts';
import { findTests } from './files.ts';
import { runStage } from './stage.ts';
import type { Outcome } from './step.ts';
import { noCounts, runNode, tell } from './step.ts';
import { checkWalls } from './walls.ts';

// By path: two packages claim the name tsc, and which one wins depends on the order of their names.
const tsc = 'node_modules/typescript-7/bin/tsc';

/** Prints the closing line; true when all is green. */
export async function checkAll(): Promise<boolean> {
  const begun = performance.now();
  return conclude(await check(), (performance.now() - begun) / 1000);
}

export async function check(): Promise<readonly Outcome[]> {
  // The tests keep one core busy, the tools the other.
  const [tools, pure] = await Promise.all([runTools(), runStage({ name: 'pure tests', files: findTests().pure, how: 'together' })]);
  return [...tools, pure];
}

async function runTools(): Promise<readonly Outcome[]> {
  return [
    await runTool('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--diagnostic-level=warn']),
    await runTool('types', [tsc, '-p', '.', '--pretty', 'false']),
    await runTool('types of the browser part', [tsc, '-p', 'src/web/browser', '--pretty', 'false']),
    await checkWalls(),
  ];
}

async function runTool(name: string, args: readonly string[]): Promise<Outcome> {
  const { code, seconds } = await runNode({ name, args, isQuiet: true });
  return tell({ name, isGood: code === 0, seconds, counts: noCounts });
}
