-- What people say is wrong, and what became of it.

CREATE TABLE corrections (
  request_id uuid NOT NULL REFERENCES rights_requests ON DELETE CASCADE,
  field text NOT NULL
    CONSTRAINT corrections_field CHECK (field IN ('EMAIL', 'DISPLAY_NAME', 'LOCALE', 'DEVICE')),
  wanted bytea,
  outcome text
    CONSTRAINT corrections_outcome
    CHECK (outcome IN ('CORRECTED', 'UNCHANGED', 'TO_CONFIRM', 'NOT_CONFIRMED', 'NOT_DONE')),
  old_digest bytea CHECK (octet_length(old_digest) = 32),
  new_digest bytea CHECK (octet_length(new_digest) = 32),
  settled_at timestamptz,
  PRIMARY KEY (request_id, field),
  CONSTRAINT corrections_settled CHECK (
    settled_at IS NULL
    OR (outcome IS NOT NULL AND outcome <> 'TO_CONFIRM' AND wanted IS NULL))
);

-- A statement outlives the request that brought it, whose number it bears: it stays with the data.
CREATE TABLE statements (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  about text NOT NULL,
  words bytea NOT NULL,
  said_at timestamptz NOT NULL,
  added_at timestamptz
);

CREATE INDEX statements_of_subject ON statements (subject_id, said_at);

COMMENT ON TABLE corrections IS
  'One row for each thing that a request says is wrong; purpose: to put it right and to prove that it was; legal basis: GDPR Art. 16, 5(2); kept for: as long as the request, at most until the subject is erased; personal: yes';
COMMENT ON COLUMN corrections.request_id IS
  'The request; purpose: to find it; legal basis: GDPR Art. 16; kept for: as long as the request, at most until the subject is erased; personal: no';
COMMENT ON COLUMN corrections.field IS
  'Which datum; purpose: to put it right; legal basis: GDPR Art. 16; kept for: as long as the request, at most until the subject is erased; personal: no';
COMMENT ON COLUMN corrections.wanted IS
  'What it should be, sealed; purpose: to put it right; legal basis: GDPR Art. 16; kept for: until it is done or the request is closed; personal: yes';
COMMENT ON COLUMN corrections.outcome IS
  'What became of it; purpose: to tell the subject and to prove it; legal basis: GDPR Art. 12(3), 5(2); kept for: as long as the request, at most until the subject is erased; personal: no';
COMMENT ON COLUMN corrections.old_digest IS
  'HMAC-SHA-256 of what it was, under the key of the subject; purpose: to prove what was changed without keeping it; legal basis: GDPR Art. 5(2), 25(1); kept for: as long as the request, at most until the subject is erased; personal: yes';
COMMENT ON COLUMN corrections.new_digest IS
  'HMAC-SHA-256 of what it is since, under the key of the subject; purpose: to prove what was changed without keeping it; legal basis: GDPR Art. 5(2), 25(1); kept for: as long as the request, at most until the subject is erased; personal: yes';
COMMENT ON COLUMN corrections.settled_at IS
  'When the outcome was final; purpose: to prove that it was in time; legal basis: GDPR Art. 12(3), 5(2); kept for: as long as the request, at most until the subject is erased; personal: no';

COMMENT ON TABLE statements IS
  'One row for each thing that a person says about data that stays as it is; purpose: to give it out along with what they dispute; legal basis: GDPR Art. 16, 5(1)(d); kept for: until the subject is erased; personal: yes';
COMMENT ON COLUMN statements.id IS
  'The number of the request that brought it; purpose: to find it; legal basis: GDPR Art. 16; kept for: until the subject is erased; personal: no';
COMMENT ON COLUMN statements.subject_id IS
  'Who says it; purpose: to keep it with their data; legal basis: GDPR Art. 16; kept for: until the subject is erased; personal: yes';
COMMENT ON COLUMN statements.about IS
  'The place where the disputed data lies, by its name in the data map; purpose: to show it beside that; legal basis: GDPR Art. 16; kept for: until the subject is erased; personal: yes';
COMMENT ON COLUMN statements.words IS
  'What they say, sealed; purpose: to give it out along with the data; legal basis: GDPR Art. 16; kept for: until the subject is erased; personal: yes';
COMMENT ON COLUMN statements.said_at IS
  'When they said it; purpose: to show it; legal basis: GDPR Art. 16; kept for: until the subject is erased; personal: yes';
COMMENT ON COLUMN statements.added_at IS
  'From when it is given out, absent until the request is carried out; purpose: to show it; legal basis: GDPR Art. 16; kept for: until the subject is erased; personal: no';
