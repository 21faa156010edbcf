-- How requests go on whatever is lost: a change that their workflow was not told of, or, where the
-- ledger is restored from a backup, an erasure since.

ALTER TABLE rights_requests DROP CONSTRAINT rights_requests_channel;
ALTER TABLE rights_requests ADD CONSTRAINT rights_requests_channel
  CHECK (channel IN ('API', 'MAIL', 'STAFF', 'RESTORE'));

ALTER TABLE rights_requests ADD COLUMN unseen_since timestamptz;

CREATE INDEX rights_requests_unseen ON rights_requests (unseen_since) WHERE unseen_since IS NOT NULL;

COMMENT ON COLUMN rights_requests.unseen_since IS
  'Since when there is a change that the workflow of the request has not looked at; purpose: to wake it though telling it failed; legal basis: GDPR Art. 12(3); kept for: until the workflow looks; personal: no';
