-- Who of the staff did what. For the form of the comments see V1__ledger.sql.

CREATE TABLE staff (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  first_seen_at timestamptz NOT NULL,
  signed_out_at timestamptz
);

CREATE TABLE audit_log (
  number bigint PRIMARY KEY CHECK (number > 0),
  staff_id uuid NOT NULL REFERENCES staff,
  act text NOT NULL
    CONSTRAINT audit_log_act
    CHECK (act IN ('SIGNED_IN', 'SIGNED_OUT', 'RECEIVED', 'VERIFIED', 'APPROVED', 'EXTENDED', 'HELD',
      'RELEASED', 'FULFILLED', 'DENIED')),
  request_id uuid,
  at timestamptz NOT NULL,
  previous bytea NOT NULL CHECK (octet_length(previous) = 32),
  seal bytea NOT NULL CHECK (octet_length(seal) = 32),
  CONSTRAINT audit_log_of_a_request
    CHECK ((act IN ('SIGNED_IN', 'SIGNED_OUT')) = (request_id IS NULL))
);

CREATE TRIGGER audit_log_is_only_added
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What the console shows of receipts.
CREATE INDEX receipts_newest ON receipts (issued_at DESC);

COMMENT ON TABLE staff IS
  'One row for each member of staff who signed in; purpose: to hold people to what they decide without keeping their names; legal basis: GDPR Art. 32(4), 5(2); kept for: as long as the log of what they did; personal: no';
COMMENT ON COLUMN staff.id IS
  'Random number; purpose: to name who did something; legal basis: GDPR Art. 5(2); kept for: as long as the log of what they did; personal: no';
COMMENT ON COLUMN staff.digest IS
  'HMAC-SHA-256 of issuer and subject of their token, under the digest key; purpose: to recognise the same person again; legal basis: GDPR Art. 32(4); kept for: as long as the log of what they did; personal: no';
COMMENT ON COLUMN staff.first_seen_at IS
  'When they first signed in; purpose: to tell since when they could act; legal basis: GDPR Art. 5(2); kept for: as long as the log of what they did; personal: no';
COMMENT ON COLUMN staff.signed_out_at IS
  'When they last signed out; purpose: to end every session that began before; legal basis: GDPR Art. 32(1)(b); kept for: until the next time; personal: no';
COMMENT ON TABLE audit_log IS
  'One row for each act of staff, only ever added, each sealed with the one before; purpose: to prove who decided what and that nobody changed it since; legal basis: GDPR Art. 5(2), 32(4); kept for: as long as the installation: a chain that loses its beginning proves nothing; personal: no';
COMMENT ON COLUMN audit_log.number IS
  'Counted from 1 without gaps; purpose: to show that none is missing; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN audit_log.staff_id IS
  'Who did it; purpose: to hold people to what they decide; legal basis: GDPR Art. 32(4); kept for: as long as the row; personal: no';
COMMENT ON COLUMN audit_log.act IS
  'What was done; purpose: to prove it; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN audit_log.request_id IS
  'The number of the request that it was done about, which tells nothing once the request is not kept any more; purpose: to prove how it was decided; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN audit_log.at IS
  'When it was done; purpose: to prove it; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN audit_log.previous IS
  'The seal of the row before; purpose: to show where a row was taken out or put in; legal basis: GDPR Art. 5(2), 32(1)(b); kept for: as long as the row; personal: no';
COMMENT ON COLUMN audit_log.seal IS
  'HMAC-SHA-256 of all other columns, under the digest key; purpose: to show where a row was changed; legal basis: GDPR Art. 5(2), 32(1)(b); kept for: as long as the row; personal: no';
