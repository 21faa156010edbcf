package io.lethe.storage.key;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals what others keep for us, such as a session in a browser's cookie: whoever keeps it can
 * neither read nor change it, nor use it for another purpose than it was sealed for.
 */
public final class TicketKey {
  private final Aead aead;

  TicketKey(Aead aead) {
    this.aead = aead;
  }

  /** The ticket has letters, digits, dashes and underscores only. */
  public String seal(String purpose, String words) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(aead.encrypt(words.getBytes(StandardCharsets.UTF_8), boundTo(purpose)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a ticket could not be sealed", impossible);
    }
  }

  /** Empty for what was not sealed here for this purpose. */
  public Optional<String> open(String purpose, String ticket) {
    try {
      byte[] words = aead.decrypt(Base64.getUrlDecoder().decode(ticket), boundTo(purpose));
      return Optional.of(new String(words, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static byte[] boundTo(String purpose) {
    return ("lethe/ticket/" + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
