-- The ledger. PostgreSQL 15 or later.
--
-- Each comment says: what it means; purpose; legal basis; kept for; personal. "personal: yes" stands
-- where the value, alone or through the subject its row belongs to, tells something about a person;
-- "no" where it describes our own machinery. Values of Java enums are held by CHECK constraints.

CREATE TABLE subjects (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  first_seen_at timestamptz NOT NULL
);

COMMENT ON TABLE subjects IS
  'One row for each person known here, under a random number; purpose: to know whose job and whose consent it is; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here; personal: yes';
COMMENT ON COLUMN subjects.id IS
  'Random number that stands for the person everywhere else; purpose: to link jobs and consents to one person; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here; personal: yes';
COMMENT ON COLUMN subjects.digest IS
  'HMAC-SHA-256 of issuer and subject of the token, under the digest key; purpose: to recognise the person without keeping the name the identity provider gives; legal basis: GDPR Art. 6(1)(b), 25(1); kept for: as long as the subject is known here; personal: yes';
COMMENT ON COLUMN subjects.first_seen_at IS
  'When the person was first seen; purpose: to tell the person since when data is kept; legal basis: GDPR Art. 15(1); kept for: as long as the subject is known here; personal: yes';

CREATE TABLE consents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  purpose text NOT NULL
    CONSTRAINT consents_purpose CHECK (purpose IN ('AI_PROCESSING', 'MARKETING')),
  decision text NOT NULL
    CONSTRAINT consents_decision CHECK (decision IN ('GRANTED', 'WITHDRAWN')),
  notice_version integer NOT NULL CHECK (notice_version > 0),
  notice_hash text NOT NULL CHECK (notice_hash ~ '^[0-9a-f]{64}$'),
  recipients text[] NOT NULL,
  channel text NOT NULL
    CONSTRAINT consents_channel CHECK (channel IN ('API')),
  decided_at timestamptz NOT NULL
);

