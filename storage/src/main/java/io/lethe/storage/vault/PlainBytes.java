package io.lethe.storage.vault;

import io.lethe.storage.key.JobKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Bytes that flow through once, are counted and digested, and kept nowhere. */
final class PlainBytes {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** Below this, handing over to another thread costs more than it saves. */
  private static final int WORTH_A_THREAD = 32 * 1024;

  private final InputStream source;
  private final Mac mac;
  private long size;
  private @Nullable String digest;

  PlainBytes(InputStream source, JobKey key) {
    this.source = source;
    this.mac = key.digest("media");
  }

  /**
   * Digesting takes as long as encrypting, so both happen at once; neither changes the buffer.
   *
   * @throws SourceFailed if the source could not be read, to tell it from a sink that failed
   */
  void copyTo(OutputStream sink) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = read(buffer); count > 0; count = read(buffer)) {
      CompletableFuture<?> digested = digest(buffer, count);
      sink.write(buffer, 0, count);
      digested.join();
      size += count;
    }
    digest = HexFormat.of().formatHex(mac.doFinal());
  }

  private CompletableFuture<?> digest(byte[] buffer, int count) {
    if (count < WORTH_A_THREAD) {
      mac.update(buffer, 0, count);
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(() -> mac.update(buffer, 0, count));
  }

  long size() {
    return size;
  }

  String digest() {
    if (digest == null) {
      throw new IllegalStateException("not read to the end");
    }
    return digest;
  }

  private int read(byte[] buffer) {
    try {
      return source.readNBytes(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new SourceFailed(e);
    }
  }

  /** Whoever gave the bytes failed, not we. */
  static final class SourceFailed extends RuntimeException {
    private final IOException original;

    SourceFailed(IOException original) {
      super(original);
      this.original = original;
    }

    IOException original() {
      return original;
    }
  }
}
