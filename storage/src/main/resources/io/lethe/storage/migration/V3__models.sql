-- What a job may be made of besides one photo, what models cost and how they stand at the provider.

ALTER TABLE media DROP CONSTRAINT media_role;
ALTER TABLE media ADD CONSTRAINT media_role
  CHECK (role IN ('PHOTO', 'TAIL', 'CLIP', 'REFERENCE_1', 'REFERENCE_2', 'REFERENCE_3',
    'REFERENCE_4'));

ALTER TABLE media ADD COLUMN milliseconds integer CHECK (milliseconds > 0);

COMMENT ON COLUMN media.milliseconds IS
  'Length of a sanitised clip; purpose: to give the model what it takes and to know what it costs; legal basis: GDPR Art. 6(1)(b); kept for: until the job is erased; personal: no';

ALTER TABLE jobs DROP CONSTRAINT jobs_reason;
ALTER TABLE jobs ADD CONSTRAINT jobs_reason
  CHECK (reason IN ('CONTENT_POLICY', 'NOT_DECODABLE', 'CLIP_LENGTH', 'CLIP_FRAME_RATE',
    'CLIP_SIDES', 'CLIP_CODEC', 'INPUT_REJECTED', 'PROVIDER_FAILED', 'PROVIDER_UNAVAILABLE',
    'SUBMISSION_UNKNOWN', 'RENDER_TIMED_OUT', 'VIDEO_UNUSABLE', 'INTERNAL'));
ALTER TABLE erasures DROP CONSTRAINT erasures_reason;
ALTER TABLE erasures ADD CONSTRAINT erasures_reason
  CHECK (reason IN ('CONTENT_POLICY', 'NOT_DECODABLE', 'CLIP_LENGTH', 'CLIP_FRAME_RATE',
    'CLIP_SIDES', 'CLIP_CODEC', 'INPUT_REJECTED', 'PROVIDER_FAILED', 'PROVIDER_UNAVAILABLE',
    'SUBMISSION_UNKNOWN', 'RENDER_TIMED_OUT', 'VIDEO_UNUSABLE', 'INTERNAL'));

-- Jobs that were ordered before had one photo each.
ALTER TABLE jobs ADD COLUMN roles text[] NOT NULL DEFAULT ARRAY['PHOTO']
  CONSTRAINT jobs_roles
  CHECK (roles <@ ARRAY['PHOTO', 'TAIL', 'CLIP', 'REFERENCE_1', 'REFERENCE_2', 'REFERENCE_3',
    'REFERENCE_4'] AND cardinality(roles) > 0);
ALTER TABLE jobs ALTER COLUMN roles DROP DEFAULT;
ALTER TABLE jobs ALTER COLUMN duration_seconds DROP NOT NULL;
ALTER TABLE jobs ADD COLUMN parameters bytea;
ALTER TABLE jobs ADD COLUMN began_at timestamptz;
ALTER TABLE jobs ADD CONSTRAINT jobs_forgotten_have_no_parameters
  CHECK (state NOT IN ('ERASING', 'ERASED') OR parameters IS NULL);

-- A subject's jobs that count against its quota at once.
CREATE INDEX jobs_unfinished ON jobs (subject_id) WHERE state NOT IN ('ERASING', 'ERASED');

-- How long the newest videos of a model took, read from the index alone.
CREATE INDEX jobs_made ON jobs (model, ready_at DESC) INCLUDE (began_at)
  WHERE ready_at IS NOT NULL AND began_at IS NOT NULL;

COMMENT ON COLUMN jobs.duration_seconds IS
  'The length that was ordered, in seconds, or none where the video becomes as long as the clip; purpose: to make the video that was ordered; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.roles IS
  'The uploads that the job is made of; purpose: to wait for all of them; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';
COMMENT ON COLUMN jobs.parameters IS
  'What the order sets beside prompt and length, as JSON, encrypted under the key of the job; purpose: to make the video that was ordered; legal basis: GDPR Art. 6(1)(a), 6(1)(b); kept for: until the job is erased; personal: yes';
