-- What happens at the provider after data has left: who tells us, what is followed to its end, how a
-- file is handed over, and whether the account takes orders. For the form of the comments see
-- V1__ledger.sql.

ALTER TABLE egress
  ADD COLUMN token_digest bytea UNIQUE CHECK (octet_length(token_digest) = 32),
  ADD COLUMN part_of uuid REFERENCES egress,
  DROP CONSTRAINT egress_status,
  ADD CONSTRAINT egress_status
    CHECK (status IN ('SENDING', 'ACCEPTED', 'NOT_ACCEPTED', 'UNKNOWN', 'FETCHED')),
  ADD CONSTRAINT egress_fetched_is_part CHECK ((status = 'FETCHED') = (part_of IS NOT NULL));

-- Still at most once: what the provider fetches belongs to the one submission.
DROP INDEX egress_at_most_once;
CREATE UNIQUE INDEX egress_at_most_once ON egress (job_id)
  WHERE status <> 'NOT_ACCEPTED' AND part_of IS NULL;
CREATE INDEX egress_unsettled ON egress (sent_at) WHERE status IN ('SENDING', 'UNKNOWN');

COMMENT ON COLUMN egress.token_digest IS
  'SHA-256 of the token in the address where the provider reports on this attempt; purpose: to recognise the attempt when its answer was lost; legal basis: GDPR Art. 5(2), 32; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.part_of IS
  'The submission for which the provider fetched the file; purpose: to tell each fetch from a submission; legal basis: GDPR Art. 15(1)(c); kept for: as long as the subject is known here: it is evidence; personal: no';

CREATE TABLE provider_traces (
  egress_id uuid PRIMARY KEY REFERENCES egress,
  output text,
  cancel_answer text
    CONSTRAINT provider_traces_cancel_answer
    CHECK (cancel_answer IN ('REQUESTED', 'TOO_LATE', 'NOT_FOUND')),
  ended_as text
    CONSTRAINT provider_traces_ended_as CHECK (ended_as IN ('VIDEO', 'NO_VIDEO', 'NOT_FOUND')),
  ended_at timestamptz,
  files_deleted integer NOT NULL DEFAULT 0 CHECK (files_deleted >= 0),
  deleted_at timestamptz,
  absent_at timestamptz,
  receipt_amended_at timestamptz,
  look_at timestamptz NOT NULL,
  CONSTRAINT provider_traces_ended CHECK ((ended_as IS NULL) = (ended_at IS NULL)),
  CONSTRAINT provider_traces_absent CHECK (absent_at IS NULL OR output IS NULL)
);

CREATE INDEX provider_traces_open ON provider_traces (look_at) WHERE receipt_amended_at IS NULL;

COMMENT ON TABLE provider_traces IS
  'One row for each request that the provider accepted, followed until nothing of it can be read there; purpose: to stop what nobody waits for and to see that the provider forgets it; legal basis: GDPR Art. 17(1), 19, 28(3)(g); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.egress_id IS
  'The submission; purpose: to find the request; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.output IS
  'Where the provider keeps the video; purpose: to delete it there and to see that it is gone; legal basis: GDPR Art. 17(1), 19; kept for: until it was seen to be gone; personal: yes';
COMMENT ON COLUMN provider_traces.cancel_answer IS
  'What the provider said when it was asked to stop; purpose: to tell the subject honestly whether it could be stopped; legal basis: GDPR Art. 12(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.ended_as IS
  'How the work at the provider ended; purpose: to know whether there is a video to be deleted; legal basis: GDPR Art. 17(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.ended_at IS
  'When it was seen to have ended; purpose: to compute by when the provider has forgotten it, and to send no more at once than the account may; legal basis: GDPR Art. 5(1)(e), 6(1)(b); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.files_deleted IS
  'How many files the provider says it deleted; purpose: to prove the deletion; legal basis: GDPR Art. 5(2), 19; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.deleted_at IS
  'When the provider confirmed that it deleted what it kept; purpose: to prove the deletion; legal basis: GDPR Art. 5(2), 19; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.absent_at IS
  'When nothing could be read there any more; purpose: to prove the absence; legal basis: GDPR Art. 5(2), 17(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.receipt_amended_at IS
  'When the receipt was amended by it; purpose: to amend a receipt once; legal basis: GDPR Art. 5(2), 12(3); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN provider_traces.look_at IS
  'When to look again; purpose: to ask the provider neither too often nor too seldom; legal basis: GDPR Art. 17(1); kept for: as long as the subject is known here: it is evidence; personal: no';

