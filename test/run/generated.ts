/** Reference pages made from the code, and the numbers of the READMEs, so that they cannot drift: what each file should hold. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusals } from '../../src/base/refusal.ts';
import { configDoc, describeSettings, home } from '../../src/main/config.ts';
import { schemaFile } from '../../src/main/migrate.ts';
import { dataModelPage } from './data-model.ts';
import { numberPages } from './numbers.ts';
import type { Page } from './page.ts';

export const generatedPages = (): readonly Page[] => [
  { path: join(home, 'docs', 'reference', 'data-model.md'), text: dataModelPage(existsSync(schemaFile) ? readFileSync(schemaFile, 'utf8') : '') },
  { path: configDoc, text: configPage() },
  { path: join(home, 'docs', 'reference', 'refusals.md'), text: refusalPage() },
  ...numberPages(),
];

const configPage = (): string => `# Settings
Read once at the start from the environment, checked, and frozen; a wrong one ends the start with a sentence. This table is compared with \`src/main/config.ts\` by a test.

${describeSettings()}
`;

function refusalPage(): string {
  const rows = Object.entries(refusals).map(([code, { http, vi, en }]) => `| \`${code}\` | ${http} | ${vi} | ${en} |`);
  return `# Refusals
Every way in which the platform says no. The API answers them as problem details (RFC 9457) with the code in \`code\`; pages show the sentence. This table is compared with \`src/base/refusal.ts\` by a test.

| code | HTTP | Vietnamese | English |
|---|---|---|---|
${rows.join('\n')}
`;
}
