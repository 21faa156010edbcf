package io.lethe.fal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a submission, written straight to the socket: of a file no more than {@link
 * #CHUNK} bytes are in memory at a time. Its length is known beforehand, and it can be sent once
 * only, which also keeps OkHttp from repeating a submit on a {@code 503} with {@code Retry-After:
 * 0}.
 */
final class SubmitBody extends RequestBody {
  /** A multiple of three, so that each chunk encodes to base64 without padding in the middle. */
  static final int CHUNK = 48 * 1024;

  private static final MediaType JSON = MediaType.get("application/json");
  private static final ObjectMapper SCALARS = new ObjectMapper();
  private static final ByteString END_OF_FILE = ByteString.encodeUtf8("\"");
  private static final ByteString END_OF_BODY = ByteString.encodeUtf8("}");

  private final List<Part> parts;
  private volatile boolean complete;

  SubmitBody(List<FalField> input) {
    parts = new ArrayList<>();
    String separator = "{";
    for (FalField field : input) {
      add(separator + json(field.name()) + ":", field);
      separator = ",";
    }
    if (input.isEmpty()) {
      parts.add(new Part(ByteString.encodeUtf8("{"), null));
    }
  }

  private void add(String key, FalField field) {
    if (field instanceof FalField.Files list) {
      String before = key + "[";
      for (FalField one : list.files()) {
        parts.add(part(before, one));
        before = ",";
      }
      String end = list.files().isEmpty() ? before + "]" : "]";
      parts.add(new Part(ByteString.encodeUtf8(end), null));
    } else {
      parts.add(part(key, field));
    }
  }

  /** Text that is ready to go and, behind it, perhaps a file. */
  private record Part(ByteString text, FalField.@Nullable File file) {
    long length() {
      return text.size() + (file == null ? 0 : base64Length(file.length()) + END_OF_FILE.size());
    }
  }

  private static Part part(String key, FalField field) {
    if (field instanceof FalField.File file) {
      String head = key + "\"data:" + file.contentType() + ";base64,";
      return new Part(ByteString.encodeUtf8(head), file);
    }
    return new Part(ByteString.encodeUtf8(key + scalar(field)), null);
  }

  private static String scalar(FalField field) {
    if (field instanceof FalField.Text text) {
      return json(text.value());
    }
    if (field instanceof FalField.Link link) {
      return json(link.address().toString());
    }
    if (field instanceof FalField.Decimal number) {
      return json(number.value());
    }
    return json(((FalField.Flag) field).value());
  }

  private static String json(Object scalar) {
    try {
      return SCALARS.writeValueAsString(scalar);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("Not a JSON scalar");
    }
  }

  private static long base64Length(long bytes) {
    return (bytes + 2) / 3 * 4;
  }

  /**
   * Whether the closing brace may have left. Until then whatever arrived is no JSON, so nothing can
   * have been accepted.
   */
  boolean complete() {
    return complete;
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return parts.stream().mapToLong(Part::length).sum() + END_OF_BODY.size();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    for (Part part : parts) {
      sink.write(part.text());
      if (part.file() != null) {
        writeFile(part.file(), sink);
        sink.write(END_OF_FILE);
      }
    }
    complete = true;
    sink.write(END_OF_BODY);
  }

  private static void writeFile(FalField.File file, BufferedSink sink) throws IOException {
    try (SourceStream in = new SourceStream(file)) {
      byte[] chunk = new byte[CHUNK];
      long left = file.length();
      while (left > 0) {
        int size = (int) Math.min(CHUNK, left);
        in.fill(chunk, size);
        sink.write(encode(chunk, size));
        left -= size;
      }
      in.requireEnd();
    }
  }

  private static byte[] encode(byte[] chunk, int size) {
    byte[] exact = size == chunk.length ? chunk : Arrays.copyOf(chunk, size);
    return Base64.getEncoder().encode(exact);
  }

  /** Tells trouble with our own file from trouble with the socket. */
  private static final class SourceStream implements AutoCloseable {
    private final FalField.File file;
    private final InputStream in;

    SourceStream(FalField.File file) throws SourceBroken {
      this.file = file;
      try {
        in = file.source().open();
      } catch (IOException | RuntimeException broken) {
        throw new SourceBroken(broken);
      }
    }

    void fill(byte[] chunk, int size) throws SourceBroken {
      int got;
      try {
        got = in.readNBytes(chunk, 0, size);
      } catch (IOException | RuntimeException broken) {
        throw new SourceBroken(broken);
      }
      if (got < size) {
        throw new SourceBroken("shorter than " + file.length() + " bytes");
      }
    }

    void requireEnd() throws SourceBroken {
      try {
        if (in.read() == -1) {
          return;
        }
      } catch (IOException | RuntimeException broken) {
        throw new SourceBroken(broken);
      }
      throw new SourceBroken("longer than " + file.length() + " bytes");
    }

    @Override
    public void close() throws SourceBroken {
      try {
        in.close();
      } catch (IOException | RuntimeException broken) {
        throw new SourceBroken(broken);
      }
    }
  }

  /** The file could not be read whole; nothing was submitted. */
  static final class SourceBroken extends IOException {
    SourceBroken(Exception cause) {
      super(cause);
    }

    SourceBroken(String message) {
      super(message);
    }
  }
}
