/** Reads a mail as the sample mail server received it: enough to show it, no more. */

export type ReadMail = { readonly key: string; readonly text: string; readonly link?: string };

export function mailOf(raw: string): ReadMail {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const header = (name: string): string =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const body = decodeBody(rest.join('\n\n'), header('content-transfer-encoding').toLowerCase());
  const link = /https?:\/\/\S+/.exec(body)?.[0];
  const text = `${decodeWords(header('subject'))}: ${body.replace(/https?:\/\/\S+/g, '').trim()}`;
  return { key: header('message-id').replace(/[<>]/g, ''), text, ...(link === undefined ? {} : { link }) };
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? fromQuoted(body.replace(/=\r?\n/g, '')) : body;
}

/** '=?UTF-8?Q?...?=' (RFC 2047); blanks between two encoded words are no part of the text. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : fromQuoted(word.replaceAll('_', ' ')),
    );

const fromQuoted = (text: string): string => {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const hex = /^=([0-9A-F]{2})/i.exec(text.slice(index, index + 3))?.[1];
    if (hex === undefined) bytes.push(...Buffer.from(text[index] ?? '', 'utf8'));
    else {
      bytes.push(Number.parseInt(hex, 16));
      index += 2;
    }
  }
  return Buffer.from(bytes).toString('utf8');
};
