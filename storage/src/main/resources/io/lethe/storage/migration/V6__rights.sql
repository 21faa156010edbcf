-- What people ask of us by right, and what became of it.
--
-- A request outlives the erasure that it asks for, as evidence that it was answered in time
-- (GDPR Art. 5(2)): without its subject and without words.

CREATE TABLE rights_requests (
  id uuid PRIMARY KEY,
  subject_id uuid REFERENCES subjects,
  asked text NOT NULL
    CONSTRAINT rights_requests_asked
    CHECK (asked IN ('ACCESS', 'CORRECTION', 'DELETION', 'MARKETING_OPT_OUT')),
  channel text NOT NULL
    CONSTRAINT rights_requests_channel CHECK (channel IN ('API', 'MAIL', 'STAFF')),
  state text NOT NULL
    CONSTRAINT rights_requests_state
    CHECK (state IN ('OPEN', 'IN_PROGRESS', 'FULFILLED', 'DENIED', 'REVOKED', 'EXPIRED')),
  reason text
    CONSTRAINT rights_requests_reason
    CHECK (reason IN ('NEED_USER_VERIFICATION', 'SUSPECTED_FRAUD', 'INSUF_VERIFICATION', 'NO_MATCH',
      'CLAIM_NOT_COVERED', 'OUTSIDE_JURISDICTION', 'TOO_MANY_REQUESTS', 'OTHER')),
  details bytea,
  answer bytea,
  status_digest bytea NOT NULL UNIQUE CHECK (octet_length(status_digest) = 32),
  received_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL CHECK (due_at > received_at),
  extended_at timestamptz,
  reminded smallint NOT NULL DEFAULT 0,
  verified_at timestamptz,
  approved_at timestamptz,
  began_at timestamptz,
  closed_at timestamptz,
  CONSTRAINT rights_requests_closed
    CHECK ((state IN ('FULFILLED', 'DENIED', 'REVOKED', 'EXPIRED')) = (closed_at IS NOT NULL)),
  CONSTRAINT rights_requests_denied_for_a_reason CHECK (state <> 'DENIED' OR reason IS NOT NULL),
  CONSTRAINT rights_requests_approved_are_verified
    CHECK (approved_at IS NULL OR verified_at IS NOT NULL),
  CONSTRAINT rights_requests_open_have_a_subject
    CHECK (subject_id IS NOT NULL OR closed_at IS NOT NULL OR asked = 'DELETION')
);

CREATE INDEX rights_requests_due ON rights_requests (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX rights_requests_of_subject ON rights_requests (subject_id, received_at DESC);
CREATE INDEX rights_requests_closed_at ON rights_requests (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE rights_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES rights_requests ON DELETE CASCADE,
  what text NOT NULL
    CONSTRAINT rights_events_what
    CHECK (what IN ('RECEIVED', 'VERIFIED', 'APPROVED', 'BEGUN', 'EXTENDED', 'HELD', 'RELEASED',
      'REMINDED', 'OVERDUE', 'FULFILLED', 'DENIED', 'REVOKED', 'EXPIRED')),
  staff_id uuid,
  at timestamptz NOT NULL
);

CREATE INDEX rights_events_of_request ON rights_events (request_id, id);

CREATE TRIGGER rights_events_are_only_added
  BEFORE UPDATE OR TRUNCATE ON rights_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE legal_holds (
  subject_id uuid PRIMARY KEY REFERENCES subjects,
  ground bytea NOT NULL,
  placed_by uuid NOT NULL,
  placed_at timestamptz NOT NULL
);

-- A person who writes in and is not known by a token: recognised by address alone.
ALTER TABLE subjects ADD COLUMN stranger boolean NOT NULL DEFAULT false;

CREATE TABLE mailed_requests (
  token_digest bytea PRIMARY KEY CHECK (octet_length(token_digest) = 32),
  subject_id uuid NOT NULL REFERENCES subjects,
  asked text NOT NULL
    CONSTRAINT mailed_requests_asked
    CHECK (asked IN ('ACCESS', 'CORRECTION', 'DELETION', 'MARKETING_OPT_OUT')),
  email bytea NOT NULL,
  details bytea,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > asked_at)
);

CREATE INDEX mailed_requests_of_subject ON mailed_requests (subject_id, asked_at);
CREATE INDEX mailed_requests_expiring ON mailed_requests (expires_at);

CREATE TABLE packages (
  request_id uuid PRIMARY KEY REFERENCES rights_requests ON DELETE CASCADE,
  subject_id uuid NOT NULL REFERENCES subjects,
  object text NOT NULL,
  size bigint CHECK (size >= 0),
  link_digest bytea UNIQUE CHECK (octet_length(link_digest) = 32),
  began_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > began_at)
);

CREATE INDEX packages_expiring ON packages (expires_at);
CREATE INDEX packages_of_subject ON packages (subject_id);

