package io.lethe.domain.consent;

import java.util.List;

/**
 * The text a subject is shown before deciding. A changed text is a new version; consents keep the
 * version and the hash they answered to.
 *
 * @param version counted from 1 for each purpose
 * @param hash SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal; a grant repeats it, so
 *     that nobody consents to a text other than the one shown
 * @param recipients who gets data under this consent, by name
 */
public record Notice(
    Purpose purpose, int version, String hash, List<String> recipients, String text) {

  public Notice {
    recipients = List.copyOf(recipients);
  }
}
