package io.lethe.workers.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.OutgoingMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes mails. One text for each {@link MailKind} stands beside this class; its first line is the
 * subject, a blank line parts paragraphs, and a line that is an address becomes a link. The HTML
 * form is made from the finished plain text, so the two can't say different things, and whatever a
 * variable holds is text in both: none can bring markup in, or end a header.
 */
final class MailTemplates {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK).withZone(ZoneOffset.UTC);

  /** Whatever could end a header (RFC 5322, 2.2). */
  private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+");

  private final URI links;
  private final String contact;
  private final Map<MailKind, Template> bodies = new EnumMap<>(MailKind.class);
  private final Map<MailKind, Template> subjects = new EnumMap<>(MailKind.class);

  /**
   * @throws IllegalStateException if a kind of mail has no text
   */
  MailTemplates(MailSettings settings) {
    this.links = settings.links();
    this.contact = settings.contact();
    Mustache.Compiler compiler = Mustache.compiler().escapeHTML(false);
    String signature = read("signature");
    for (MailKind kind : MailKind.values()) {
      String[] parts = read(kind.name().toLowerCase(Locale.ROOT).replace('_', '-')).split("\n", 2);
      subjects.put(kind, compiler.compile(parts[0].strip()));
      bodies.put(kind, compiler.compile(parts[1].strip() + "\n\n" + signature.strip() + "\n"));
    }
  }

  WrittenMail write(OutgoingMail mail) {
    Map<String, String> variables = variables(mail);
    String text = Objects.requireNonNull(bodies.get(mail.kind())).execute(variables);
    String subject =
        LINE_BREAKS
            .matcher(Objects.requireNonNull(subjects.get(mail.kind())).execute(variables))
            .replaceAll(" ");
    return new WrittenMail(subject, text, HtmlForm.of(subject, text), optOut(mail));
  }

  private @Nullable URI optOut(OutgoingMail mail) {
    String path = mail.kind() == MailKind.PROMOTION ? mail.variables().get("path") : null;
    return path == null ? null : links.resolve(path);
  }

  /** With {@code link} for a {@code path}, days for instants, and words for a right. */
  private Map<String, String> variables(OutgoingMail mail) {
    Map<String, String> variables = new HashMap<>();
    mail.variables().forEach((name, value) -> variables.put(name, inWords(name, value)));
    String path = mail.variables().get("path");
    if (path != null) {
      variables.put("link", links.resolve(path).toString());
    }
    variables.put("contact", contact);
    return variables;
  }

  private static String inWords(String name, String value) {
    return switch (name) {
      case "due", "until" -> day(value);
      case "right" -> right(value);
      case "reason" -> value.toLowerCase(Locale.ROOT).replace('_', ' ');
      default -> value;
    };
  }

  private static String right(String value) {
    return switch (value) {
      case "ACCESS" -> "access to your data";
      case "CORRECTION" -> "correction of your data";
      case "DELETION" -> "deletion of your data";
      case "MARKETING_OPT_OUT" -> "an end to promotional mail";
      default -> value.toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String day(String instant) {
    try {
      return DAY.format(Instant.parse(instant));
    } catch (DateTimeParseException alreadyADay) {
      return instant;
    }
  }

  private static String read(String name) {
    try (InputStream text = MailTemplates.class.getResourceAsStream(name + ".txt")) {
      if (text == null) {
        throw new IllegalStateException("there is no text for the mail " + name);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
