-- What the desk needs beside decisions: holds that end and can be looked through, letters of people who are
-- not known here, and a way through the requests that are closed.

-- Several matters may hold one person; each is lifted for itself, and ends by itself.
ALTER TABLE legal_holds DROP CONSTRAINT legal_holds_pkey;
ALTER TABLE legal_holds
  ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  ADD COLUMN ends_at timestamptz,
  ADD COLUMN released_by uuid,
  ADD COLUMN released_at timestamptz,
  ADD COLUMN release_ground bytea;
UPDATE legal_holds SET ends_at = placed_at + interval '1 year';
ALTER TABLE legal_holds
  ALTER COLUMN id DROP DEFAULT,
  ALTER COLUMN ends_at SET NOT NULL,
  ADD CONSTRAINT legal_holds_end CHECK (ends_at > placed_at),
  ADD CONSTRAINT legal_holds_released
    CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_ground IS NULL));

CREATE INDEX legal_holds_of_subject ON legal_holds (subject_id, ends_at);
CREATE INDEX legal_holds_in_force ON legal_holds (ends_at, id) WHERE released_at IS NULL;

-- One row for each request of which staff noted something: most have none.
CREATE TABLE desk_notes (
  request_id uuid PRIMARY KEY REFERENCES rights_requests ON DELETE CASCADE,
  correspondent bytea,
  verification bytea,
  by_letter boolean NOT NULL DEFAULT false,
  told_at timestamptz
);

CREATE INDEX desk_notes_to_tell ON desk_notes (request_id) WHERE by_letter AND told_at IS NULL;

CREATE INDEX rights_requests_closed_newest ON rights_requests (closed_at DESC, id DESC)
  WHERE closed_at IS NOT NULL;
CREATE INDEX rights_requests_closed_in_state ON rights_requests (state, closed_at DESC, id DESC)
  WHERE closed_at IS NOT NULL;
DROP INDEX rights_requests_closed_at;

ALTER TABLE rights_events DROP CONSTRAINT rights_events_what;
ALTER TABLE rights_events ADD CONSTRAINT rights_events_what
  CHECK (what IN ('RECEIVED', 'VERIFIED', 'APPROVED', 'BEGUN', 'EXTENDED', 'HELD', 'RELEASED',
    'REMINDED', 'OVERDUE', 'FULFILLED', 'DENIED', 'REVOKED', 'EXPIRED', 'TOLD'));

ALTER TABLE audit_log DROP CONSTRAINT audit_log_act;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_act
  CHECK (act IN ('SIGNED_IN', 'SIGNED_OUT', 'RECEIVED', 'VERIFIED', 'APPROVED', 'EXTENDED', 'HELD',
    'RELEASED', 'FULFILLED', 'DENIED', 'CAMPAIGN_ORDERED', 'TOLD'));
ALTER TABLE audit_log ADD COLUMN hold_id uuid;
ALTER TABLE audit_log DROP CONSTRAINT audit_log_of_a_request;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_of_a_request
  CHECK ((act IN ('SIGNED_IN', 'SIGNED_OUT')) = (request_id IS NULL AND hold_id IS NULL));

COMMENT ON TABLE legal_holds IS
  'One row for each matter for which the data of a subject must not be erased for now; purpose: to keep what a legal claim needs; legal basis: GDPR Art. 17(3)(b), 17(3)(e); kept for: three years after it ended, then deleted by the sweeper, or until the subject is erased; personal: yes';
COMMENT ON COLUMN legal_holds.id IS
  'Random number; purpose: to name it in addresses and in the log; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN legal_holds.subject_id IS
  'Whose data is held; purpose: to hold it; legal basis: GDPR Art. 17(3)(e); kept for: as long as the row; personal: yes';
COMMENT ON COLUMN legal_holds.ground IS
  'Why, sealed; purpose: to review whether it is still needed; legal basis: GDPR Art. 5(2), 17(3); kept for: as long as the row; personal: yes';
COMMENT ON COLUMN legal_holds.placed_by IS
  'The opaque number of the member of staff who placed it; purpose: to hold people to what they decide; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN legal_holds.placed_at IS
  'When; purpose: to review whether it is still needed; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN legal_holds.ends_at IS
  'From when it holds nothing any more by itself, a year after it was placed at most; purpose: to let no hold be forgotten; legal basis: GDPR Art. 5(1)(e); kept for: as long as the row; personal: no';
COMMENT ON COLUMN legal_holds.released_by IS
  'The opaque number of the member of staff who lifted it; purpose: to hold people to what they decide; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN legal_holds.released_at IS
  'When it was lifted, if it was before it ended; purpose: to prove how long data was held; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN legal_holds.release_ground IS
  'Why it was lifted, sealed; purpose: to prove why data was not held longer; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: yes';

COMMENT ON TABLE desk_notes IS
  'One row for each request of which staff noted something; purpose: to answer who wrote on paper, and to prove how a person was verified; legal basis: GDPR Art. 12(3), 12(6), 5(2); kept for: as long as the request; personal: yes';
COMMENT ON COLUMN desk_notes.request_id IS
  'The request; purpose: to find it; legal basis: GDPR Art. 5(2); kept for: as long as the request; personal: no';
COMMENT ON COLUMN desk_notes.correspondent IS
  'Who wrote and how they are answered, as on the letter, sealed; purpose: to answer; legal basis: GDPR Art. 12(3); kept for: until the subject is erased, or 90 days after the answer where nothing else is kept of the person, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN desk_notes.verification IS
  'How staff established who asks, sealed; purpose: to give nothing to a stranger and to prove it; legal basis: GDPR Art. 12(6), 5(2); kept for: until the subject is erased, or 90 days after the answer where nothing else is kept of the person, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN desk_notes.by_letter IS
  'Whether it came by letter or by word; purpose: to have each answer told, because such people see none by themselves; legal basis: GDPR Art. 12(3); kept for: as long as the request; personal: no';
COMMENT ON COLUMN desk_notes.told_at IS
  'When the answer was mailed, or sent on paper as staff say; purpose: to prove that the person was told in time; legal basis: GDPR Art. 12(3), 5(2); kept for: as long as the request; personal: no';

COMMENT ON COLUMN audit_log.hold_id IS
  'The number of the legal hold that it was done about; purpose: to prove how it was decided; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
