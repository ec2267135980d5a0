/** Two people and one case, each on an own phone: one files, the other reads her part and agrees. */
import assert from 'node:assert/strict';
import type { Screen, Stage } from '../../kit/browser.ts';
import { declare, textOf, throughForm } from '../../kit/browser.ts';
import { overflowOf } from '../../kit/gallery.ts';
import { applicant, moving, owned, proof, service, wife } from '../../kit/joint.ts';
import { anXuan, receive } from '../../kit/walk.ts';

export async function agreedByTwo(stage: Stage, screen: Screen): Promise<void> {
  const { site } = stage;
  const his = await stage.enter(screen, applicant);
  await his.goto(`${site.url}/nop/${service}`);
  await throughForm(his, { ...owned, ...moving }, [{ field: proof.field, name: proof.name, mimeType: 'application/pdf', buffer: Buffer.from(proof.bytes) }]);
  assert.match(await textOf(his, 'main'), /chờ những người này đồng ý.*Trần Thị Bích/s);
  const tracking = await declare(his);
  assert.match(await textOf(his, 'main'), /Chờ đồng ý.*Trần Thị Bích/s);

  const hers = await stage.enter(screen, wife);
  await hers.goto(`${site.url}/toi`);
  await hers.locator('a[href="/toi/dong-y"]').click();
  await hers.locator('.list a.t').first().click();
  await hers.waitForURL(/\/toi\/dong-y\/[0-9a-f-]{36}$/);
  assert.match(await textOf(hers, 'main'), /12 đường Hư Cấu.*Tôi đồng ý chuyển nơi thường trú/s);
  assert.equal(await overflowOf(hers), 0);
  // Without the tick nothing is said, and the page says why.
  await hers.locator('button[value=agreed]').click();
  await hers.locator('.errors').waitFor();
  await hers.locator('input[type=checkbox][name^="read."]').check();
  await hers.locator('button[value=agreed]').click();
  await hers.waitForURL(/xong=agreed/);
  assert.match(await textOf(hers, 'main'), /Đã ghi nhận ông\/bà đồng ý.*Đã đồng ý/s);

  await receive(await site.as(anXuan.receptionist), tracking);
  await hers.goto(hers.url().split('?')[0] ?? '');
  assert.match(await textOf(hers, 'main'), /câu trả lời giữ nguyên.*Thẩm tra, xác minh chỗ ở/s);
  await his.goto(`${site.url}/ho-so-cua-toi`);
  await his.locator('.list > li a.t', { hasText: 'Đăng ký thường trú' }).first().click();
  assert.match(await textOf(his, 'main'), /Trần Thị Bích.*Đã đồng ý.*Bằng tài khoản của mình/s);
}
