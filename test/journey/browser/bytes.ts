/** Budgets on the wire, as Chromium counts them: requests, and bytes received with their headers, on an empty cache. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { declare, throughForm } from '../../kit/browser.ts';
import { crowdQueue } from '../../kit/crowd.ts';
import type { Sample } from '../../kit/walk.ts';
import { anXuan, apply, birth, copies, receive } from '../../kit/walk.ts';

type Wire = { readonly requests: number; readonly bytes: number; readonly what: readonly string[] };

/** Everything that comes over the line from now on. */
async function listen(page: Page): Promise<() => Promise<Wire>> {
  const line = await page.context().newCDPSession(page);
  const asked = new Map<string, string>();
  const got = new Map<string, number>();
  await line.send('Network.enable');
  line.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    if (request.url.startsWith('data:')) return;
    const name = `${request.method} ${new URL(request.url).pathname}`;
    asked.set(redirectResponse === undefined ? requestId : `${requestId} ${name}`, name);
  });
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void got.set(requestId, encodedDataLength));
  return async () => {
    await page.waitForLoadState('networkidle');
    const bytes = [...got.values()].reduce((sum, one) => sum + one, 0);
    return { requests: asked.size, bytes, what: [...asked].map(([id, name]) => `${name} ${got.get(id) ?? 'redirect'}`) };
  };
}

function within(name: string, wire: Wire, most: { readonly bytes: number; readonly requests: number }): void {
  assert.ok(
    wire.bytes > 1000 && wire.bytes <= most.bytes && wire.requests <= most.requests,
    `${name}: ${wire.requests} requests, ${wire.bytes} bytes: ${wire.what.join(', ')}`,
  );
}

/** Filing without photographs, from the form to the receipt. */
async function application(stage: Stage, sample: Sample, script: 'on' | 'off'): Promise<void> {
  const page = await stage.enter({ width: 360, script }, 'cong-dan-an');
  const wire = await listen(page);
  await page.goto(`${stage.site.url}/nop/${sample.pack}`);
  const { '_counter.birth-proof': _, ...answers } = sample.answers;
  await throughForm(page, sample === birth ? { ...answers, '_counter.birth-proof': 'true' } : answers);
  await declare(page);
  within(`application ${sample.pack}, scripts ${script}`, await wire(), { bytes: 19_700, requests: 4 });
}

export async function bytes(stage: Stage): Promise<void> {
  const { site } = stage;
  const home = await stage.enter({ width: 360 });
  const first = await listen(home);
  await home.goto(`${site.url}/`);
  within('first page', await first(), { bytes: 14 * 1024, requests: 1 });

  for (const sample of [birth, copies]) for (const script of ['on', 'off'] as const) await application(stage, sample, script);

  const code = await receive(await site.as(anXuan.receptionist), await apply(await site.as('cong-dan-an'), birth));
  const visitor = await stage.enter({ width: 360 });
  const lookUp = await listen(visitor);
  await visitor.goto(`${site.url}/tra-cuu`);
  await visitor.locator('[name=ma]').fill(code);
  await visitor.locator('[name=so_cuoi]').fill('2768');
  await visitor.locator('main .btn.go').click();
  await visitor.locator('.line').waitFor();
  within('look-up by code', await lookUp(), { bytes: 12_000, requests: 3 });
  const lookAgain = await listen(visitor);
  await visitor.locator('[name=ma]').fill(code);
  await visitor.locator('[name=so_cuoi]').fill('2768');
  await visitor.evaluate("document.querySelector('.line').remove()");
  await visitor.locator('main .btn.go').last().click();
  await visitor.locator('.line').waitFor();
  within('look-up by code, warm', await lookAgain(), { bytes: 2_000, requests: 1 });

  await site.world.work();
  await crowdQueue(site.world.database.owner);
  const officer = await stage.enter({ width: 1366 }, anXuan.officer);
  const cold = await listen(officer);
  await officer.goto(`${site.url}/ban-lam-viec`);
  assert.equal(await officer.locator('.grid tbody tr').count(), 50);
  within('queue of 50, cold', await cold(), { bytes: 60_000, requests: 3 });
  const again = await listen(officer);
  await officer.goto(`${site.url}/ban-lam-viec?tab=xu-ly`);
  within('queue of 50, warm', await again(), { bytes: 8_000, requests: 3 });
}
