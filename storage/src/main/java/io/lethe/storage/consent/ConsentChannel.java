package io.lethe.storage.consent;

/** How a decision reached us. */
public enum ConsentChannel {
  /** The subject told the app, and the app told our API with the subject's own token. */
  API,
  /** The recipient of a mail followed the link in it. */
  MAIL
}
