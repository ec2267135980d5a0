/** Answers that anybody may keep and ask for again: the same content is said in a few bytes. */
import { createHash } from 'node:crypto';
import type { Ctx } from '../request.ts';

export function tagged(c: Ctx, body: string, type: string, more: Readonly<Record<string, string>> = {}): Response {
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  // Weak: the same words may travel packed in several ways.
  const headers = { ETag: `W/"${tag}"`, 'Cache-Control': 'public, max-age=60', ...more };
  const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(`"${tag}"`) || known.includes('*')) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, 'Content-Type': type });
}
