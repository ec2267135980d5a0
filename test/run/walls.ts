/** The wall checker, and the check that it looked at everything: it says 'no violations' also when it could read nothing. */
import { globSync } from 'node:fs';
import { home } from '../../src/main/config.ts';
import type { Outcome } from './step.ts';
import { noCounts, runNode, tell } from './step.ts';

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };
type Cruise = { readonly summary: { readonly violations: readonly Violation[]; readonly totalCruised: number } };

export async function checkWalls(): Promise<Outcome> {
  const name = 'walls';
  const args = ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { seconds, output } = await runNode({ name, args, isQuiet: true });
  const start = output.indexOf('{');
  const read = start < 0 ? undefined : (JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)) as Cruise);
  const files = globSync('src/**/*.ts', { cwd: home }).length;
  const violations = read?.summary.violations ?? [];
  for (const { rule, from, to } of violations) process.stderr.write(`  ${rule.name}: ${from} -> ${to}\n`);
  const seen = read?.summary.totalCruised ?? 0;
  if (seen < files) process.stderr.write(`  the wall checker read ${seen} of ${files} files\n`);
  return tell({ name, isGood: violations.length === 0 && seen >= files, seconds, counts: noCounts });
}
