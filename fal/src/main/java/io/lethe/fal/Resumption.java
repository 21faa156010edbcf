package io.lethe.fal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a download that broke off, where it broke off (RFC 9110, 14.2), as long as the time
 * limit of the whole download lasts.
 */
final class Resumption {
  /** A connection that breaks as often as this will not get better. */
  private static final int MOST = 5;

  private final OkHttpClient client;
  private final Supplier<Request.Builder> request;
  private final @Nullable String version;
  private final long deadline;
  private int used;

  /**
   * @param first the answer that broke off
   * @param deadline by {@link System#nanoTime}
   */
  Resumption(
      OkHttpClient client, Supplier<Request.Builder> request, Response first, long deadline) {
    this.client = client;
    this.request = request;
    this.version = strong(first.header("ETag"));
    this.deadline = deadline;
  }

  /** What comes after {@code seen} bytes; empty where the rest of the same file can't be had. */
  Optional<Response> after(long seen) {
    long left = deadline - System.nanoTime();
    if (used == MOST || left <= 0) {
      return Optional.empty();
    }
    used++;
    Request.Builder rest = request.get().header("Range", "bytes=" + seen + "-");
    if (version != null) {
      rest.header("If-Range", version);
    }
    Call call = client.newCall(rest.build());
    call.timeout().timeout(left, TimeUnit.NANOSECONDS);
    try {
      Response response = call.execute();
      String range = response.header("Content-Range", "");
      if (response.code() == 206 && range != null && range.startsWith("bytes " + seen + "-")) {
        return Optional.of(response);
      }
      response.close();
      return Optional.empty();
    } catch (IOException brokenAgain) {
      return after(seen);
    }
  }

  /** A weak one does not vouch for the same bytes. */
  private static @Nullable String strong(@Nullable String etag) {
    return etag == null || etag.startsWith("W/") ? null : etag;
  }
}
