package io.lethe.storage.consent;

import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The notices in force, one for each purpose. A text that was ever shown is never edited: a change
 * is a new file with the next version, and the number here.
 */
public final class Notices {
  /** What {@link io.lethe.storage.egress.NewEgress#recipient()} is compared with. */
  private static final List<String> AI_RECIPIENTS = List.of("fal.ai", "Kling");

  /** What the notice on AI processing promises; no configuration may take longer. */
  public static final Duration ERASED_WITHIN = Duration.ofHours(4);

  /** What that notice says the provider keeps the finished video for, at most. */
  public static final Duration KEPT_BY_PROVIDER = Duration.ofHours(1);

  private final Map<Purpose, Notice> current;

  private Notices(Map<Purpose, Notice> current) {
    this.current = current;
  }

  public static Notices load() {
    Map<Purpose, Notice> current = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      current.put(
          purpose,
          switch (purpose) {
            case AI_PROCESSING -> read(purpose, 2, AI_RECIPIENTS);
            case MARKETING -> read(purpose, 1, List.of());
          });
    }
    return new Notices(current);
  }

  /** One for each purpose. */
  public List<Notice> current() {
    return Arrays.stream(Purpose.values()).map(this::current).toList();
  }

  public Notice current(Purpose purpose) {
    return Objects.requireNonNull(current.get(purpose));
  }

  private static Notice read(Purpose purpose, int version, List<String> recipients) {
    String file =
        purpose.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-v" + version + ".md";
    try (InputStream text = Notices.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(text, file).readAllBytes();
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Notice(
          purpose, version, hash, recipients, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
