/** VietQR (EMVCo merchant-presented mode with the NAPAS scheme): a transfer as one line of text, written and read. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';

export type Transfer = {
  /** Bank identification number, 6 digits. */
  readonly bank: string;
  /** Account or card number, 1 to 19 letters and digits. */
  readonly account: string;
  readonly to: 'account' | 'card';
  /** Whole đồng; absent in a code that leaves the amount to the payer. */
  readonly amount?: number;
  /** What the bank statement will say: 1 to 25 characters of plain ASCII. */
  readonly purpose?: string;
};

const scheme = 'A000000727';
const services = { account: 'QRIBFTTA', card: 'QRIBFTTC' } as const;
/** 13 digits: what field 54 holds. */
const most = 9_999_999_999_999;

/** Refuses with 'payment-transfer' what the code cannot carry. */
export function writeVietQr(transfer: Transfer): string | Refusal {
  const { bank, account, amount, purpose } = transfer;
  if (!/^\d{6}$/.test(bank) || !/^[0-9A-Za-z]{1,19}$/.test(account)) return refuse('payment-transfer');
  if (amount !== undefined && (!Number.isSafeInteger(amount) || amount < 1 || amount > most)) return refuse('payment-transfer');
  if (purpose !== undefined && !isPurpose(purpose)) return refuse('payment-transfer');
  const to = tlv('00', scheme) + tlv('01', tlv('00', bank) + tlv('01', account)) + tlv('02', services[transfer.to]);
  const text = [
    tlv('00', '01'),
    tlv('01', amount === undefined ? '11' : '12'),
    tlv('38', to),
    tlv('53', '704'),
    amount === undefined ? '' : tlv('54', String(amount)),
    tlv('58', 'VN'),
    purpose === undefined ? '' : tlv('62', tlv('08', purpose)),
    '6304',
  ].join('');
  return text + crc16(text);
}

/** Reads a code; refuses with 'payment-transfer' what is not VietQR, is cut off, altered, or in another currency. */
export function readVietQr(text: string): Transfer | Refusal {
  // The check sum stands last: four digits after '6304'.
  if (!/6304[0-9A-F]{4}$/.test(text) || crc16(text.slice(0, -4)) !== text.slice(-4)) return refuse('payment-transfer');
  const fields = readTlv(text);
  const to = readTlv(fields?.get('38') ?? '');
  const beneficiary = readTlv(to?.get('01') ?? '');
  const service = Object.entries(services).find(([, code]) => code === to?.get('02'))?.[0];
  if (fields?.get('00') !== '01' || fields.get('53') !== '704' || fields.get('58') !== 'VN' || to?.get('00') !== scheme || service === undefined)
    return refuse('payment-transfer');
  const amount = fields.get('54');
  const isDynamic = fields.get('01') === '12';
  // Written otherwise, '01000' or '1e3', an amount would not be read as it is shown.
  if ((amount !== undefined && !/^[1-9]\d{0,12}$/.test(amount)) || isDynamic !== (amount !== undefined)) return refuse('payment-transfer');
  const purpose = fields.has('62') ? readTlv(fields.get('62') ?? '')?.get('08') : undefined;
  const transfer: Transfer = {
    bank: beneficiary?.get('00') ?? '',
    account: beneficiary?.get('01') ?? '',
    to: service === 'card' ? 'card' : 'account',
    ...(amount === undefined ? {} : { amount: Number(amount) }),
    ...(purpose === undefined ? {} : { purpose }),
  };
  const again = writeVietQr(transfer);
  return isRefusal(again) ? again : transfer;
}

/** Banks keep letters without accents, digits and a few signs. */
const isPurpose = (text: string): boolean => /^[\x20-\x7e]{1,25}$/.test(text);

const tlv = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`;

/** Fields by id; undefined when a length does not fit or an id comes twice. */
function readTlv(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const head = /^(\d{2})(\d{2})/.exec(text.slice(at, at + 4));
    const [id = '', length = ''] = [head?.[1], head?.[2]];
    const end = at + 4 + Number(length);
    if (head === null || end > text.length || fields.has(id)) return undefined;
    fields.set(id, text.slice(at + 4, end));
    at = end;
  }
  return fields;
}

/** CRC-16/CCITT-FALSE: polynomial 1021, begins with FFFF, nothing reflected; 4 upper-case hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= (text.charCodeAt(index) & 0xff) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? (crc << 1) & 0xffff : ((crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
