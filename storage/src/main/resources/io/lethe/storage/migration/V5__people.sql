-- What is kept of people beside their jobs: account, identifiers, usage, mail to be sent.
--
-- "sealed" means encrypted under the key of the subject (subject_keys): destroying that one value
-- makes every sealed value unreadable, here and in each copy that is made from then on. A backup from
-- before holds the key too, wrapped by the master key, until it is overwritten.

-- From then on nothing may be written for the subject, and what is only ever added may be deleted.
ALTER TABLE subjects ADD COLUMN erasing_at timestamptz;

DROP TRIGGER consents_are_only_added ON consents;
CREATE TRIGGER consents_are_only_added
  BEFORE UPDATE OR TRUNCATE ON consents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION consents_leave_with_their_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM subjects WHERE id = OLD.subject_id AND erasing_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'records in % are only ever added', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER consents_leave_with_their_subject BEFORE DELETE ON consents
  FOR EACH ROW EXECUTE FUNCTION consents_leave_with_their_subject();

DROP TRIGGER receipts_are_only_added ON receipts;
CREATE TRIGGER receipts_are_only_added
  BEFORE UPDATE OR TRUNCATE ON receipts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION receipts_leave_with_their_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM jobs JOIN subjects ON subjects.id = jobs.subject_id
    WHERE jobs.id = OLD.job_id AND erasing_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'records in % are only ever added', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER receipts_leave_with_their_subject BEFORE DELETE ON receipts
  FOR EACH ROW EXECUTE FUNCTION receipts_leave_with_their_subject();

CREATE TABLE subject_keys (
  subject_id uuid PRIMARY KEY REFERENCES subjects,
  wrapped bytea,
  created_at timestamptz NOT NULL,
  destroyed_at timestamptz,
  CONSTRAINT subject_keys_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE TABLE accounts (
  subject_id uuid PRIMARY KEY REFERENCES subjects,
  email bytea,
  email_digest bytea CHECK (octet_length(email_digest) = 32),
  email_confirmed_at timestamptz,
  display_name bytea,
  locale text CHECK (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  changed_at timestamptz NOT NULL,
  CONSTRAINT accounts_email_is_confirmed
    CHECK ((email IS NULL) = (email_digest IS NULL) AND (email IS NULL) = (email_confirmed_at IS NULL))
);

CREATE INDEX accounts_by_email ON accounts (email_digest) WHERE email_digest IS NOT NULL;

CREATE TABLE email_confirmations (
  subject_id uuid PRIMARY KEY REFERENCES subjects,
  token_digest bytea NOT NULL UNIQUE CHECK (octet_length(token_digest) = 32),
  email bytea NOT NULL,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > asked_at)
);

CREATE INDEX email_confirmations_expiring ON email_confirmations (expires_at);

CREATE TABLE identifiers (
  subject_id uuid NOT NULL REFERENCES subjects,
  kind text NOT NULL
    CONSTRAINT identifiers_kind CHECK (kind IN ('DEVICE', 'ADDRESS')),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  value bytea NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > last_seen_at),
  PRIMARY KEY (subject_id, kind, digest)
);

CREATE INDEX identifiers_expiring ON identifiers (expires_at);

CREATE TABLE usage_events (
  subject_id uuid NOT NULL REFERENCES subjects,
  id uuid NOT NULL,
  name text NOT NULL
    CONSTRAINT usage_events_name
    CHECK (name IN ('APP_OPENED', 'APP_CLOSED', 'HOME_SEEN', 'EDITOR_SEEN',
      'GALLERY_SEEN', 'SETTINGS_SEEN', 'PRIVACY_SEEN', 'PHOTO_CHOSEN',
      'MODEL_CHOSEN', 'VIDEO_ORDERED', 'VIDEO_PLAYED', 'VIDEO_SAVED',
      'VIDEO_SHARED')),
  seconds integer CHECK (seconds BETWEEN 0 AND 86400),
  happened_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > happened_at),
  PRIMARY KEY (subject_id, id)
);

CREATE INDEX usage_events_by_day ON usage_events (happened_at);
CREATE INDEX usage_events_expiring ON usage_events (expires_at);

CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  kind text NOT NULL
    CONSTRAINT outbox_kind
    CHECK (kind IN ('CONFIRM_ADDRESS')),
  recipient bytea NOT NULL,
  variables bytea NOT NULL,
  state text NOT NULL
    CONSTRAINT outbox_state CHECK (state IN ('WAITING', 'SENT', 'FAILED')),
  created_at timestamptz NOT NULL
);

CREATE INDEX outbox_waiting ON outbox (created_at) WHERE state = 'WAITING';
CREATE INDEX outbox_of_subject ON outbox (subject_id);

COMMENT ON COLUMN subjects.erasing_at IS
  'When the erasure of all that is kept of the person began; purpose: to write nothing more for the person; legal basis: GDPR Art. 17(1); kept for: until the erasure is complete; personal: yes';

COMMENT ON TABLE subject_keys IS
  'One row for each key of a subject; purpose: to make every sealed value of a person unreadable by destroying one value; legal basis: GDPR Art. 32(1)(a), 17(1); kept for: as long as the subject is known here; personal: no';
COMMENT ON COLUMN subject_keys.subject_id IS
  'Whose values the key seals; purpose: to find the key; legal basis: GDPR Art. 32(1)(a); kept for: as long as the subject is known here; personal: yes';
COMMENT ON COLUMN subject_keys.wrapped IS
  'The key, encrypted under the master key; purpose: to seal and unseal the values of one person; legal basis: GDPR Art. 32(1)(a); kept for: until the erasure of the subject begins; personal: no';
COMMENT ON COLUMN subject_keys.created_at IS
  'When the key was made; purpose: to prove how long it existed; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here; personal: no';
COMMENT ON COLUMN subject_keys.destroyed_at IS
  'When the key was destroyed; purpose: to prove the erasure; legal basis: GDPR Art. 5(2), 17(1); kept for: until the erasure of the subject is complete; personal: no';

COMMENT ON TABLE accounts IS
  'One row for each person who told us something of themselves; purpose: to address the person and to write to them; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here; personal: yes';
COMMENT ON COLUMN accounts.subject_id IS
  'Whose account it is; purpose: to show it to its subject only; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here; personal: yes';
COMMENT ON COLUMN accounts.email IS
  'The confirmed e-mail address, sealed; purpose: to send what the person asked for, and to recognise who writes in; legal basis: GDPR Art. 6(1)(b), 12(6); kept for: as long as the subject is known here, or until the person removes it; personal: yes';
COMMENT ON COLUMN accounts.email_digest IS
  'HMAC-SHA-256 of the address under the digest key; purpose: to find the account of a person who writes in; legal basis: GDPR Art. 12(6), 25(1); kept for: as long as the subject is known here, or until the person removes it; personal: yes';
COMMENT ON COLUMN accounts.email_confirmed_at IS
  'When the person proved to receive mail there; purpose: to trust the address; legal basis: GDPR Art. 5(1)(d); kept for: as long as the subject is known here, or until the person removes it; personal: yes';
COMMENT ON COLUMN accounts.display_name IS
  'How the person wants to be addressed, sealed; purpose: to address the person; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here, or until the person removes it; personal: yes';
COMMENT ON COLUMN accounts.locale IS
  'Language and region, as BCP 47; purpose: to write in the language of the person; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here, or until the person removes it; personal: yes';
COMMENT ON COLUMN accounts.changed_at IS
  'When the account was last changed; purpose: to tell the person; legal basis: GDPR Art. 15(1); kept for: as long as the subject is known here; personal: yes';

COMMENT ON TABLE email_confirmations IS
  'One row for each address that waits to be confirmed; purpose: to write to nobody who did not ask for it; legal basis: GDPR Art. 5(1)(d), 6(1)(b); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN email_confirmations.subject_id IS
  'Who named the address; purpose: to add it to the right account; legal basis: GDPR Art. 6(1)(b); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN email_confirmations.token_digest IS
  'HMAC-SHA-256 of the word in the mailed link, under the digest key; purpose: to recognise the link without being able to make it; legal basis: GDPR Art. 32(1); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN email_confirmations.email IS
  'The address, sealed; purpose: to confirm the very address that was named; legal basis: GDPR Art. 5(1)(d); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN email_confirmations.asked_at IS
  'When it was named; purpose: to bound how often mail is sent; legal basis: GDPR Art. 32(1); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN email_confirmations.expires_at IS
  'When the link is void; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: 24 hours unless the configuration says otherwise, then deleted by the sweeper; personal: no';

