package io.lethe.fal;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * A video on its way. To be closed. Reading fails with {@link FalFailure} alone: when the
 * connection breaks and can't be resumed, when the time limit is over, and when the video outgrows
 * the size cap.
 */
public final class Download implements AutoCloseable {
  private final Response response;
  private final VideoStream body;

  Download(Response response, VideoStream body) {
    this.response = response;
    this.body = body;
  }

  public InputStream body() {
    return body;
  }

  public Optional<String> contentType() {
    ResponseBody content = response.body();
    return Optional.ofNullable(content.contentType()).map(MediaType::toString);
  }

  /** In bytes; a claim until the stream has ended. */
  public OptionalLong declaredSize() {
    long size = response.body().contentLength();
    return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  @Override
  public void close() {
    body.close();
    response.close();
  }
}