COMMENT ON COLUMN jobs.began_at IS
  'When every upload was there and the making began; purpose: to tell others how long a video of this model takes; legal basis: GDPR Art. 6(1)(f); kept for: as long as the subject is known here: it holds nothing of the content; personal: no';

CREATE TABLE models (
  id text PRIMARY KEY,
  endpoint text NOT NULL,
  off_because text
    CONSTRAINT models_off_because CHECK (off_because IN ('NOT_AT_PROVIDER', 'NOT_ENTERPRISE_READY')),
  price_microdollars bigint CHECK (price_microdollars >= 0),
  checked_at timestamptz NOT NULL
);

COMMENT ON TABLE models IS
  'One row for each model whose facts were read from the provider; purpose: to send nothing to a model that does not promise what the subject was told; legal basis: GDPR Art. 5(1)(b), 28; kept for: as long as the model is configured; personal: no';
COMMENT ON COLUMN models.id IS
  'The name under which it is ordered; purpose: to find it; legal basis: GDPR Art. 6(1)(b); kept for: as long as the model is configured; personal: no';
COMMENT ON COLUMN models.endpoint IS
  'The name at the provider whose facts these are; purpose: to notice that the configuration names another; legal basis: GDPR Art. 5(1)(b); kept for: as long as the model is configured; personal: no';
COMMENT ON COLUMN models.off_because IS
  'Why it can not be ordered at present; purpose: to refuse orders with the reason; legal basis: GDPR Art. 5(1)(b), 28; kept for: as long as the model is configured; personal: no';
COMMENT ON COLUMN models.price_microdollars IS
  'What the provider asks for a second, in millionths of a dollar; purpose: to show what a video costs; legal basis: GDPR Art. 6(1)(f); kept for: as long as the model is configured; personal: no';
COMMENT ON COLUMN models.checked_at IS
  'When the provider last told; purpose: to know how old it is; legal basis: GDPR Art. 5(1)(d); kept for: as long as the model is configured; personal: no';

CREATE TABLE costs (
  job_id uuid PRIMARY KEY,
  model text NOT NULL,
  microdollars bigint CHECK (microdollars >= 0),
  billed text NOT NULL
    CONSTRAINT costs_billed CHECK (billed IN ('OPEN', 'BILLED', 'NOT_BILLED', 'UNKNOWN')),
  submitted_at timestamptz NOT NULL,
  settled_at timestamptz
);

COMMENT ON TABLE costs IS
  'One row for each job that the provider took; purpose: to know what the service costs; legal basis: GDPR Art. 6(1)(f); kept for: as long as invoices are to be checked: it tells nothing of a person; personal: no';
COMMENT ON COLUMN costs.job_id IS
  'The job; purpose: to count it once; legal basis: GDPR Art. 6(1)(f); kept for: as long as invoices are to be checked: it tells nothing of a person; personal: no';
COMMENT ON COLUMN costs.model IS
  'The model it was sent to; purpose: to add up by model; legal basis: GDPR Art. 6(1)(f); kept for: as long as invoices are to be checked: it tells nothing of a person; personal: no';
COMMENT ON COLUMN costs.microdollars IS
  'Price times length, in millionths of a dollar, or none where the price is not known; purpose: to know what the service costs; legal basis: GDPR Art. 6(1)(f); kept for: as long as invoices are to be checked: it tells nothing of a person; personal: no';
COMMENT ON COLUMN costs.billed IS
  'Whether the provider asks for it; purpose: to check invoices; legal basis: GDPR Art. 6(1)(f); kept for: as long as invoices are to be checked: it tells nothing of a person; personal: no';
COMMENT ON COLUMN costs.submitted_at IS
  'When the provider took it; purpose: to assign it to an invoice; legal basis: GDPR Art. 6(1)(f); kept for: as long as invoices are to be checked: it tells nothing of a person; personal: no';
COMMENT ON COLUMN costs.settled_at IS
  'When it was known whether it is billed; purpose: to notice what stays open; legal basis: GDPR Art. 6(1)(f); kept for: as long as invoices are to be checked: it tells nothing of a person; personal: no';
