-- Promotional mail: one text for a campaign, one mail for each person who ever agreed to such mail, and
-- one gate that each of these mails passes when it is to be sent.

CREATE TABLE campaigns (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  text text NOT NULL,
  ordered_at timestamptz NOT NULL,
  reached bigint NOT NULL DEFAULT 0,
  until bigint NOT NULL,
  complete_at timestamptz,
  queued bigint NOT NULL DEFAULT 0,
  sent bigint NOT NULL DEFAULT 0,
  suppressed bigint NOT NULL DEFAULT 0,
  CONSTRAINT campaigns_settle_what_was_queued CHECK (sent + suppressed <= queued)
);

CREATE INDEX campaigns_underway ON campaigns (ordered_at) WHERE complete_at IS NULL;

-- Whom a campaign goes through, in the order of their grants.
CREATE INDEX consents_to_marketing ON consents (id) WHERE purpose = 'MARKETING' AND decision = 'GRANTED';

ALTER TABLE consents DROP CONSTRAINT consents_channel;
ALTER TABLE consents ADD CONSTRAINT consents_channel CHECK (channel IN ('API', 'MAIL'));

ALTER TABLE outbox ADD COLUMN campaign_id uuid REFERENCES campaigns;

ALTER TABLE outbox DROP CONSTRAINT outbox_kind;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind
  CHECK (kind IN ('CONFIRM_ADDRESS', 'REQUEST_RECEIVED', 'REQUEST_EXTENDED', 'REQUEST_DENIED',
    'VERIFY_REQUEST', 'ACCESS_READY', 'STAFF_REMINDER', 'PROMOTION'));
ALTER TABLE outbox ADD CONSTRAINT outbox_promotions_have_a_campaign
  CHECK ((kind = 'PROMOTION') = (campaign_id IS NOT NULL));

-- What people wait for and what nobody waits for, each in its own order.
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (coalesce(next_try_at, created_at))
  WHERE state = 'WAITING' AND campaign_id IS NULL;
CREATE INDEX outbox_promotions_due ON outbox (coalesce(next_try_at, created_at))
  WHERE state = 'WAITING' AND campaign_id IS NOT NULL;

ALTER TABLE audit_log DROP CONSTRAINT audit_log_act;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_act
  CHECK (act IN ('SIGNED_IN', 'SIGNED_OUT', 'RECEIVED', 'VERIFIED', 'APPROVED', 'EXTENDED', 'HELD',
    'RELEASED', 'FULFILLED', 'DENIED', 'CAMPAIGN_ORDERED'));

COMMENT ON COLUMN audit_log.request_id IS
  'The number of the request that it was done about, which tells nothing once the request is not kept any more, or of the campaign; purpose: to prove how it was decided; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';

COMMENT ON TABLE campaigns IS
  'One row for each promotional mail to everyone who agreed; purpose: to send the same words once to each, and to prove what was sent; legal basis: GDPR Art. 6(1)(a), 5(2); kept for: as long as the installation: a number that was forgotten could be sent again; personal: no';
COMMENT ON COLUMN campaigns.id IS
  'The number that whoever ordered it drew; purpose: to recognise an order that is repeated; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.title IS
  'The subject line, the same for everyone; purpose: to write the mails; legal basis: GDPR Art. 6(1)(a); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.text IS
  'The plain text, the same for everyone; purpose: to write the mails; legal basis: GDPR Art. 6(1)(a); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.ordered_at IS
  'When it was ordered; purpose: to prove it, and to begin with the oldest; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.reached IS
  'The number of the last grant that a mail was queued for; purpose: to go on from there, never twice through the same; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.until IS
  'The number of the last grant there was when it was ordered; purpose: to come to an end; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.complete_at IS
  'When the last mail was queued; purpose: to do nothing more; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.queued IS
  'How many mails were queued; purpose: to count what became of them; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.sent IS
  'How many a mail server took; purpose: to tell whoever ordered it; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN campaigns.suppressed IS
  'How many the gate held back; purpose: to tell whoever ordered it; legal basis: GDPR Art. 5(2); kept for: as long as the row; personal: no';
COMMENT ON COLUMN outbox.campaign_id IS
  'The campaign of a promotional mail; purpose: to find its words, and to count it; legal basis: GDPR Art. 6(1)(a); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: no';
