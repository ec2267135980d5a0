/** E-mail over SMTP. The message id is made from the key, so that a mail sent twice is one mail for its reader. */
import type { Transporter } from 'nodemailer';
import type { MessageGate, Taken } from '../kernel/notice/notice.ts';

export type MailSettings = {
  /** 'smtps://user:password@mail.example.vn', or 'smtp://' with STARTTLS. */
  readonly url: string;
  /** Who it comes from: 'Cổng dịch vụ công <khong-tra-loi@example.vn>'. */
  readonly from: string;
};

const patienceMs = 5_000;

export function openMail(settings: MailSettings): MessageGate {
  const url = new URL(settings.url);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const isSecure = url.protocol === 'smtps:';
  let transport: Promise<Transporter> | undefined;
  // Loaded with the first message: most starts send none.
  const opened = async (): Promise<Transporter> =>
    (await import('nodemailer')).default.createTransport({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
      secure: isSecure,
      // Only a server on this very machine may be spoken to in the clear.
      requireTLS: !isSecure && !isLocal,
      ignoreTLS: !isSecure && isLocal,
      ...(url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  const host = settings.from.match(/@([A-Za-z0-9.-]+)/)?.[1] ?? 'localhost';
  return {
    send: async ({ key, to, title, text, link }) => {
      try {
        transport ??= opened();
        await (await transport).sendMail({
          from: settings.from,
          to: { name: '', address: to },
          subject: title,
          text: `${text}\n\n${link}\n`,
          messageId: `<${key}@${host}>`,
          // Answering machines leave such mail alone (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { is: 'taken' };
      } catch (fault) {
        return verdictOf(fault);
      }
    },
  };
}

/** 5xx means never (RFC 5321 section 4.2.1), anything else means later. */
function verdictOf(fault: unknown): Taken {
  const code = fault instanceof Error && 'responseCode' in fault && typeof fault.responseCode === 'number' ? fault.responseCode : 0;
  // A refused sign-in or sender is our own setting, not this person's address.
  const isAboutAddress = fault instanceof Error && 'command' in fault && (fault.command === 'RCPT TO' || fault.command === 'DATA');
  return code >= 500 && isAboutAddress ? { is: 'refused', why: `smtp-${code}` } : { is: 'away', why: code === 0 ? 'no-answer' : `smtp-${code}` };
}
