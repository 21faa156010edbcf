package io.lethe.fal;

import io.lethe.fal.FalFailure.Call;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * What every call to fal.ai has in common: a time limit, no redirect, no host but fal.ai's for a
 * key, and one translation of whatever goes wrong.
 */
final class Wire {
  private final FalSettings settings;
  private final Hosts hosts;
  private final Translation translation;
  private final OkHttpClient asking;

  Wire(FalSettings settings, Clock clock, Dns names) {
    this.settings = settings;
    this.hosts = new Hosts(settings.origins());
    this.translation = new Translation(clock);
    this.asking =
        new OkHttpClient.Builder()
            .dns(new PublicAddresses(hosts, names))
            .connectTimeout(settings.limits().connect())
            // The limit of the whole call is what counts; a slow answer within it is no fault.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(settings.limits().ask())
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  FalSettings settings() {
    return settings;
  }

  Hosts hosts() {
    return hosts;
  }

  Translation translation() {
    return translation;
  }

  /** Shares connections with all other calls. */
  OkHttpClient.Builder client(Duration limit) {
    return asking.newBuilder().callTimeout(limit);
  }

  Request.Builder withKey(URI address) {
    return with(settings.payingKey(), address);
  }

  Request.Builder with(FalKey key, URI address) {
    if (!hosts.maySeeKey(address)) {
      throw new IllegalStateException("The key must not go to that host");
    }
    return new Request.Builder()
        .url(address.toString())
        .header("Authorization", key.authorization())
        .header("Accept", "application/json");
  }

  /** An address below an origin, with its query encoded. */
  static HttpUrl.Builder below(URI origin, String path) {
    return HttpUrl.get(origin.resolve(path).toString()).newBuilder();
  }

  /** Any answer, good or bad. */
  Answer ask(Call call, Request request) {
    try {
      return Answer.read(asking.newCall(request).execute());
    } catch (IOException broken) {
      throw translation.broken(call, broken);
    }
  }

  /** A good answer in JSON; anything else is a failure. */
  Answer require(Call call, Request request) {
    Answer answer = ask(call, request);
    if (!answer.success()) {
      throw translation.refused(call, answer);
    }
    if (!answer.isJson()) {
      throw translation.violation(call, answer.status(), "no_json");
    }
    return answer;
  }
}
