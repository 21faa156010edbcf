package io.lethe.dev.fal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.SimulatedRequest.Failed;
import io.lethe.dev.fal.SimulatedRequest.Finished;
import io.lethe.dev.fal.SimulatedRequest.Queued;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * fal.ai's queue protocol on the server's side. Submits go to the full endpoint id, all else to
 * owner and app; a failed job is completed; a result is there for an hour.
 */
final class QueueProtocol extends Handler.Abstract {
  private static final int LARGEST_BODY = 64 << 20;

  private static final Pattern REQUEST =
      Pattern.compile("/([^/]+/[^/]+)/requests/([^/]+)(/status|/cancel|/response)?");
  private static final Pattern ENDPOINT = Pattern.compile("/([^/]+(?:/[^/]+)+)");

  private final SimulatedFalSettings settings;
  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Runners runners;
  private final SubmitDesk desk;
  private final VideoFiles files;
  private final Supplier<URI> base;
  private final Clock clock;

  QueueProtocol(
      SimulatedFalSettings settings,
      LiveKnobs knobs,
      RequestFolder folder,
      Runners runners,
      SubmitDesk desk,
      Supplier<URI> base) {
    this.settings = settings;
    this.knobs = knobs;
    this.folder = folder;
    this.runners = runners;
    this.desk = desk;
    this.files = new VideoFiles(folder, settings.clock());
    this.base = base;
    this.clock = settings.clock();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String path = Request.getPathInContext(request);
    if (path.startsWith("/files/")) {
      files.serve(path, request, response, callback);
      return true;
    }
    byte[] body = Request.asInputStream(request).readNBytes(LARGEST_BODY + 1);
    Optional<Reply> reply = answer(path, request, body);
    if (reply.isPresent()) {
      reply.get().send(response, callback);
      return true;
    }
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new IOException("The answer is lost on purpose"));
    return true;
  }

  /** Empty where the connection is to be closed instead. */
  private Optional<Reply> answer(String path, Request request, byte[] body) {
    if (body.length > LARGEST_BODY) {
      return Optional.of(Reply.detail(413, "Payload Too Large"));
    }
    if (path.equals("/_sim/knobs")) {
      return Optional.of(turnKnobs(request, body));
    }
    if (!("Key " + settings.key()).equals(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
      return Optional.of(Reply.detail(401, "No user found for Key ID and Secret"));
    }
    Matcher known = REQUEST.matcher(path);
    if (known.matches()) {
      String call = Optional.ofNullable(known.group(3)).orElse("");
      return Optional.of(onRequest(request.getMethod(), known.group(1), known.group(2), call));
    }
    Matcher endpoint = ENDPOINT.matcher(path);
    if (!endpoint.matches()) {
      return Optional.of(Reply.detail(404, "Not Found"));
    }
    if (!request.getMethod().equals("POST") || path.contains("/requests/")) {
      return Optional.of(Reply.detail(405, "Method Not Allowed"));
    }
    return submit(endpoint.group(1), request, body);
  }

  private Optional<Reply> submit(String endpoint, Request request, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      if (field.getHeader() != HttpHeader.AUTHORIZATION) {
        headers.put(field.getName().toLowerCase(Locale.ROOT), field.getValue());
      }
    }
    String longest = Request.extractQueryParameters(request).getValue("fal_max_queue_length");
    boolean limited = longest != null && longest.matches("\\d{1,6}");
    int longestQueue = limited ? Integer.parseInt(longest) : 0;
    SubmitDesk.Decision decision = desk.submit(endpoint, headers, body, longestQueue);
    SimulatedRequest accepted = decision.accepted();
    if (accepted == null) {
      return Optional.of(decision.reply());
    }
    if (decision.silent()) {
      return Optional.empty();
    }
    URI own = base.get().resolve("/" + accepted.app() + "/requests/" + accepted.id());
    ObjectNode answer =
        Reply.object()
            .put("status", "IN_QUEUE")
            .put("request_id", accepted.id())
            .put("response_url", own.toString())
            .put("status_url", own + "/status")
            .put("cancel_url", own + "/cancel")
            .put("queue_position", decision.position());
    return Optional.of(Reply.json(200, answer));
  }

  private Reply onRequest(String method, String app, String id, String call) {
    boolean cancel = call.equals("/cancel");
    if (!method.equals(cancel ? "PUT" : "GET")) {
      return Reply.detail(405, "Method Not Allowed");
    }
    if (!cancel && knobs.take(SimulatedFailure.At.ASK).isPresent()) {
      return Reply.page(503);
    }
    SimulatedRequest request =
        folder.find(id).filter(found -> found.app().equals(app)).orElse(null);
    if (request == null) {
      return cancel
          ? Reply.json(404, Reply.object().put("status", "NOT_FOUND"))
          : Reply.detail(404, "Request not found");
    }
    return switch (call) {
      case "/status" -> status(request);
      case "/cancel" -> cancel(request);
      default -> result(request);
    };
  }

  private Reply status(SimulatedRequest request) {
    ObjectNode answer = Reply.object().put("request_id", request.id());
    if (request.stage() instanceof Queued) {
      answer.put("status", "IN_QUEUE").put("queue_position", runners.position(request.id()));
      return Reply.json(202, answer);
    }
    if (!request.over()) {
      return Reply.json(202, answer.put("status", "IN_PROGRESS"));
    }
    answer.put("status", "COMPLETED");
    if (request.stage() instanceof Failed failed) {
      answer.put("error", failed.message()).put("error_type", failed.type());
    }
    return Reply.json(200, answer);
  }

  private Reply result(SimulatedRequest request) {
    if (!request.over()) {
      return Reply.detail(400, "Request is still in progress");
    }
    if (request.resultForgotten(clock.instant())) {
      return Reply.detail(404, "Request not found");
    }
    if (request.stage() instanceof Finished done) {
      return Reply.json(200, output(done)).with("x-fal-served-from", request.endpoint());
    }
    Failed failed = (Failed) request.stage();
    if (failed.type().equals("client_cancelled")) {
      return Reply.json(
          499, Reply.object().put("detail", failed.message()).put("error_type", failed.type()));
    }
    ObjectNode body = Reply.object();
    ObjectNode one = body.putArray("detail").addObject();
    one.putArray("loc").add("body");
    one.put("msg", failed.message()).put("type", failed.type());
    return Reply.json(422, body);
  }

  private ObjectNode output(Finished done) {
    ObjectNode body = Reply.object();
    if (done.video().isEmpty()) {
      return body.putNull("video");
    }
    body.putObject("video")
        .put("url", base.get().resolve(VideoFiles.path(done.video())).toString())
        .put("content_type", "video/mp4")
        .put("file_name", "output.mp4")
        .put("file_size", done.bytes());
    return body;
  }

  private Reply cancel(SimulatedRequest request) {
    if (request.over()) {
      return Reply.json(400, Reply.object().put("status", "ALREADY_COMPLETED"));
    }
    runners.withdraw(request.id());
    return Reply.json(202, Reply.object().put("status", "CANCELLATION_REQUESTED"));
  }

  private Reply turnKnobs(Request request, byte[] body) {
    try {
      if (request.getMethod().equals("PUT")) {
        ObjectNode merged = RequestFolder.MAPPER.valueToTree(knobs.now());
        RequestFolder.MAPPER.readerForUpdating(merged).readTree(body);
        knobs.turn(RequestFolder.MAPPER.treeToValue(merged, SimulatedFalKnobs.class));
      }
      return Reply.json(200, RequestFolder.MAPPER.valueToTree(knobs.now()));
    } catch (JsonProcessingException unknown) {
      return Reply.detail(400, "Not a set of knobs: " + unknown.getOriginalMessage());
    } catch (IOException unreadable) {
      return Reply.detail(400, "Not a set of knobs");
    }
  }
}
