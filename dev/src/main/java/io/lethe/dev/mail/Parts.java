package io.lethe.dev.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;

/** Finds the forms of a mail that came as alternatives (RFC 2046, 5.1.4). */
final class Parts {
  private Parts() {}

  /** The first part of that type, however deep; empty if there is none. */
  static String find(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        String found = find(several.getBodyPart(i), type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
