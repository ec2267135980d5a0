/** `/xac-minh`: anybody checks a paper by the code in its QR or by uploading the file. */
import type { Hono } from 'hono';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { PublicPaper } from '../../kernel/document/document.act.ts';
import { checkUpload, findByCode } from '../../kernel/document/document.act.ts';
import type { Verdict as Checked } from '../../kernel/document/document.ts';
import { reasonOf } from '../../kernel/document/document.ts';
import { brake } from '../brake.ts';
import { readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, sayNo, showPage } from '../request.ts';
import type { Verdict } from './verify.view.ts';
import { verifyPage } from './verify.view.ts';

export function verifyRoutes(app: Hono<WebEnv>, site: Site): void {
  const slow = brake(60, 600);
  app.get('/xac-minh', async (c) => {
    const code = (c.req.query('ma') ?? '').slice(0, 60).trim();
    if (code === '') return show(c, site, '', []);
    const refusal = slow(addressOf(c));
    return refusal === undefined ? byCode(c, site, code) : sayNo(c, site, refusal);
  });
  app.post('/xac-minh', async (c) => {
    const refusal = slow(addressOf(c));
    return refusal === undefined ? byFile(c, site) : sayNo(c, site, refusal);
  });
}

async function byCode(c: Ctx, site: Site, code: string): Promise<Response> {
  const lang = langOf(c);
  const paper = await findByCode(site.world, code);
  const because =
    paper === undefined
      ? lang === 'vi'
        ? 'Hệ thống không phát hành văn bản nào có mã này.'
        : 'No document with this code was issued here.'
      : lang === 'vi'
        ? 'Hệ thống đã phát hành một văn bản có mã này. So nội dung bản in với tệp gốc, hoặc tải tệp lên để kiểm tra chữ ký số.'
        : 'A document with this code was issued here. Compare the print with the file, or upload the file to check its signatures.';
  const verdict: Verdict = {
    state: paper === undefined ? 'unknown' : 'valid',
    because: [because],
    facts: paper === undefined ? [] : factsOf(paper, lang),
    signatures: [],
    subject: code,
  };
  return show(c, site, code, [], verdict);
}

async function byFile(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const posted = await readPost(c, 1);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const file = posted.files.find((one) => one.field === 'tep');
  if (file === undefined)
    return show(c, site, '', [{ name: 'tep', text: lang === 'vi' ? 'Chọn tệp PDF cần kiểm tra.' : 'Choose the PDF file to check.' }], undefined, 422);
  const checked = file.refused !== undefined ? refuse(file.refused) : await checkUpload(site.world, file.bytes);
  if (isRefusal(checked)) return show(c, site, '', [{ name: 'tep', text: sentenceOf(checked, lang) }], undefined, statusOf(checked));
  return show(c, site, '', [], verdictOf(checked.verdict, checked.known, file.name, lang));
}

function verdictOf(checked: Checked, known: PublicPaper | undefined, name: string, lang: Lang): Verdict {
  const kept = lang === 'vi' ? 'Tệp trùng khớp từng bit với bản lưu tại hệ thống.' : 'The file is identical, bit for bit, to the one kept here.';
  return {
    state: checked.verdict,
    because: [checked.reason[lang], ...(known === undefined ? [] : [kept])],
    facts: known === undefined ? [] : factsOf(known, lang),
    signatures: checked.signatures.map((one) => ({
      signer: [...new Set([one.signer, one.organisation])].filter((part) => part !== '').join(', '),
      at: one.at === undefined ? '' : showInstant(one.at, lang),
      state: one.state === 'passed' ? 'valid' : one.state === 'failed' ? 'changed' : 'unknown',
      text: reasonOf(one.code)[lang],
    })),
    subject: name,
  };
}

const factsOf = (paper: PublicPaper, lang: Lang): Verdict['facts'] => [
  { label: lang === 'vi' ? 'Văn bản' : 'Document', value: paper.title },
  { label: lang === 'vi' ? 'Lập lúc' : 'Made at', value: showInstant(paper.at, lang) },
  { label: lang === 'vi' ? 'Chữ ký số' : 'Digital signature', value: paper.signed ? (lang === 'vi' ? 'có' : 'yes') : lang === 'vi' ? 'không' : 'no' },
];

function show(
  c: Ctx,
  site: Site,
  code: string,
  problems: readonly { readonly name: string; readonly text: string }[],
  verdict?: Verdict,
  status = 200,
): Response {
  return showPage(c, verifyPage(frameOf(c, site), { code, problems, ...(verdict === undefined ? {} : { verdict }) }), status);
}
