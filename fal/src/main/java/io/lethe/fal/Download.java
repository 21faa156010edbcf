package io.lethe.fal;

import java.io.InputStream;
import java.util.Optional;
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

  @Override
  public void close() {
    body.close();
    response.close();
  }
}
