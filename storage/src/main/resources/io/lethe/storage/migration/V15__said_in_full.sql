-- What these columns say about people was there, but not told: the data map, the record of processing and the access
-- packages are drawn from here.

COMMENT ON COLUMN media.id IS
  'The object in the vault that it names: a photo, a clip or a video, which may show faces, encrypted under the key of the job; purpose: to make the video that was ordered and to give it to its subject; legal basis: GDPR Art. 6(1)(a), 6(1)(b); kept for: an upload until its video is there, all of it at most until the job is erased; personal: yes';

COMMENT ON COLUMN packages.object IS
  'The object in the vault that it names: a copy of all that is kept of its subject, encrypted under the key of the subject; purpose: to give the subject what was asked for; legal basis: GDPR Art. 15(3), 20(1); kept for: until it is downloaded, at most 7 days unless the configuration says otherwise, then erased by the sweeper; personal: yes';

-- Who has the digest key can tell whether a given address is among them: that is pseudonymous, not anonymous (recital 26).
COMMENT ON TABLE suppressions IS
  'One row for each address that no marketing is sent to; purpose: to send no marketing to who objected, also after everything else is erased; legal basis: GDPR Art. 21(3); kept for: for good: it keeps mail from being sent; personal: yes';
COMMENT ON COLUMN suppressions.email_digest IS
  'HMAC-SHA-256 of the address under the digest key; purpose: to recognise the address without keeping it; legal basis: GDPR Art. 21(3), 25(1); kept for: for good: it keeps mail from being sent; personal: yes';
COMMENT ON COLUMN suppressions.since IS
  'When the person objected; purpose: to let only a consent that was given later count; legal basis: GDPR Art. 21(3), 7; kept for: for good: it keeps mail from being sent; personal: yes';
