package io.lethe.fal;

import io.lethe.fal.FalFailure.Call;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * fal.ai's file server. Every submission asks it to show its output to nobody; so a file is asked
 * for openly first, and where that is refused, with a token that is made for reading files and
 * nothing else. The key itself never goes there.
 */
public final class FalFiles {
  static final String TOO_LARGE = "video_too_large";

  /**
   * A file server may send a download on to another of its hosts, each of which has to be allowed;
   * more is a loop.
   */
  private static final int MOST_HOPS = 4;

  private final Wire wire;
  private final Hosts hosts;
  private final Translation translation;
  private final FileTokens tokens;
  private final OkHttpClient downloading;

  FalFiles(Wire wire, Clock clock) {
    this.wire = wire;
    this.hosts = wire.hosts();
    this.translation = wire.translation();
    this.tokens = new FileTokens(wire, clock);
    FalLimits limits = wire.settings().limits();
    this.downloading = wire.client(limits.download()).readTimeout(limits.silence()).build();
  }

  /**
   * Fetches a video from an allowed host. When the connection breaks it goes on where it was.
   *
   * @param video from {@link FalResult#video}
   */
  public Download download(URI video) {
    long deadline = System.nanoTime() + wire.settings().limits().download().toNanos();
    Found open = find(Call.DOWNLOAD, video, null, request -> request);
    Found found = isForbidden(open.response()) ? withToken(open) : open;
    if (!found.response().isSuccessful()) {
      throw refused(Call.DOWNLOAD, found.response());
    }
    return opened(found, deadline);
  }

  /** Whether anyone who knows the address can read the file. Transfers no more than one byte. */
  public Presence probe(URI file) {
    return presence(null, file);
  }

  /** Whether the owner of the account can read the file. Transfers no more than one byte. */
  public Presence probeAsOwner(URI file) {
    return presence(tokens.fresh(), file);
  }

  private Presence presence(@Nullable String token, URI file) {
    Found found = find(Call.PROBE, file, token, request -> request.header("Range", "bytes=0-0"));
    try (Response response = found.response()) {
      return switch (response.code()) {
        case 200, 206, 416 -> Presence.READABLE;
        case 401, 403 -> Presence.FORBIDDEN;
        case 404, 410 -> Presence.GONE;
        default -> throw refused(Call.PROBE, response);
      };
    }
  }

  /** A token that fal.ai does not give leaves the refusal as it was. */
  private Found withToken(Found refused) {
    String token;
    try {
      token = tokens.fresh();
    } catch (FalFailure none) {
      if (none.permanent()) {
        return refused;
      }
      refused.response().close();
      throw none;
    }
    refused.response().close();
    Found found = find(Call.DOWNLOAD, refused.address(), token, request -> request);
    if (isForbidden(found.response())) {
      tokens.forget(token);
    }
    return found;
  }

  /** An answer that is no redirect, and where it came from. */
  private record Found(URI address, @Nullable String token, Response response) {}

  private interface Shape {
    Request.Builder of(Request.Builder request);
  }

  private Found find(Call call, URI file, @Nullable String token, Shape shape) {
    URI address = file;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      if (!hosts.mayServeMedia(address)) {
        throw translation.violation(call, 0, "foreign_video_host");
      }
      Response response = fetch(call, shape.of(request(address, token)).build());
      Optional<URI> next = redirection(address, response);
      if (next.isEmpty()) {
        return new Found(address, token, response);
      }
      response.close();
      address = next.get();
    }
    throw translation.violation(call, 0, "too_many_redirects");
  }

  private static Request.Builder request(URI address, @Nullable String token) {
    Request.Builder request =
        new Request.Builder()
            .url(address.toString())
            // Compressed on the way, the declared size would be lost.
            .header("Accept-Encoding", "identity");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Response fetch(Call call, Request request) {
    try {
      return downloading.newCall(request).execute();
    } catch (IOException broken) {
      throw translation.broken(call, broken);
    }
  }

  private static Optional<URI> redirection(URI from, Response response) {
    String location = response.isRedirect() ? response.header("Location") : null;
    return Optional.ofNullable(location).map(to -> from.resolve(Addresses.parse(to)));
  }

  private static boolean isForbidden(Response response) {
    return response.code() == 401 || response.code() == 403;
  }

  private Download opened(Found found, long deadline) {
    Response response = found.response();
    long limit = wire.settings().limits().maxVideoBytes();
    if (response.body().contentLength() > limit) {
      response.close();
      throw translation.violation(Call.DOWNLOAD, response.code(), TOO_LARGE);
    }
    Resumption resumption =
        new Resumption(
            downloading, () -> request(found.address(), found.token()), response, deadline);
    return new Download(response, new VideoStream(response, resumption, limit, translation));
  }

  private FalFailure refused(Call call, Response response) {
    try {
      return translation.refused(call, Answer.read(response));
    } catch (IOException broken) {
      return translation.broken(call, broken);
    }
  }
}