CREATE TABLE submissions_waiting (
  job_id uuid PRIMARY KEY,
  since timestamptz NOT NULL,
  asked_at timestamptz NOT NULL
);

COMMENT ON TABLE submissions_waiting IS
  'One row for each job that waits for its turn at the provider; purpose: to keep the order when the account may do no more at once; legal basis: GDPR Art. 6(1)(b); kept for: until the job is submitted or erased; personal: no';
COMMENT ON COLUMN submissions_waiting.job_id IS
  'The job that waits; purpose: to know whose turn it is; legal basis: GDPR Art. 6(1)(b); kept for: until the job is submitted or erased; personal: no';
COMMENT ON COLUMN submissions_waiting.since IS
  'Since when it waits; purpose: to keep the order; legal basis: GDPR Art. 6(1)(b); kept for: until the job is submitted or erased; personal: no';
COMMENT ON COLUMN submissions_waiting.asked_at IS
  'When it last asked for its turn; purpose: to let nobody wait for a job that has gone; legal basis: GDPR Art. 6(1)(b); kept for: until the job is submitted or erased; personal: no';

CREATE TABLE provider_blocks (
  recipient text PRIMARY KEY,
  reason text NOT NULL
    CONSTRAINT provider_blocks_reason CHECK (reason IN ('ACCOUNT_LOCKED', 'KEY_REFUSED')),
  since timestamptz NOT NULL,
  try_at timestamptz NOT NULL
);

COMMENT ON TABLE provider_blocks IS
  'One row for each provider that takes no orders of ours; purpose: to stop sending and to tell an operator; legal basis: GDPR Art. 6(1)(b), 32; kept for: until the provider takes orders again; personal: no';
COMMENT ON COLUMN provider_blocks.recipient IS
  'The provider, by the name in the notice; purpose: to know who it is; legal basis: GDPR Art. 6(1)(b); kept for: until the provider takes orders again; personal: no';
COMMENT ON COLUMN provider_blocks.reason IS
  'What the provider said; purpose: to tell an operator what to do; legal basis: GDPR Art. 32; kept for: until the provider takes orders again; personal: no';
COMMENT ON COLUMN provider_blocks.since IS
  'Since when; purpose: to tell an operator since when; legal basis: GDPR Art. 32; kept for: until the provider takes orders again; personal: no';
COMMENT ON COLUMN provider_blocks.try_at IS
  'When one job may try again; purpose: to go on by itself; legal basis: GDPR Art. 6(1)(b); kept for: until the provider takes orders again; personal: no';

CREATE TABLE hand_offs (
  token_digest bytea PRIMARY KEY CHECK (octet_length(token_digest) = 32),
  egress_id uuid NOT NULL REFERENCES egress,
  role text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX hand_offs_of_egress ON hand_offs (egress_id);
CREATE INDEX hand_offs_expired ON hand_offs (expires_at);

COMMENT ON TABLE hand_offs IS
  'One row for each address under which the provider may fetch a sanitised file; purpose: to hand a file over without copying it to anyone; legal basis: GDPR Art. 6(1)(a), 25(1); kept for: until the job is rendered or erased; personal: no';
COMMENT ON COLUMN hand_offs.token_digest IS
  'SHA-256 of the token in the address; purpose: to recognise the address without being able to make it up; legal basis: GDPR Art. 32; kept for: until the job is rendered or erased; personal: no';
COMMENT ON COLUMN hand_offs.egress_id IS
  'The submission that told the address; purpose: to hand the file over for that submission alone; legal basis: GDPR Art. 6(1)(a); kept for: until the job is rendered or erased; personal: no';
COMMENT ON COLUMN hand_offs.role IS
  'Which file of the job it is; purpose: to find the file; legal basis: GDPR Art. 6(1)(a); kept for: until the job is rendered or erased; personal: no';
COMMENT ON COLUMN hand_offs.expires_at IS
  'When the address ends, used or not; purpose: to limit the hand-off in time; legal basis: GDPR Art. 5(1)(e); kept for: until the job is rendered or erased; personal: no';