-- The newest record of a purpose is the one that counts.
CREATE INDEX consents_newest ON consents (subject_id, purpose, id DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'records in % are only ever added', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER consents_are_only_added
  BEFORE UPDATE OR DELETE OR TRUNCATE ON consents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

COMMENT ON TABLE consents IS
  'One row for each decision of a subject, only ever added; purpose: to prove what was agreed to and to act on it; legal basis: GDPR Art. 7(1), 6(1)(a); kept for: as long as the subject is known here: it is evidence; personal: yes';
COMMENT ON COLUMN consents.id IS
  'Grows with each record; purpose: to tell which decision is the newest; legal basis: GDPR Art. 7(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN consents.subject_id IS
  'Who decided; purpose: to prove whose decision it is; legal basis: GDPR Art. 7(1); kept for: as long as the subject is known here: it is evidence; personal: yes';
COMMENT ON COLUMN consents.purpose IS
  'What the decision is about; purpose: to apply the decision to that purpose alone; legal basis: GDPR Art. 7(1), 7(2); kept for: as long as the subject is known here: it is evidence; personal: yes';
COMMENT ON COLUMN consents.decision IS
  'Granted or withdrawn; purpose: to send nothing without a grant; legal basis: GDPR Art. 6(1)(a), 7(3); kept for: as long as the subject is known here: it is evidence; personal: yes';
COMMENT ON COLUMN consents.notice_version IS
  'The version of the notice that was shown; purpose: to prove what the subject was told; legal basis: GDPR Art. 7(1), 13; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN consents.notice_hash IS
  'SHA-256 of the text that was shown; purpose: to prove the very wording; legal basis: GDPR Art. 7(1), 13; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN consents.recipients IS
  'The recipients that the notice named; purpose: to prove who the subject knew would get data; legal basis: GDPR Art. 7(1), 13(1)(e); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN consents.channel IS
  'How the decision reached us; purpose: to prove how it was given; legal basis: GDPR Art. 7(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN consents.decided_at IS
  'When it was recorded; purpose: to prove when it was given; legal basis: GDPR Art. 7(1); kept for: as long as the subject is known here: it is evidence; personal: yes';

CREATE TABLE jobs (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  model text NOT NULL,
  duration_seconds integer NOT NULL CHECK (duration_seconds > 0),
  prompt bytea,
  state text NOT NULL
    CONSTRAINT jobs_state
    CHECK (state IN ('AWAITING_UPLOAD', 'PREPARING', 'RENDERING', 'READY', 'ERASING', 'ERASED')),
  outcome text
    CONSTRAINT jobs_outcome
    CHECK (outcome IN ('DELIVERED', 'UNCOLLECTED', 'REFUSED', 'UNUSABLE_UPLOAD', 'FAILED',
      'CANCELLED', 'CONSENT_WITHDRAWN', 'ABANDONED', 'OVERDUE')),
  reason text
    CONSTRAINT jobs_reason
    CHECK (reason IN ('CONTENT_POLICY', 'NOT_DECODABLE', 'INPUT_REJECTED', 'PROVIDER_FAILED',
      'PROVIDER_UNAVAILABLE', 'SUBMISSION_UNKNOWN', 'RENDER_TIMED_OUT', 'VIDEO_UNUSABLE',
      'INTERNAL')),
  guarded boolean NOT NULL DEFAULT false,
  version bigint NOT NULL DEFAULT 1,
  ordered_at timestamptz NOT NULL,
  erase_by timestamptz NOT NULL,
  ready_at timestamptz,
  collected_at timestamptz,
  erased_at timestamptz,
  CONSTRAINT jobs_erase_by_comes_later CHECK (erase_by > ordered_at),
  CONSTRAINT jobs_end_when_erasure_begins
    CHECK ((state IN ('ERASING', 'ERASED')) = (outcome IS NOT NULL)),
  CONSTRAINT jobs_reason_explains_outcome CHECK (reason IS NULL OR outcome IS NOT NULL),
  CONSTRAINT jobs_forgotten_have_no_prompt
    CHECK ((state IN ('ERASING', 'ERASED')) = (prompt IS NULL)),
  CONSTRAINT jobs_ready_at CHECK (state <> 'READY' OR ready_at IS NOT NULL),
  CONSTRAINT jobs_collected_was_ready CHECK (collected_at IS NULL OR ready_at IS NOT NULL),
  CONSTRAINT jobs_erased_at CHECK ((state = 'ERASED') = (erased_at IS NOT NULL))
);

CREATE INDEX jobs_newest ON jobs (subject_id, ordered_at DESC, id DESC);

-- What is still to be erased, by its deadline.
CREATE INDEX jobs_to_erase ON jobs (erase_by) WHERE state <> 'ERASED';

-- The moves of JobState.next(), held here too, so that no statement can make another.
CREATE FUNCTION jobs_move_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
    ('AWAITING_UPLOAD', 'PREPARING'),
    ('PREPARING', 'RENDERING'),
    ('RENDERING', 'READY'),
    ('AWAITING_UPLOAD', 'ERASING'),
    ('PREPARING', 'ERASING'),
    ('RENDERING', 'ERASING'),
    ('READY', 'ERASING'),
    ('ERASING', 'ERASED')
  ) THEN
    RAISE EXCEPTION 'a job does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.outcome IS NOT NULL
    AND (OLD.outcome, OLD.reason) IS DISTINCT FROM (NEW.outcome, NEW.reason) THEN
    RAISE EXCEPTION 'the outcome of a job is decided once' USING ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END
$$;

CREATE TRIGGER jobs_move_on BEFORE UPDATE ON jobs
  FOR EACH ROW EXECUTE FUNCTION jobs_move_on();

-- Whoever waits for a job hears of each change once it is committed.
CREATE FUNCTION jobs_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lethe_job', NEW.id::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER jobs_tell AFTER INSERT OR UPDATE ON jobs
  FOR EACH ROW EXECUTE FUNCTION jobs_tell();

COMMENT ON TABLE jobs IS
  'One row for each video ordered; purpose: to make the video, to show where it is, and to prove that it was forgotten; legal basis: GDPR Art. 6(1)(b), 5(2); kept for: as long as the subject is known here: it holds nothing of the content; personal: yes';
