package io.lethe.dev.fal.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.SimulatedFailure;
import io.lethe.dev.fal.media.VideoFiles;
import io.lethe.dev.fal.queue.SimulatedRequest.Failed;
import io.lethe.dev.fal.queue.SimulatedRequest.Finished;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.net.URI;
import java.util.Map;

/**
 * What a request that is over has led to, in the model's own words or the infrastructure's: the
 * answer to whoever asks for the result, and the payload of the webhook.
 */
public final class Outcome {
  /** The infrastructure's error types, each with its status. */
  private static final Map<String, Integer> INFRASTRUCTURE =
      Map.of(
          "request_timeout", 504,
          "startup_timeout", 504,
          "runner_disconnected", 503,
          "internal_error", 500,
          "client_cancelled", 499);

  /** The model's error types that are not the fault of the input; any other is a 422. */
  private static final Map<String, Integer> MODEL =
      Map.of(
          "internal_server_error", 500,
          "generation_timeout", 504,
          "downstream_service_error", 400,
          "downstream_service_unavailable", 500);

  private Outcome() {}

  /**
   * @param base where videos are served
   */
  public static Reply of(SimulatedRequest request, URI base) {
    return request.stage() instanceof Finished done
        ? output(request, done, base)
        : error((Failed) request.stage());
  }

  /** The status it ends with. */
  public static int status(SimulatedRequest request) {
    return request.stage() instanceof SimulatedRequest.Deleted deleted
        ? deleted.statusCode()
        : of(request, URI.create("")).status();
  }

  private static Reply output(SimulatedRequest request, Finished done, URI base) {
    boolean swapped = done.oddity() == SimulatedFailure.SERVED_BY_ANOTHER;
    String maker = swapped ? "fal-ai/another-video/image-to-video" : request.endpoint();
    ObjectNode body = Json.object();
    if (done.oddity() == SimulatedFailure.ERROR_INSIDE) {
      body.put("error", "Generation failed").put("error_type", "internal_error");
    } else if (done.video().isEmpty()) {
      body.putNull("video");
    } else {
      body.putObject("video")
          .put("url", address(done, base))
          .put("content_type", "video/mp4")
          .put("file_name", "output.mp4")
          .put("file_size", done.bytes());
    }
    return Reply.json(200, body).with("x-fal-served-from", maker);
  }

  private static String address(Finished done, URI base) {
    String path = VideoFiles.path(done.video());
    return done.oddity() == SimulatedFailure.VIDEO_ON_PRIVATE_NETWORK
        ? "http://10.0.0.1" + path
        : done.oddity() == SimulatedFailure.VIDEO_ELSEWHERE
            ? "https://elsewhere.invalid" + path
            : base.resolve(path).toString();
  }

  private static Reply error(Failed failed) {
    Integer infrastructure = INFRASTRUCTURE.get(failed.type());
    if (infrastructure != null) {
      Reply reply = Reply.infrastructure(infrastructure, failed.type(), failed.message());
      return failed.type().equals("request_timeout")
          ? reply.with("X-Fal-Request-Timeout-Type", "user")
          : reply;
    }
    int status = MODEL.getOrDefault(failed.type(), 422);
    if (failed.oddity() == SimulatedFailure.DETAIL_AS_TEXT) {
      return Reply.detail(status, failed.message());
    }
    ObjectNode body = Json.object();
    ObjectNode one = body.putArray("detail").addObject();
    one.putArray("loc").add("body");
    if (!failed.field().isEmpty()) {
      one.withArray("loc").add(failed.field());
    }
    one.put("msg", failed.message()).put("type", failed.type());
    one.put("url", "https://docs.fal.ai/errors#" + failed.type());
    if (!failed.echo().isEmpty()) {
      one.put("input", failed.echo());
    }
    return Reply.json(status, body);
  }
}
