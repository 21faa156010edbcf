package io.lethe.dev.fal.wire;

import io.lethe.dev.fal.SimulatedFalSettings;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.media.CdnTokens;
import io.lethe.dev.fal.media.VideoFiles;
import io.lethe.dev.fal.platform.ModelFacts;
import io.lethe.dev.fal.platform.PayloadDesk;
import io.lethe.dev.fal.platform.RequestList;
import io.lethe.dev.fal.queue.AskDesk;
import io.lethe.dev.fal.queue.StatusStream;
import io.lethe.dev.fal.queue.SubmitDesk;
import io.lethe.dev.fal.seen.Correspondence;
import io.lethe.dev.fal.seen.SimPage;
import io.lethe.dev.fal.webhook.SigningKeys;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Leads each call to its desk. All of fal.ai's hosts are one here: the queue, the platform API, the
 * token service and the file server, told apart by their paths. On the queue, submits go to the
 * full endpoint id, all else to owner and app.
 */
public final class FrontDoor extends Handler.Abstract {
  private static final int LARGEST_BODY = 64 << 20;

  private static final Pattern REQUEST =
      Pattern.compile("/([^/]+/[^/]+)/requests/([^/]+)(/status|/status/stream|/cancel|/response)?");
  private static final Pattern ENDPOINT = Pattern.compile("/([^/]+(?:/[^/]+)+)");
  private static final Pattern PAYLOADS = Pattern.compile("/v1/models/requests/([^/]+)/payloads");

  /** Who stands behind the door. */
  public record Desks(
      SubmitDesk submit,
      AskDesk ask,
      StatusStream stream,
      VideoFiles files,
      CdnTokens tokens,
      PayloadDesk payloads,
      RequestList list,
      ModelFacts models,
      SigningKeys keys,
      SimPage page) {}

  /** How a call is answered; a failure that strikes is laid over it. */
  private interface Answering {
    Reply reply() throws IOException;
  }

  private record Errand(Call call, Answering answering) {}

  private final SimulatedFalSettings settings;
  private final LiveKnobs knobs;
  private final Desks desks;
  private final Correspondence correspondence;

  public FrontDoor(SimulatedFalSettings settings, LiveKnobs knobs, Desks desks) {
    this.settings = settings;
    this.knobs = knobs;
    this.desks = desks;
    this.correspondence =
        new Correspondence(settings.folder().resolve("received"), settings.clock());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    Exchange exchange = new Exchange(request, response, callback);
    String path = Request.getPathInContext(request);
    if (path.startsWith("/files/")) {
      note(request, new byte[0]);
      desks.files().serve(path, exchange);
      return true;
    }
    byte[] body = Request.asInputStream(request).readNBytes(LARGEST_BODY + 1);
    if (!path.startsWith("/_sim")) {
      note(request, body);
    }
    if (body.length > LARGEST_BODY) {
      exchange.answer(Reply.detail(413, "Payload Too Large"));
    } else if (path.equals("/.well-known/jwks.json")) {
      exchange.answer(desks.keys().jwks());
    } else if (path.equals("/_sim") || path.startsWith("/_sim/")) {
      exchange.answer(desks.page().answer(path, request, body));
    } else if (path.startsWith("/v1/") || path.startsWith("/storage/")) {
      run(platform(path, request), exchange);
    } else {
      queue(path, body, exchange);
    }
    return true;
  }

  private void note(Request request, byte[] body) throws IOException {
    if (settings.keepWhatWasSent()) {
      correspondence.note(request, body);
    }
  }

  private void run(Errand errand, Exchange exchange) throws IOException {
    Optional<SimulatedFailure> failure = knobs.takeSpoiling(errand.call());
    if (failure.isEmpty()) {
      exchange.answer(errand.answering().reply());
      return;
    }
    boolean done = failure.get().afterwards();
    Reply reply = done ? errand.answering().reply() : Reply.detail(200, "");
    exchange.answer(reply, failure.get().spoil(), knobs);
  }