COMMENT ON COLUMN jobs.id IS
  'Random number of the job; purpose: to name the job in addresses and workflows; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.subject_id IS
  'Who ordered it; purpose: to show a job to its subject only; legal basis: GDPR Art. 6(1)(b), 32; kept for: as long as the subject is known here: it holds nothing of the content; personal: yes';
COMMENT ON COLUMN jobs.model IS
  'The model that was ordered; purpose: to make the video that was ordered; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.duration_seconds IS
  'The length that was ordered, in seconds; purpose: to make the video that was ordered; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.prompt IS
  'What the video is to show, encrypted under the key of the job; purpose: to make the video that was ordered; legal basis: GDPR Art. 6(1)(a), 6(1)(b); kept for: until the job is erased; personal: yes';
COMMENT ON COLUMN jobs.state IS
  'Where the job is; purpose: to act in the right order and to tell the subject; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.outcome IS
  'How the job ended; purpose: to tell the subject; legal basis: GDPR Art. 6(1)(b), 12(1); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.reason IS
  'Why it ended so, where the outcome alone does not say; purpose: to tell the subject; legal basis: GDPR Art. 6(1)(b), 12(1); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.guarded IS
  'Whether the workflow that will erase the job is known to be started; purpose: to accept no byte that nobody will erase; legal basis: GDPR Art. 5(1)(e), 25; kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.version IS
  'Grows with each change; purpose: to let clients notice a change; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.ordered_at IS
  'When it was ordered; purpose: to list jobs in order and to compute deadlines; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: yes';
COMMENT ON COLUMN jobs.erase_by IS
  'When everything is gone at the latest; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.ready_at IS
  'When the video lay whole in the vault; purpose: to end the delivery window and to bound what the provider still holds; legal basis: GDPR Art. 5(1)(e), 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.collected_at IS
  'When the video was first known to be collected; purpose: to erase as soon as the purpose is served; legal basis: GDPR Art. 5(1)(e); kept for: as long as the subject is known here: it holds nothing of the content; personal: yes';
COMMENT ON COLUMN jobs.erased_at IS
  'When absence had been read back and the receipt was issued; purpose: to prove the erasure; legal basis: GDPR Art. 5(2), 17(1); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';

