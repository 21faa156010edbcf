package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What objects are called, and what their encryption is bound to. */
final class ObjectNames {
  /** Everything that belongs to jobs lies below it. */
  static final String JOBS = "jobs/";

  /** One group: the number. */
  static final String ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";

  private static final Pattern WHOLE = Pattern.compile(JOBS + ID + "/" + ID);
  private static final Pattern IN_FOLDER = Pattern.compile(JOBS + ID + "/.*");

  private ObjectNames() {}

  static String prefix(JobId job) {
    return JOBS + job + "/";
  }

  static String of(JobId job, MediaId media) {
    return prefix(job) + media;
  }

  /** The object's id, if this is the name of one, whole. */
  static Optional<UUID> media(String name) {
    Matcher whole = WHOLE.matcher(name);
    return whole.matches() ? Optional.of(UUID.fromString(whole.group(2))) : Optional.empty();
  }

  /** The job in whose folder it lies, if that bears the name of one. */
  static Optional<JobId> job(String name) {
    Matcher inFolder = IN_FOLDER.matcher(name);
    return inFolder.matches()
        ? Optional.of(new JobId(UUID.fromString(inFolder.group(1))))
        : Optional.empty();
  }

  static byte[] boundTo(Media media) {
    return boundTo(media.job(), media.id(), media.kind());
  }

  /** Associated data: under any other job, id or kind the object does not open. */
  static byte[] boundTo(JobId job, MediaId media, MediaKind kind) {
    return ("lethe/media/" + job + "/" + media + "/" + kind).getBytes(StandardCharsets.UTF_8);
  }
}
