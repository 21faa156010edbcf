-- How mail leaves the outbox. What it said is erased the moment it is sent; that it was sent stays for a term.

ALTER TABLE outbox
  ADD COLUMN attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  ADD COLUMN next_try_at timestamptz,
  ADD COLUMN settled_at timestamptz,
  ALTER COLUMN variables DROP NOT NULL;

ALTER TABLE outbox DROP CONSTRAINT outbox_state;
ALTER TABLE outbox ADD CONSTRAINT outbox_state
  CHECK (state IN ('WAITING', 'SENT', 'REFUSED', 'SUPPRESSED'));
ALTER TABLE outbox ADD CONSTRAINT outbox_words_go_with_the_mail
  CHECK ((state = 'WAITING') = (variables IS NOT NULL) AND (state = 'WAITING') = (settled_at IS NULL));

DROP INDEX outbox_waiting;
CREATE INDEX outbox_due ON outbox (coalesce(next_try_at, created_at)) WHERE state = 'WAITING';

COMMENT ON TABLE outbox IS
  'One row for each mail, from when it is queued; purpose: to send what a person is to be told, also when the mail server is down, and to tell the person what was sent; legal basis: GDPR Art. 6(1)(b), 12(3); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
COMMENT ON COLUMN outbox.variables IS
  'What the template is filled with, as JSON, sealed; purpose: to write the mail; legal basis: GDPR Art. 6(1)(b); kept for: until it is sent; personal: yes';
COMMENT ON COLUMN outbox.state IS
  'Waiting, sent, refused by the mail server for good, or suppressed by the gate for marketing; purpose: to send it once, and nothing against the will of the person; legal basis: GDPR Art. 6(1)(b), 21(3); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN outbox.attempts IS
  'How often it was tried; purpose: to try ever more rarely; legal basis: GDPR Art. 6(1)(b); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN outbox.next_try_at IS
  'Not to be tried before; purpose: to let one process at a time try, and a mail server recover; legal basis: GDPR Art. 6(1)(b); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: no';
COMMENT ON COLUMN outbox.settled_at IS
  'When it was sent, refused or suppressed; purpose: to tell the person when a mail was sent; legal basis: GDPR Art. 15(1), 12(3); kept for: 7 days unless the configuration says otherwise, then deleted by the sweeper; personal: yes';
