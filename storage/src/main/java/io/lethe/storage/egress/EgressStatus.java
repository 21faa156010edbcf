package io.lethe.storage.egress;

/** What is known of an attempt to send. */
public enum EgressStatus {
  /** Written before the first byte leaves; if nothing follows, the fate is unknown. */
  SENDING,
  /** The recipient took it and gave it an id. */
  ACCEPTED,
  /** The recipient certainly did not take it; another attempt is allowed. */
  NOT_ACCEPTED,
  /** The recipient may have taken it. Nothing is sent again. */
  UNKNOWN,
  /** Not an attempt: the recipient of an earlier one fetched the file that was handed over. */
  FETCHED
}