COMMENT ON TABLE identifiers IS
  'One row for each device or network a person came from; purpose: to secure the service: to notice an account that is used from elsewhere; legal basis: GDPR Art. 6(1)(f), 32(1); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN identifiers.subject_id IS
  'Who came from there; purpose: to link it to the account; legal basis: GDPR Art. 6(1)(f); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN identifiers.kind IS
  'Device or address; purpose: to read the value; legal basis: GDPR Art. 6(1)(f); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN identifiers.digest IS
  'HMAC-SHA-256 of subject and value under the digest key; purpose: to recognise it without unsealing all; legal basis: GDPR Art. 25(1); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN identifiers.value IS
  'What the app calls the device, or the network part of the address (24 bits of IPv4, 48 of IPv6), sealed; purpose: to show the person where the account was used; legal basis: GDPR Art. 6(1)(f), 25(1); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN identifiers.first_seen_at IS
  'When it was first seen; purpose: to notice what is new; legal basis: GDPR Art. 6(1)(f); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN identifiers.last_seen_at IS
  'When it was last seen, to the day; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN identifiers.expires_at IS
  'When it is deleted; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: 90 days after it was last seen unless the configuration says otherwise, then deleted by the sweeper; personal: no';

COMMENT ON TABLE usage_events IS
  'One row for each step that an app reported, by a name from a fixed list; purpose: to see how many people use what, as numbers over many people only; legal basis: GDPR Art. 6(1)(f); kept for: 30 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN usage_events.subject_id IS
  'Who took the step; purpose: to count people, to show and to erase what is theirs; legal basis: GDPR Art. 6(1)(f); kept for: 30 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN usage_events.id IS
  'The number the app gave the event; purpose: to count an event once when it is reported twice; legal basis: GDPR Art. 6(1)(f); kept for: 30 days unless the configuration says otherwise, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN usage_events.name IS
  'Which step; purpose: to see what is used; legal basis: GDPR Art. 6(1)(f); kept for: 30 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN usage_events.seconds IS
  'How long it took, where it has a length; purpose: to see what takes long; legal basis: GDPR Art. 6(1)(f); kept for: 30 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN usage_events.happened_at IS
  'When, by the clock of the device; purpose: to see when things are used; legal basis: GDPR Art. 6(1)(f); kept for: 30 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN usage_events.expires_at IS
  'When it is deleted; purpose: to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: 30 days unless the configuration says otherwise, then deleted by the sweeper; personal: no';

COMMENT ON TABLE outbox IS
  'One row for each mail that waits to be sent; purpose: to send what a person is to be told, also when the mail server is down; legal basis: GDPR Art. 6(1)(b), 12(3); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN outbox.id IS
  'Random number of the mail; purpose: to send it once; legal basis: GDPR Art. 6(1)(b); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN outbox.subject_id IS
  'Whom it is about, and whose key seals it; purpose: to erase it with the subject; legal basis: GDPR Art. 17(1); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN outbox.kind IS
  'Which template; purpose: to write the mail; legal basis: GDPR Art. 6(1)(b); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN outbox.recipient IS
  'The address, sealed; purpose: to send the mail; legal basis: GDPR Art. 6(1)(b); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN outbox.variables IS
  'What the template is filled with, as JSON, sealed; purpose: to write the mail; legal basis: GDPR Art. 6(1)(b); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN outbox.state IS
  'Waiting, sent or failed; purpose: to send it once; legal basis: GDPR Art. 6(1)(b); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN outbox.created_at IS
  'When it was queued; purpose: to send mail in order and to limit storage in time; legal basis: GDPR Art. 5(1)(e); kept for: until it is sent, at most 7 days, then deleted by the sweeper; personal: yes';