CREATE TABLE keys (
  job_id uuid PRIMARY KEY REFERENCES jobs,
  wrapped bytea,
  created_at timestamptz NOT NULL,
  destroyed_at timestamptz,
  CONSTRAINT keys_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

COMMENT ON TABLE keys IS
  'One row for each key of a job; purpose: to make every copy of the bytes unreadable by destroying one value; legal basis: GDPR Art. 32(1)(a), 17(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN keys.job_id IS
  'The job whose data the key encrypts; purpose: to find the key; legal basis: GDPR Art. 32(1)(a); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN keys.wrapped IS
  'The key, encrypted under the master key; purpose: to encrypt and decrypt uploads, video and prompt; legal basis: GDPR Art. 32(1)(a); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN keys.created_at IS
  'When the key was made; purpose: to prove how long it existed; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN keys.destroyed_at IS
  'When the key was destroyed; purpose: to prove the erasure; legal basis: GDPR Art. 5(2), 17(1); kept for: as long as the subject is known here: it is evidence; personal: no';

CREATE TABLE media (
  id uuid PRIMARY KEY,
  job_id uuid NOT NULL REFERENCES jobs,
  kind text NOT NULL
    CONSTRAINT media_kind CHECK (kind IN ('UPLOAD', 'SANITISED', 'VIDEO')),
  role text
    CONSTRAINT media_role CHECK (role IN ('PHOTO')),
  status text NOT NULL
    CONSTRAINT media_status CHECK (status IN ('WRITING', 'STORED', 'ERASED')),
  content_type text NOT NULL,
  size bigint CHECK (size >= 0),
  digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  began_at timestamptz NOT NULL,
  stored_at timestamptz,
  CONSTRAINT media_video_has_no_role CHECK ((kind = 'VIDEO') = (role IS NULL)),
  CONSTRAINT media_whole
    CHECK (status = 'WRITING' OR (size IS NOT NULL AND digest IS NOT NULL AND stored_at IS NOT NULL))
);

-- One upload for a role, one sanitised form of it, one video: two writers at once can't both win.
CREATE UNIQUE INDEX media_one_of_each ON media (job_id, kind, coalesce(role, ''))
  WHERE status <> 'WRITING';
CREATE INDEX media_of_job ON media (job_id);

COMMENT ON TABLE media IS
  'One row for each object in the vault, written before its first byte; purpose: to find, serve and erase what lies in the vault; legal basis: GDPR Art. 6(1)(a), 6(1)(b); kept for: until the job is erased; personal: yes';
COMMENT ON COLUMN media.id IS
  'Random number, part of the name of the object; purpose: to find the object; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.job_id IS
  'The job it belongs to; purpose: to erase it with the job; legal basis: GDPR Art. 5(1)(e); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.kind IS
  'Upload, sanitised upload or video; purpose: to send out the sanitised form only, and to serve the video only; legal basis: GDPR Art. 5(1)(c), 25; kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.role IS
  'What an upload is for; purpose: to give the model the right file; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.status IS
  'Being written, whole, or erased while the job goes on; purpose: to serve whole objects only; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.content_type IS
  'The media type that was found by looking at the bytes; purpose: to decode and to serve it; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.size IS
  'Number of plain bytes; purpose: to serve parts of it; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.digest IS
  'HMAC-SHA-256 of the plain bytes under the key of the job; purpose: to recognise the same upload sent twice; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: yes';
COMMENT ON COLUMN media.width IS
  'Width of a sanitised picture in pixels; purpose: to give the model what it takes; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.height IS
  'Height of a sanitised picture in pixels; purpose: to give the model what it takes; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.began_at IS
  'When writing began; purpose: to find what a broken writer left; legal basis: GDPR Art. 5(1)(e); kept for: until the job is erased; personal: no';
COMMENT ON COLUMN media.stored_at IS
  'When it lay whole in the vault; purpose: to know the order of things; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';

CREATE TABLE egress (
  id uuid PRIMARY KEY,
  job_id uuid NOT NULL,
  consent_id bigint NOT NULL REFERENCES consents,
  recipient text NOT NULL,
  endpoint text NOT NULL,
  content text[] NOT NULL
    CONSTRAINT egress_content
    CHECK (content <@ ARRAY['FILE', 'PROMPT', 'PARAMETERS'] AND cardinality(content) > 0),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  status text NOT NULL
    CONSTRAINT egress_status CHECK (status IN ('SENDING', 'ACCEPTED', 'NOT_ACCEPTED', 'UNKNOWN')),
  request_id text,
  response_url text,
  status_url text,
  cancel_url text,
  sent_at timestamptz NOT NULL,
  answered_at timestamptz,
  CONSTRAINT egress_accepted
    CHECK (status <> 'ACCEPTED' OR (request_id IS NOT NULL AND response_url IS NOT NULL
      AND status_url IS NOT NULL AND cancel_url IS NOT NULL))
);

-- At most once: no second attempt for a job while an earlier one may have been accepted.
CREATE UNIQUE INDEX egress_at_most_once ON egress (job_id) WHERE status <> 'NOT_ACCEPTED';
CREATE INDEX egress_of_job ON egress (job_id);

COMMENT ON TABLE egress IS
  'One row for each time data left for a recipient, written before it left, without the data; purpose: to tell the subject who got data and under which consent, and to send nothing twice; legal basis: GDPR Art. 15(1)(c), 30(1)(d), 5(2); kept for: as long as the subject is known here: it is evidence; personal: yes';
COMMENT ON COLUMN egress.id IS
  'Random number of the attempt; purpose: to record what came of it; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.job_id IS
  'The job whose data left; purpose: to tell the subject about it; legal basis: GDPR Art. 15(1)(c); kept for: as long as the subject is known here: it is evidence; personal: yes';
COMMENT ON COLUMN egress.consent_id IS
  'The record of consent that allowed it; purpose: to prove that it was allowed; legal basis: GDPR Art. 7(1); kept for: as long as the subject is known here: it is evidence; personal: yes';
COMMENT ON COLUMN egress.recipient IS
  'Who got the data, by the name in the notice; purpose: to tell the subject who got data; legal basis: GDPR Art. 15(1)(c); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.endpoint IS
  'The address at the recipient, without anything of the job; purpose: to prove to which model data went; legal basis: GDPR Art. 30(1)(d); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.content IS
  'Which kinds of data left; purpose: to tell the subject what was sent; legal basis: GDPR Art. 15(1)(b); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.bytes IS
  'Size of what was sent; purpose: to prove how much left; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.status IS
  'What is known of the attempt; purpose: to send nothing twice; legal basis: GDPR Art. 5(1)(c); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.request_id IS
  'The name the recipient gave the request; purpose: to ask the recipient about it and to ask for its erasure; legal basis: GDPR Art. 19; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.response_url IS
  'Where the recipient gives the result; purpose: to fetch the video; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.status_url IS
  'Where the recipient tells how far it is; purpose: to know when the video is ready; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.cancel_url IS
  'Where the recipient can be told to stop; purpose: to stop processing that is no longer wanted; legal basis: GDPR Art. 7(3), 19; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.sent_at IS
  'When sending began; purpose: to tell the subject when data left; legal basis: GDPR Art. 15(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN egress.answered_at IS
  'When its fate was recorded; purpose: to prove the order of things; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';

CREATE TABLE erasures (
  job_id uuid PRIMARY KEY,
  ordered_at timestamptz NOT NULL,
  outcome text NOT NULL
    CONSTRAINT erasures_outcome
    CHECK (outcome IN ('DELIVERED', 'UNCOLLECTED', 'REFUSED', 'UNUSABLE_UPLOAD', 'FAILED',
      'CANCELLED', 'CONSENT_WITHDRAWN', 'ABANDONED', 'OVERDUE')),
  reason text
    CONSTRAINT erasures_reason
    CHECK (reason IN ('CONTENT_POLICY', 'NOT_DECODABLE', 'INPUT_REJECTED', 'PROVIDER_FAILED',
      'PROVIDER_UNAVAILABLE', 'SUBMISSION_UNKNOWN', 'RENDER_TIMED_OUT', 'VIDEO_UNUSABLE',
      'INTERNAL')),
  keys_destroyed integer NOT NULL CHECK (keys_destroyed >= 0),
  values_erased integer NOT NULL CHECK (values_erased >= 0),
  objects_erased bigint NOT NULL DEFAULT 0 CHECK (objects_erased >= 0),
  late_objects_erased bigint NOT NULL DEFAULT 0 CHECK (late_objects_erased >= 0),
  began_at timestamptz NOT NULL,
  looked_again_at timestamptz
);

COMMENT ON TABLE erasures IS
  'One row for each job whose erasure began: the tombstone that every writer looks for; purpose: to let nothing come back, and to prove what was erased; legal basis: GDPR Art. 17(1), 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.job_id IS
  'The job that is forgotten; purpose: to refuse whoever would write for it; legal basis: GDPR Art. 17(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.ordered_at IS
  'When the job was ordered; purpose: to show in the receipt how long data was held; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.outcome IS
  'How the job ended, as first recorded; purpose: to decide it once; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.reason IS
  'Why it ended so; purpose: to tell the subject; legal basis: GDPR Art. 12(1); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.keys_destroyed IS
  'How many keys were destroyed; purpose: to show in the receipt; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.values_erased IS
  'How many encrypted values of the ledger were erased; purpose: to show in the receipt; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.objects_erased IS
  'How many objects of the vault were deleted before the receipt; purpose: to show in the receipt; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.late_objects_erased IS
  'How many objects that a late writer brought back were deleted after the receipt; purpose: to notice writers that come too late; legal basis: GDPR Art. 5(2), 32; kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.began_at IS
  'When the key was destroyed; purpose: to show in the receipt; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN erasures.looked_again_at IS
  'When absence was read back a second time; purpose: to prove that nothing came back; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';

CREATE TABLE receipts (
  id uuid PRIMARY KEY,
  job_id uuid NOT NULL UNIQUE REFERENCES erasures,
  jws text NOT NULL,
  issued_at timestamptz NOT NULL
);

CREATE TRIGGER receipts_are_only_added
  BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

COMMENT ON TABLE receipts IS
  'One row for each erasure that was confirmed, only ever added; purpose: to give the subject evidence of the erasure; legal basis: GDPR Art. 5(2), 12(3); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN receipts.id IS
  'Random number of the receipt; purpose: to name the receipt; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN receipts.job_id IS
  'The job that was erased; purpose: to find its receipt; legal basis: GDPR Art. 12(3); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN receipts.jws IS
  'The receipt, signed, holding nothing of the content; purpose: to let anyone verify it without us; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN receipts.issued_at IS
  'When it was issued; purpose: to prove when absence was read back; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';

CREATE TABLE idempotency_keys (
  key_digest bytea PRIMARY KEY CHECK (octet_length(key_digest) = 32),
  job_id uuid NOT NULL REFERENCES jobs DEFERRABLE INITIALLY DEFERRED,
  request_digest bytea CHECK (octet_length(request_digest) = 32),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at)
);

