package io.lethe.api.video;

import io.lethe.api.problem.RequestRefusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110, 14).
 *
 * @param first counted from 0
 * @param last included
 */
public record ByteRange(long first, long last) {
  private static final Pattern ONE_RANGE =
      Pattern.compile("bytes=\\s*(\\d*)-(\\d*)\\s*", Pattern.CASE_INSENSITIVE);

  public static ByteRange all(long size) {
    return new ByteRange(0, size - 1);
  }

  /**
   * Absent when the whole is to be sent: no range, another unit, several ranges or none that can be
   * understood (14.2 allows to ignore those).
   *
   * @throws io.lethe.api.problem.Refused if no byte lies in the range
   */
  public static Optional<ByteRange> parse(@Nullable String header, long size) {
    Matcher range = header == null ? null : ONE_RANGE.matcher(header);
    if (range == null || !range.matches()) {
      return Optional.empty();
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    if (first.isEmpty()) {
      return Optional.of(suffix(number(last), size));
    }
    long from = number(first);
    long to = last.isEmpty() ? size - 1 : Math.min(number(last), size - 1);
    if (!last.isEmpty() && number(last) < from) {
      return Optional.empty();
    }
    if (from >= size) {
      throw new RequestRefusal.RangeNotSatisfiable(size).asException();
    }
    return Optional.of(new ByteRange(from, to));
  }

  /** No file is so long that more digits would matter. */
  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static ByteRange suffix(long length, long size) {
    if (length == 0 || size == 0) {
      throw new RequestRefusal.RangeNotSatisfiable(size).asException();
    }
    return new ByteRange(Math.max(0, size - length), size - 1);
  }

  public long length() {
    return last - first + 1;
  }

  /** For {@code Content-Range}. */
  public String of(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
