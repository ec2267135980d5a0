/** docs/reference/data-model.md: what each table is for and how personal its contents are, beside the columns of src/db/schema.sql. */

/** open: anybody may know. internal: about the work. personal, sensitive: about a person, sensitive when law or custom protects it further. secret: keys and hashes of keys. */
type Class = 'open' | 'internal' | 'personal' | 'sensitive' | 'secret';
type Meaning = {
  readonly says: string;
  readonly class: Class /** Columns of another class than their table. */;
  readonly columns?: Readonly<Record<string, Class>>;
};

/** One entry per table of the schema: a test fails when a table is missing here or no longer there. */
export const meanings: Readonly<Record<string, Meaning>> = {
  api_token: { says: 'Bearer tokens of programs, each for some rights of a person in a post', class: 'personal', columns: { token_hash: 'secret' } },
  case_row: {
    says: 'A case as it stands, for work; `fold` of its ledger entries gives the same state',
    class: 'sensitive',
    columns: { applicant_name: 'personal', applicant_folded: 'personal', phone: 'personal' },
  },
  command_key: { says: 'The answer given under a sender key: sending again gives the same answer', class: 'personal' },
  counter: { says: 'Official numbers without gaps, each a locked row', class: 'internal' },
  data_copy: { says: 'Copies of everything about a person, gathered in the background and taken once', class: 'sensitive' },
  delegation: { says: 'Rights of a post handed to another person for a time', class: 'internal' },
  delivery: { says: 'A notice on its way: channel, tries, sent, confirmed or dead', class: 'internal' },
  document: {
    says: 'Papers of a case, attached or made; the bytes rest in the file store under their sha-256',
    class: 'sensitive',
    columns: { verify_code: 'open' },
  },
  draft: {
    says: 'What people have begun to fill in: erased when it is submitted, dropped or left for thirty days',
    class: 'sensitive',
    columns: { owner: 'secret' },
  },
  find_entry: { says: 'Public texts that can be found beside procedures and offices: news, handbook', class: 'open' },
  case_party: {
    says: 'People named in a case whose consent it needs, found by their number when they sign in',
    class: 'personal',
    columns: { id_number: 'sensitive' },
  },
  person_change: {
    says: 'What a decision changed of the facts held about a person: before, after, by which case and whom',
    class: 'sensitive',
    columns: { salt: 'secret' },
  },
  follower: { says: 'How far each reader of the ledger has come', class: 'internal' },
  follower_miss: { says: 'Entries a reader of the ledger could not take in, put aside for the administrator', class: 'internal' },
  identity_request: { says: 'Sign-ins that went to the identity provider and are not back yet', class: 'secret' },
  invitation: { says: 'One-time links into the house; a recovery needs a second person', class: 'personal', columns: { token_hash: 'secret' } },
  job: { says: 'Background work with lease, fencing number and retries', class: 'internal' },
  fee_receipt: { says: 'Receipts for fees: serial and number in the book of a unit and year', class: 'internal' },
  ledger: { says: 'Everything that happened, append-only, one hash chain per case, partitioned by month', class: 'sensitive' },
  legal_clock: { says: 'How far the clock of the sample province is ahead of the machine', class: 'open' },
  mandate: {
    says: 'Who may act for whom, in which procedures, with which consent',
    class: 'personal',
    columns: { agent_number: 'sensitive', principal_number: 'sensitive' },
  },
  money: {
    says: 'Credits the bank or the gateway has told of, each once',
    class: 'personal',
    columns: { content: 'personal' },
  },
  migration: { says: 'Which migrations were applied, with the hash of their text', class: 'open' },
  notice: { says: 'What somebody was told, with the entry of the ledger that made it known', class: 'internal', columns: { person_id: 'personal' } },
  notice_address: { says: 'Where and in which language a person wants messages', class: 'personal', columns: { email_token_hash: 'secret' } },
  notice_choice: { says: 'Which ways a person wants for which kind of notice', class: 'personal' },
  obligation: { says: 'What somebody owes: the fee of a case, or an amount another agency has set', class: 'internal' },
  parked_file: {
    says: 'Files of posts whose session had lapsed, kept an hour for their owner at the same browser',
    class: 'sensitive',
    columns: { browser: 'secret' },
  },
  pack_version: { says: 'Published services with all their files', class: 'open' },
  passkey: { says: 'Passkeys of persons', class: 'personal', columns: { public_key: 'open' } },
  passkey_challenge: { says: 'Open ceremonies of passkeys, taken out once', class: 'internal', columns: { challenge: 'secret' } },
  pay_cursor: { says: 'How far the list of the payment gateway has been read', class: 'internal' },
  person: { says: 'Citizens and officers', class: 'personal', columns: { groups: 'sensitive', id_number: 'sensitive' } },
  piece: { says: 'Pieces of files on their way', class: 'sensitive' },
  post: { says: 'Who holds which role in which unit, from when to when', class: 'internal' },
  push_device: { says: 'Browsers that asked to be told', class: 'personal', columns: { auth: 'secret', p256dh: 'secret' } },
  reconciliation: { says: 'Comparisons of the bank file of a day with the money known here', class: 'internal' },
  refund: { says: 'Money that goes back, proposed by one person and decided by another', class: 'internal' },
  rollout: { says: 'Which version of a service is live in which branch, from when to when', class: 'open' },
  sending: { says: 'Files that come in pieces and are not whole yet, forgotten after a day', class: 'personal' },
  session: { says: 'Signed-in browsers', class: 'personal', columns: { token_hash: 'secret' } },
  sign_in_failure: { says: 'Failed sign-ins per pair of account and address, as hashes', class: 'internal' },
  task_row: { says: 'What somebody has to do next on a case', class: 'internal' },
  unit: { says: 'Places and agencies with dates of life', class: 'open' },
  unit_calendar: { says: 'Which working calendar a unit keeps', class: 'open' },
  news: { says: 'News and notices of units', class: 'open' },
  news_version: {
    says: 'Every version of a piece of news, with who wrote and who approved it',
    class: 'open',
    columns: { written_by: 'internal', decided_by: 'internal', decided_why: 'internal' },
  },
  open_set: { says: 'Since when each set of open data has been the same', class: 'open' },
  page_picture: { says: 'Pages of files as pictures, made from them at any time; swept with the files', class: 'sensitive' },
  upload: { says: 'Files held before their case exists, swept after seven days', class: 'sensitive' },
  vault_paper: { says: 'Papers a person keeps for the next filing', class: 'sensitive' },
  page_visit: { says: 'How often a group of pages was read on a day; nothing about who read it', class: 'open' },
  unit_point: { says: 'Approximate middle of a place, for the sketch map and for finding the commune of a point', class: 'open' },
  voice_answer: { says: 'Answered sheets of surveys, without names', class: 'sensitive' },
  voice_comment: { says: 'Comments on drafts, masked, with the answers of the unit', class: 'open' },
  voice_draft: { says: 'Drafts of decisions on which people comment until a day', class: 'open' },
  voice_invite: { says: 'Links that answer a survey once, as hashes', class: 'internal', columns: { token_hash: 'secret' } },
  voice_phone_check: { says: 'One-time codes sent to phones, as hashes', class: 'internal', columns: { code_hash: 'secret' } },
  voice_rating: { says: 'How results were liked, with the link of the applicant', class: 'internal', columns: { token: 'secret', reason: 'personal' } },
  voice_report: { says: 'Reports and petitions as the public reads them', class: 'open', columns: { secret: 'secret', rating_reason: 'personal' } },
  voice_survey: { says: 'Surveys held, with their questions and conclusions', class: 'open' },
};

