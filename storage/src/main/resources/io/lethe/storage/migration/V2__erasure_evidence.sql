-- What an erasure needs to be sure, and what it learns after its receipt. For the form of the comments
-- see V1__ledger.sql.

CREATE TABLE objects (
  id uuid PRIMARY KEY,
  job_id uuid NOT NULL,
  named_at timestamptz NOT NULL
);

CREATE INDEX objects_of_job ON objects (job_id);

-- No writer can forget it: a row of media comes before the first byte of its object.
CREATE FUNCTION media_name_object() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO objects (id, job_id, named_at) VALUES (NEW.id, NEW.job_id, NEW.began_at);
  RETURN NULL;
END
$$;

CREATE TRIGGER media_name_object AFTER INSERT ON media
  FOR EACH ROW EXECUTE FUNCTION media_name_object();

INSERT INTO objects (id, job_id, named_at) SELECT id, job_id, began_at FROM media;

COMMENT ON TABLE objects IS
  'One row for each name that an object of the vault ever had, whatever became of its writer; purpose: to open each of them when the job is erased, because a list of the store may be incomplete; legal basis: GDPR Art. 17(1), 5(2); kept for: until the second look after the erasure; personal: no';
COMMENT ON COLUMN objects.id IS
  'Random number, part of the name of the object; purpose: to try to open the object; legal basis: GDPR Art. 17(1); kept for: until the second look after the erasure; personal: no';
COMMENT ON COLUMN objects.job_id IS
  'The job it belongs to; purpose: to find the names of a job; legal basis: GDPR Art. 17(1); kept for: until the second look after the erasure; personal: no';
COMMENT ON COLUMN objects.named_at IS
  'When its writer began; purpose: to tell what a broken writer left; legal basis: GDPR Art. 5(1)(e); kept for: until the second look after the erasure; personal: no';

CREATE TABLE amendments (
  receipt_id uuid NOT NULL REFERENCES receipts ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  jws text NOT NULL,
  issued_at timestamptz NOT NULL,
  PRIMARY KEY (receipt_id, number)
);

CREATE TRIGGER amendments_are_only_added
  BEFORE UPDATE OR TRUNCATE ON amendments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION amendments_leave_with_their_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM receipts WHERE id = OLD.receipt_id) THEN
    RAISE EXCEPTION 'records in % are only ever added', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER amendments_leave_with_their_receipt BEFORE DELETE ON amendments
  FOR EACH ROW EXECUTE FUNCTION amendments_leave_with_their_receipt();

COMMENT ON TABLE amendments IS
  'One row for each thing learned after a receipt, only ever added; purpose: to give the subject evidence of what was confirmed later; legal basis: GDPR Art. 5(2), 12(3); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN amendments.receipt_id IS
  'The receipt it adds to; purpose: to find the amendments of a receipt; legal basis: GDPR Art. 12(3); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN amendments.number IS
  'Counts the amendments of a receipt from 1; purpose: to read them in order and to notice a missing one; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN amendments.jws IS
  'The amendment, signed, holding nothing of the content; purpose: to let anyone verify it without us; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';
COMMENT ON COLUMN amendments.issued_at IS
  'When it was issued; purpose: to prove when absence was confirmed; legal basis: GDPR Art. 5(2); kept for: as long as the subject is known here: it is evidence; personal: no';

-- What the sweeper looks for in each round.
CREATE INDEX erasures_looked_at_once ON erasures (began_at) WHERE looked_again_at IS NULL;
