package io.lethe.fal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One field of a model's input. None of them prints its value: a prompt can be as personal as a
 * photo.
 *
 * <p>fal.ai is strict about JSON types; Kling's {@code duration}, for one, is a {@link Text}.
 */
public sealed interface FalField {
  /** The key in the JSON object. */
  String name();

  /** A JSON string. */
  record Text(String name, String value) implements FalField {
    @Override
    public String toString() {
      return name + "=text";
    }
  }

  /** A JSON number. */
  record Decimal(String name, double value) implements FalField {
    public Decimal {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("JSON has no such number");
      }
    }

    @Override
    public String toString() {
      return name + "=number";
    }
  }

  /** A JSON boolean. */
  record Flag(String name, boolean value) implements FalField {
    @Override
    public String toString() {
      return name + "=flag";
    }
  }

  /**
   * A file, sent inline as a {@code data:} address. It is encoded while it is sent and never held
   * whole in memory.
   *
   * @param contentType such as {@code image/jpeg}
   * @param length in bytes; a source that turns out shorter or longer fails the submit before
   *     anything is accepted
   * @param source opened at most once for each submit
   */
  record File(String name, String contentType, long length, Source source) implements FalField {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]+");

    public File {
      if (!MEDIA_TYPE.matcher(contentType).matches()) {
        throw new IllegalArgumentException("A content type is a plain type/subtype");
      }
      if (length <= 0) {
        throw new IllegalArgumentException("A file has at least one byte");
      }
    }

    @Override
    public String toString() {
      return name + "=file";
    }
  }

  /**
   * A file by its address, from where fal.ai fetches it while it works.
   *
   * @param address whoever has it may be able to read the file
   */
  record Link(String name, URI address) implements FalField {
    @Override
    public String toString() {
      return name + "=link";
    }
  }

  /**
   * A JSON list of files, in this order: a prompt may speak of the first and the second.
   *
   * @param files each a {@link File} or a {@link Link}; their own names are not sent
   */
  record Files(String name, List<FalField> files) implements FalField {
    public Files {
      files = List.copyOf(files);
      if (!files.stream().allMatch(one -> one instanceof File || one instanceof Link)) {
        throw new IllegalArgumentException("A list of files holds files");
      }
    }

    @Override
    public String toString() {
      return name + "=" + files.size() + " files";
    }
  }

  /** Where a file's bytes come from. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }
}