CREATE TABLE suppressions (
  email_digest bytea PRIMARY KEY CHECK (octet_length(email_digest) = 32),
  since timestamptz NOT NULL
);

ALTER TABLE outbox DROP CONSTRAINT outbox_kind;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind
  CHECK (kind IN ('CONFIRM_ADDRESS', 'REQUEST_RECEIVED', 'REQUEST_EXTENDED', 'REQUEST_DENIED',
    'VERIFY_REQUEST', 'ACCESS_READY', 'STAFF_REMINDER'));

CREATE TABLE deletions (
  request_id uuid PRIMARY KEY REFERENCES rights_requests ON DELETE CASCADE,
  began_at timestamptz NOT NULL,
  findings text NOT NULL,
  jws text,
  issued_at timestamptz,
  CONSTRAINT deletions_issued CHECK ((jws IS NULL) = (issued_at IS NULL))
);

COMMENT ON TABLE rights_requests IS
  'One row for each request by right; purpose: to answer it in time and to prove that it was; legal basis: GDPR Art. 12(3), 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: yes';
COMMENT ON COLUMN rights_requests.id IS
  'Random number of the request; purpose: to name it in addresses and workflows; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.subject_id IS
  'Who asked, until the erasure that was asked for is complete; purpose: to answer about the right person; legal basis: GDPR Art. 12(3); kept for: until the subject is erased; personal: yes';
COMMENT ON COLUMN rights_requests.asked IS
  'Which right; purpose: to do what was asked; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.channel IS
  'How it reached us; purpose: to prove how it was received; legal basis: GDPR Art. 12(2), 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.state IS
  'Where it is, as in the Data Rights Protocol 1.0; purpose: to tell the subject and the staff; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.reason IS
  'Why it is there, as in the Data Rights Protocol 1.0; purpose: to tell the subject; legal basis: GDPR Art. 12(4); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.details IS
  'What the subject wrote, sealed; purpose: to understand what is asked; legal basis: GDPR Art. 12(3); kept for: until the subject is erased, at most as long as the row; personal: yes';
COMMENT ON COLUMN rights_requests.answer IS
  'What the subject is told about it, sealed; purpose: to give reasons; legal basis: GDPR Art. 12(3), 12(4); kept for: until the subject is erased, at most as long as the row; personal: yes';
COMMENT ON COLUMN rights_requests.status_digest IS
  'HMAC-SHA-256 of the word in the link to the status, under the digest key; purpose: to show the status to who has the link, also without an account; legal basis: GDPR Art. 12(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.received_at IS
  'When it was received; purpose: to compute when it is due; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.due_at IS
  'When it has to be answered; purpose: to miss no date; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.extended_at IS
  'When it was extended, once; purpose: to prove that the subject was told in time; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.reminded IS
  'How many reminders staff were given; purpose: to remind once of each; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.verified_at IS
  'When the identity of the subject was established; purpose: to give nothing to a stranger; legal basis: GDPR Art. 12(6); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.approved_at IS
  'When it was cleared to be carried out; purpose: to carry out what was cleared only; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.began_at IS
  'When carrying it out began; purpose: to know what can still be taken back; legal basis: GDPR Art. 12(3); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_requests.closed_at IS
  'When it was answered or taken back; purpose: to prove that it was in time; legal basis: GDPR Art. 12(3), 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';

COMMENT ON TABLE rights_events IS
  'One row for each step of a request, only ever added; purpose: to prove who did what and when; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_events.id IS
  'Grows with each step; purpose: to tell the order of steps; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_events.request_id IS
  'The request; purpose: to show its course; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_events.what IS
  'Which step; purpose: to show its course; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_events.staff_id IS
  'The opaque number of the member of staff who did it, absent if the subject or the system did; purpose: to hold people to what they decide; legal basis: GDPR Art. 5(2), 32(4); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN rights_events.at IS
  'When; purpose: to prove that it was in time; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';

COMMENT ON TABLE legal_holds IS
  'One row for each subject whose data must not be erased for now; purpose: to keep what a legal claim needs; legal basis: GDPR Art. 17(3)(b), 17(3)(e); kept for: until the hold is lifted; personal: yes';
COMMENT ON COLUMN legal_holds.subject_id IS
  'Whose data is held; purpose: to hold it; legal basis: GDPR Art. 17(3)(e); kept for: until the hold is lifted; personal: yes';
COMMENT ON COLUMN legal_holds.ground IS
  'Why, sealed; purpose: to review whether it is still needed; legal basis: GDPR Art. 5(2), 17(3); kept for: until the hold is lifted; personal: yes';
COMMENT ON COLUMN legal_holds.placed_by IS
  'The opaque number of the member of staff who placed it; purpose: to hold people to what they decide; legal basis: GDPR Art. 5(2); kept for: until the hold is lifted; personal: no';