CREATE INDEX idempotency_keys_of_job ON idempotency_keys (job_id);
CREATE INDEX idempotency_keys_expiring ON idempotency_keys (expires_at);

COMMENT ON TABLE idempotency_keys IS
  'One row for each order that came with a key of the client; purpose: to order once when the order is repeated; legal basis: GDPR Art. 6(1)(b); kept for: 24 hours unless the configuration says otherwise, then deleted when the next orders come in; personal: yes';
COMMENT ON COLUMN idempotency_keys.key_digest IS
  'HMAC-SHA-256 of subject and key under the digest key; purpose: to recognise the repeated order without keeping what the client chose; legal basis: GDPR Art. 6(1)(b), 25(1); kept for: 24 hours unless the configuration says otherwise, then deleted when the next orders come in; personal: yes';
COMMENT ON COLUMN idempotency_keys.job_id IS
  'The job that was ordered; purpose: to answer with the same job; legal basis: GDPR Art. 6(1)(b); kept for: 24 hours unless the configuration says otherwise, then deleted when the next orders come in; personal: no';
COMMENT ON COLUMN idempotency_keys.request_digest IS
  'HMAC-SHA-256 of the order under the key of the job; purpose: to notice a key that is used for another order; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased, at most as long as the row; personal: yes';
COMMENT ON COLUMN idempotency_keys.created_at IS
  'When it was first used; purpose: to tell an order under way from one that broke off; legal basis: GDPR Art. 6(1)(b); kept for: 24 hours unless the configuration says otherwise, then deleted when the next orders come in; personal: no';
COMMENT ON COLUMN idempotency_keys.expires_at IS
  'When the key may stand for a new order; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: 24 hours unless the configuration says otherwise, then deleted when the next orders come in; personal: no';

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job_id uuid NOT NULL REFERENCES jobs,
  state text NOT NULL
    CONSTRAINT events_state
    CHECK (state IN ('AWAITING_UPLOAD', 'PREPARING', 'RENDERING', 'READY', 'ERASING', 'ERASED')),
  at timestamptz NOT NULL
);

CREATE INDEX events_of_job ON events (job_id, id);

COMMENT ON TABLE events IS
  'One row for each state a job came to; purpose: to show the subject how the job went, also after a lost connection; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN events.id IS
  'Grows with each event of a job; purpose: to go on where a client stopped reading; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN events.job_id IS
  'The job; purpose: to show it to its subject only; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN events.state IS
  'The state it came to; purpose: to show the subject how the job went; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN events.at IS
  'When; purpose: to show the subject how the job went; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