  private void queue(String path, byte[] body, Exchange exchange) throws IOException {
    Request request = exchange.request();
    if (!carries(request, settings.key()) && !carries(request, settings.adminKey())) {
      exchange.answer(Reply.detail(401, "No user found for Key ID and Secret"));
      return;
    }
    Matcher known = REQUEST.matcher(path);
    if (known.matches()) {
      String part = Optional.ofNullable(known.group(3)).orElse("");
      if (!request.getMethod().equals(part.equals("/cancel") ? "PUT" : "GET")) {
        exchange.answer(Reply.detail(405, "Method Not Allowed"));
      } else if (part.equals("/status/stream")) {
        desks.stream().follow(known.group(1), known.group(2), exchange);
      } else {
        run(onRequest(part, known.group(1), known.group(2), request), exchange);
      }
      return;
    }
    Matcher endpoint = ENDPOINT.matcher(path);
    if (!endpoint.matches()) {
      exchange.answer(Reply.detail(404, "Not Found"));
    } else if (!request.getMethod().equals("POST") || path.contains("/requests/")) {
      exchange.answer(Reply.detail(405, "Method Not Allowed"));
    } else {
      submit(endpoint.group(1), body, exchange);
    }
  }

  private void submit(String endpoint, byte[] body, Exchange exchange) throws IOException {
    Request request = exchange.request();
    String webhook = parameter(request, "fal_webhook");
    String longest = parameter(request, "fal_max_queue_length");
    URI told = webhook.isEmpty() ? null : address(webhook);
    if (!webhook.isEmpty() && told == null) {
      exchange.answer(Reply.detail(400, "Invalid webhook URL"));
      return;
    }
    SubmitDesk.Submit submit =
        new SubmitDesk.Submit(
            endpoint,
            headers(request),
            Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
            new SubmitDesk.Asked(told, longest.matches("\\d{1,6}") ? Integer.parseInt(longest) : 0),
            body);
    run(new Errand(Call.SUBMIT, () -> desks.submit().submit(submit)), exchange);
  }

  private static @Nullable URI address(String text) {
    try {
      URI address = URI.create(text);
      boolean web = List.of("http", "https").contains(address.getScheme());
      return web && address.getHost() != null ? address : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private Errand onRequest(String part, String app, String id, Request request) {
    return switch (part) {
      case "/status" -> {
        boolean logs = List.of("1", "true").contains(parameter(request, "logs"));
        yield new Errand(Call.STATUS, () -> desks.ask().status(app, id, logs));
      }
      case "/cancel" -> new Errand(Call.CANCEL, () -> desks.ask().cancel(app, id));
      default -> new Errand(Call.RESULT, () -> desks.ask().result(app, id));
    };
  }

  /** The platform API and the token service. */
  private Errand platform(String path, Request request) {
    boolean admin = carries(request, settings.adminKey());
    if (!admin && !carries(request, settings.key())) {
      return new Errand(
          Call.MODELS, () -> Reply.platform(401, "authorization_error", "Authentication required"));
    }
    Matcher payloads = PAYLOADS.matcher(path);
    String asked = request.getMethod() + " " + (payloads.matches() ? "/payloads" : path);
    return switch (asked) {
      case "DELETE /payloads" ->
          admin
              ? new Errand(
                  Call.DELETE,
                  () ->
                      desks
                          .payloads()
                          .delete(payloads.group(1), header(request, "Idempotency-Key")))
              : new Errand(
                  Call.MODELS, () -> Reply.platform(403, "authorization_error", "Access denied"));
      case "GET /v1/models/requests/by-endpoint" ->
          new Errand(Call.LIST, () -> desks.list().page(name -> parameter(request, name)));
      case "GET /v1/models" ->
          new Errand(
              Call.MODELS,
              () ->
                  desks
                      .models()
                      .models(parameters(request, "endpoint_id"), parameters(request, "expand")));
      case "GET /v1/models/pricing" ->
          new Errand(Call.MODELS, () -> desks.models().prices(parameters(request, "endpoint_id")));
      case "POST /storage/auth/token" -> new Errand(Call.TOKEN, () -> desks.tokens().issue());
      default ->
          new Errand(Call.MODELS, () -> Reply.platform(404, "not_found", "No such operation"));
    };
  }

  private static boolean carries(Request request, String key) {
    return header(request, HttpHeader.AUTHORIZATION.asString()).equals("Key " + key);
  }

  private static String header(Request request, String name) {
    return Optional.ofNullable(request.getHeaders().get(name)).orElse("");
  }

  private static String parameter(Request request, String name) {
    return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name)).orElse("");
  }

  /** Repeated, or with commas between them. */
  private static List<String> parameters(Request request, String name) {
    Fields.Field field = Request.extractQueryParameters(request).get(name);
    return field == null
        ? List.of()
        : field.getValues().stream()
            .flatMap(values -> Arrays.stream(values.split(",")))
            .filter(value -> !value.isBlank())
            .toList();
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      if (field.getHeader() != HttpHeader.AUTHORIZATION) {
        headers.put(field.getName().toLowerCase(Locale.ROOT), field.getValue());
      }
    }
    return headers;
  }
}