COMMENT ON COLUMN legal_holds.placed_at IS
  'When; purpose: to review whether it is still needed; legal basis: GDPR Art. 5(2); kept for: until the hold is lifted; personal: no';

COMMENT ON COLUMN subjects.stranger IS
  'Whether the person is known by an address only, not by a token; purpose: to forget again who did not follow the link; legal basis: GDPR Art. 5(1)(e); kept for: as long as the subject is known here; personal: no';

COMMENT ON TABLE mailed_requests IS
  'One row for each request that came by an address, until its link is followed; purpose: to give nothing to who does not receive mail there; legal basis: GDPR Art. 12(6); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN mailed_requests.token_digest IS
  'HMAC-SHA-256 of the word in the mailed link, under the digest key; purpose: to recognise the link without being able to make it; legal basis: GDPR Art. 32(1); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN mailed_requests.subject_id IS
  'Who wrote, as known by the address alone; purpose: to seal what was written; legal basis: GDPR Art. 12(6); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN mailed_requests.asked IS
  'Which right; purpose: to do what was asked; legal basis: GDPR Art. 12(3); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN mailed_requests.email IS
  'The address, sealed; purpose: to find the account of the person once the link is followed; legal basis: GDPR Art. 12(6); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN mailed_requests.details IS
  'What the person wrote, sealed; purpose: to understand what is asked; legal basis: GDPR Art. 12(3); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN mailed_requests.asked_at IS
  'When it was received: the clock runs from then; purpose: to compute when it is due, and to bound how often mail is sent; legal basis: GDPR Art. 12(3), 32(1); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN mailed_requests.expires_at IS
  'When the link is void; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: no';

COMMENT ON TABLE packages IS
  'One row for each access package, written before its first byte; purpose: to give the subject what was asked for, and to erase it; legal basis: GDPR Art. 15(3), 5(1)(e); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: yes';
COMMENT ON COLUMN packages.request_id IS
  'The request that asked for it; purpose: to find it; legal basis: GDPR Art. 15(3); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: no';
COMMENT ON COLUMN packages.subject_id IS
  'Whose data is in it; purpose: to give it to its subject only; legal basis: GDPR Art. 15(3), 32; kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: yes';
COMMENT ON COLUMN packages.object IS
  'The name of the object in the vault: random numbers; purpose: to find and erase the object; legal basis: GDPR Art. 5(1)(e); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: no';
COMMENT ON COLUMN packages.size IS
  'Number of plain bytes, once it is whole; purpose: to serve it; legal basis: GDPR Art. 15(3); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: no';
COMMENT ON COLUMN packages.link_digest IS
  'HMAC-SHA-256 of the word in the mailed link, under the digest key; purpose: to recognise the link without being able to make it; legal basis: GDPR Art. 32(1); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: no';
COMMENT ON COLUMN packages.began_at IS
  'When writing began; purpose: to find what a broken writer left; legal basis: GDPR Art. 5(1)(e); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: no';
COMMENT ON COLUMN packages.expires_at IS
  'When it is erased, downloaded or not; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: no';

COMMENT ON TABLE suppressions IS
  'One row for each address that no marketing is sent to; purpose: to send no marketing to who objected, also after everything else is erased; legal basis: GDPR Art. 21(3); kept for: for good: it keeps mail from being sent, and tells nobody whose address it is; personal: no';
COMMENT ON COLUMN suppressions.email_digest IS
  'HMAC-SHA-256 of the address under the digest key; purpose: to recognise the address without keeping it; legal basis: GDPR Art. 21(3), 25(1); kept for: for good: it keeps mail from being sent, and tells nobody whose address it is; personal: no';
COMMENT ON COLUMN suppressions.since IS
  'When the person objected; purpose: to let only a consent that was given later count; legal basis: GDPR Art. 21(3), 7; kept for: for good: it keeps mail from being sent, and tells nobody whose address it is; personal: no';

COMMENT ON TABLE deletions IS
  'One row for each erasure of all that is kept of a subject, by the number of its request alone; purpose: to prove what was erased; legal basis: GDPR Art. 17(1), 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN deletions.request_id IS
  'The request that asked for it; purpose: to find its receipt; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN deletions.began_at IS
  'When the key of the subject was destroyed; purpose: to show in the receipt; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN deletions.findings IS
  'How many things were erased in each place, as JSON; purpose: to show in the receipt; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN deletions.jws IS
  'The receipt, signed, holding nothing that tells whose; purpose: to give the subject evidence; legal basis: GDPR Art. 12(3), 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
COMMENT ON COLUMN deletions.issued_at IS
  'When absence had been read back in each place; purpose: to prove when; legal basis: GDPR Art. 5(2); kept for: three years after the request was answered, then deleted by the sweeper: it is evidence; personal: no';
