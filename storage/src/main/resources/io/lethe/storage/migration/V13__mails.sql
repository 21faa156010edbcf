-- Mail that tells what became of something: a video that is ready, a consent that was taken back, a request
-- that was answered, and an erasure after which there is nobody left to write to.

ALTER TABLE accounts ADD COLUMN mail_when_ready boolean NOT NULL DEFAULT false;

CREATE INDEX accounts_to_mail_when_ready ON accounts (subject_id) WHERE mail_when_ready;

ALTER TABLE outbox DROP CONSTRAINT outbox_kind;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind
  CHECK (kind IN ('CONFIRM_ADDRESS', 'REQUEST_RECEIVED', 'REQUEST_EXTENDED', 'REQUEST_DENIED',
    'VERIFY_REQUEST', 'ACCESS_READY', 'STAFF_REMINDER', 'PROMOTION', 'VIDEO_READY', 'CONSENT_WITHDRAWN',
    'REQUEST_FULFILLED', 'SUBJECT_ERASED'));

-- The mail that says that all is erased goes to an address that is kept for nothing else, and of whose
-- subject nothing is left.
ALTER TABLE outbox ALTER COLUMN subject_id DROP NOT NULL;
ALTER TABLE outbox ADD CONSTRAINT outbox_of_nobody_says_so
  CHECK ((kind = 'SUBJECT_ERASED') = (subject_id IS NULL) AND (subject_id IS NOT NULL OR state = 'WAITING'));

COMMENT ON COLUMN accounts.mail_when_ready IS
  'Whether the person asked to be mailed when a video is ready; purpose: to do so, and only then; legal basis: GDPR Art. 6(1)(b); kept for: as long as the subject is known here, or until the person changes it; personal: yes';
COMMENT ON COLUMN outbox.subject_id IS
  'Whom it is about, and absent in the mail that says that all was erased, whose row is deleted once it is sent; purpose: to send it to its subject only, and to erase it with all else; legal basis: GDPR Art. 6(1)(b), 12(3); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN outbox.recipient IS
  'The address, sealed under the key of the subject, or, for the mail that says that all was erased, by the master key; purpose: to send the mail; legal basis: GDPR Art. 6(1)(b), 12(3); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
