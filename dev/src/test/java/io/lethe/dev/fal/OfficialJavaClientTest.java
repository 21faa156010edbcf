package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fal.client.ClientConfig;
import ai.fal.client.CredentialsResolver;
import ai.fal.client.Output;
import ai.fal.client.exception.FalException;
import ai.fal.client.http.CredentialsInterceptor;
import ai.fal.client.http.HttpClient;
import ai.fal.client.queue.QueueClient;
import ai.fal.client.queue.QueueClientImpl;
import ai.fal.client.queue.QueueResultOptions;
import ai.fal.client.queue.QueueStatus;
import ai.fal.client.queue.QueueStatusOptions;
import ai.fal.client.queue.QueueSubmitOptions;
import ai.fal.client.queue.QueueSubscribeOptions;
import com.google.gson.JsonObject;
import io.lethe.dev.fal.knob.SimulatedFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * fal.ai's own Java client finds nothing amiss with the simulated one. It offers no cancel, and
 * takes a failed job for a finished one until its result is asked for.
 */
class OfficialJavaClientTest {
  @TempDir Path folder;
  private World world;
  private QueueClient client;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder, Clock.systemUTC());
    ClientConfig config = ClientConfig.withCredentials(CredentialsResolver.fromApiKey(World.KEY));
    client =
        new QueueClientImpl(
            new HttpClient(
                config,
                new OkHttpClient.Builder()
                    .addInterceptor(new CredentialsInterceptor(config))
                    .addInterceptor(this::toSimulator)
                    .build()));
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  /** The client builds fal.ai's own addresses. */
  private Response toSimulator(Interceptor.Chain chain) throws IOException {
    URI there = world.fal().baseUri();
    HttpUrl asked = chain.request().url();
    assertThat(asked.host()).isEqualTo("queue.fal.run");
    return chain.proceed(
        chain
            .request()
            .newBuilder()
            .url(
                asked
                    .newBuilder()
                    .scheme("http")
                    .host(there.getHost())
                    .port(there.getPort())
                    .build())
            .build());
  }

  @Test
  void submitsAsksAndGetsTheResult() {
    world.turn(World.quick().withLatency(Duration.ZERO, Duration.ofSeconds(1)));
    String id = submit(input()).getRequestId();
    QueueStatus.StatusUpdate asked =
        client.status(World.ENDPOINT, QueueStatusOptions.withRequestId(id));
    assertThat(asked.getStatus()).isNotEqualTo(QueueStatus.Status.COMPLETED);
    assertThat(asked.getRequestId()).isEqualTo(id);

    List<QueueStatus.Status> told = new ArrayList<>();
    client.subscribeToStatus(
        World.ENDPOINT,
        QueueSubscribeOptions.builder()
            .requestId(id)
            .onQueueUpdate(update -> told.add(update.getStatus()))
            .build());
    Output<JsonObject> output = client.result(World.ENDPOINT, QueueResultOptions.withRequestId(id));

    assertThat(told).endsWith(QueueStatus.Status.COMPLETED);
    assertThat(output.getRequestId()).isEqualTo(id);
    assertThat(output.getData().getAsJsonObject("video").get("url").getAsString())
        .contains("/files/");
  }

  @Test
  void aFailureShowsOnTheResult() throws Exception {
    world.turn(World.quick().withFailures(SimulatedFailure.CONTENT_POLICY));
    String id = submit(input()).getRequestId();
    world.idle();

    assertThat(client.status(World.ENDPOINT, QueueStatusOptions.withRequestId(id)).getStatus())
        .isEqualTo(QueueStatus.Status.COMPLETED);
    assertThatThrownBy(() -> client.result(World.ENDPOINT, QueueResultOptions.withRequestId(id)))
        .isInstanceOf(FalException.class);
  }

  @Test
  void aRefusedSubmitIsAnException() {
    assertThatThrownBy(() -> submit(Map.of("prompt", "A smile"))).isInstanceOf(FalException.class);
    world.turn(World.quick().withFailures(SimulatedFailure.LOCKED_ACCOUNT));
    assertThatThrownBy(() -> submit(input())).isInstanceOf(FalException.class);
  }

  @Test
  void aWebhookComesForWhatItSubmits() throws Exception {
    try (Receiver receiver = new Receiver()) {
      QueueStatus.InQueue submitted =
          client.submit(
              World.ENDPOINT,
              QueueSubmitOptions.builder()
                  .input(input())
                  .webhookUrl(receiver.hook().toString())
                  .build());

      assertThat(receiver.message().headers())
          .containsEntry("X-Fal-Webhook-Request-Id", submitted.getRequestId());
    }
  }

  private QueueStatus.InQueue submit(Map<String, String> input) {
    return client.submit(World.ENDPOINT, QueueSubmitOptions.withInput(input));
  }

  private static Map<String, String> input() {
    return Map.of("prompt", "A smile", "image_url", World.photo(), "duration", "5");
  }
}