type Table = { readonly name: string; readonly columns: readonly (readonly [string, string])[] };

/** Tables of a schema dump; partitions are left out. */
export function tablesOf(schema: string): readonly Table[] {
  return [...schema.matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\)/gm)].map(([, name = '', body = '']) => ({ name, columns: columnsOf(body) }));
}

function columnsOf(body: string): readonly (readonly [string, string])[] {
  const lines = body.split('\n').filter((line) => !/^ {2}constraint /.test(line));
  return lines.map((line) => {
    const [, name = '', type = ''] = /^ {2}"?(\w+)"? (.*?),?$/.exec(line) ?? [];
    return [name, type] as const;
  });
}

export function dataModelPage(schema: string): string {
  const parts = tablesOf(schema).map(({ name, columns }) => {
    const meaning = meanings[name];
    const rows = columns.map(([column, type]) => `| \`${column}\` | ${type.replaceAll('|', '\\|')} | ${meaning?.columns?.[column] ?? meaning?.class ?? ''} |`);
    return `## ${name}\n${meaning?.says ?? ''}.\n\n| column | type | class |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Data model
Made from \`src/db/schema.sql\` by \`./cuaso check --write\`. Classes: open (anybody may know), internal (about the work), personal, sensitive (personal and protected further), secret (keys and hashes of keys). Classes of the fields inside \`state\`, \`entry\` and \`answers\` are those of the pack's form.

${parts.join('\n')}`;
}
