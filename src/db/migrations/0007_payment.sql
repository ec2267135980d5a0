-- Money: what is owed, what came in, the receipts given for it, what goes back, and the comparison with the bank's own file. Whole đồng.

-- What somebody owes: the fee of a case, or an amount another agency has set.
create table obligation (
  obligation_id uuid primary key,
  -- Stands in the content of a transfer; random, so that whoever has it was given it.
  reference text not null unique check (reference ~ '^[0-9A-Z]{8,25}$'),
  case_id uuid references case_row (case_id),
  -- The unit that collects and keeps the book of receipts.
  unit_id integer not null references unit (unit_id),
  -- Agency code of whoever set the amount; null for the fee of the case itself.
  setter text,
  -- The setter's own number of its notice: told again it makes no second obligation.
  notice text,
  title text not null check (length(title) between 1 and 200),
  amount bigint not null check (amount >= 0),
  -- Sum of its receipts.
  paid bigint not null default 0 check (paid >= 0),
  refunded bigint not null default 0 check (refunded >= 0 and refunded <= paid),
  due timestamptz,
  paid_at timestamptz,
  cancelled_at timestamptz,
  made_at timestamptz not null,
  check ((setter is null) = (notice is null)),
  check (setter is not null or case_id is not null)
);
create unique index obligation_of_case on obligation (case_id) where setter is null;
create unique index obligation_notice on obligation (setter, notice) where setter is not null;
create index obligation_case on obligation (case_id);
create index obligation_unit on obligation (unit_id, made_at desc);

-- Every credit the bank or the gateway has told of, once. What no receipt was given for is owed back, or waits for somebody who knows whose it is.
create table money (
  money_id uuid primary key,
  -- The bank's own transaction id.
  bank_ref text not null unique check (length(bank_ref) between 1 and 64),
  via text not null check (via in ('transfer', 'gateway')),
  amount bigint not null check (amount > 0),
  content text not null,
  at timestamptz not null,
  heard_at timestamptz not null,
  heard_by text not null check (heard_by in ('callback', 'query', 'statement')),
  obligation_id uuid references obligation (obligation_id),
  -- Given a receipt for.
  applied bigint not null default 0 check (applied >= 0),
  -- Proposed, confirmed or paid back.
  returned bigint not null default 0 check (returned >= 0),
  check (applied + returned <= amount),
  check (obligation_id is not null or applied = 0)
);
create index money_obligation on money (obligation_id);
create index money_loose on money (heard_at) where obligation_id is null;

-- Biên lai: serial and running number in the book of a unit and year, the same book the counter writes in.
create table fee_receipt (
  unit_id integer not null references unit (unit_id),
  serial text not null,
  obligation_id uuid not null references obligation (obligation_id),
  amount bigint not null check (amount > 0),
  at timestamptz not null,
  via text not null check (via in ('cash', 'transfer', 'gateway')),
  money_id uuid references money (money_id),
  taken_by uuid not null,
  -- The signed paper, once it is made.
  document_id uuid references document (document_id),
  primary key (unit_id, serial),
  check ((via = 'cash') = (money_id is null))
);
create index fee_receipt_obligation on fee_receipt (obligation_id);
create index fee_receipt_day on fee_receipt (unit_id, at);

-- Money that goes back: proposed by the accountant, confirmed by the head of the unit.
create table refund (
  refund_id uuid primary key,
  unit_id integer not null references unit (unit_id),
  obligation_id uuid references obligation (obligation_id),
  -- What goes back beyond the receipts names its credit; what was receipted names its obligation only.
  money_id uuid references money (money_id),
  amount bigint not null check (amount > 0),
  reason text not null check (length(reason) between 1 and 500),
  state text not null check (state in ('proposed', 'declined', 'confirmed', 'sent')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  sent_at timestamptz,
  check (obligation_id is not null or money_id is not null),
  constraint refund_two_persons check (decided_by is null or decided_by <> proposed_by),
  check ((state = 'proposed') = (decided_by is null))
);
create index refund_unit on refund (unit_id, proposed_at desc);
create index refund_to_send on refund (decided_at) where state = 'confirmed';

-- The bank's daily file beside what is known here.
create table reconciliation (
  reconciliation_id uuid primary key,
  -- Day of the statement, as the bank counts it.
  day date not null,
  file_hash text not null,
  made_at timestamptz not null,
  made_by uuid not null,
  report jsonb not null,
  unique (day, file_hash)
);

-- How far the gateway's list of credits has been read, and when it answered last.
create table pay_cursor (
  single boolean primary key default true check (single),
  after bigint not null,
  asked_at timestamptz not null
);

grant select, insert, update on obligation, money, refund, pay_cursor to cuaso_app, cuaso_lane;
grant select, insert on fee_receipt, reconciliation to cuaso_app, cuaso_lane;
grant update (document_id) on fee_receipt to cuaso_app, cuaso_lane;
