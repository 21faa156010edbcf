package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private static final String REQUESTS =
      "https://queue.fal.run/fal-ai/kling-video/requests/" + Scene.ID;

  private final FalOrigins origins = FalOrigins.published();
  private final Addresses addresses = new Addresses(origins.queue(), new Hosts(origins));

  private FalRequest told(String status, String response, String cancel) {
    return addresses.trusted(
        new FalRequest(
            Scene.KLING, Scene.ID, URI.create(status), URI.create(response), URI.create(cancel)));
  }

  @Test
  void submitsToTheFullEndpointId() {
    assertThat(addresses.submit(Scene.KLING))
        .hasToString("https://queue.fal.run/fal-ai/kling-video/v2.6/pro/image-to-video");
  }

  @Test
  void usesTheAddressesItWasTold() {
    String told = "https://queue.falrun.com/fal-ai/kling-queue/requests/" + Scene.ID;

    FalRequest request = told(told + "/status", told, told + "/cancel");

    assertThat(request.status()).hasToString(told + "/status");
    assertThat(request.response()).hasToString(told);
    assertThat(request.cancel()).hasToString(told + "/cancel");
  }

  @Test
  void stripsATrailingResponse() {
    FalRequest request = told(REQUESTS + "/status", REQUESTS + "/response", REQUESTS + "/cancel");

    assertThat(request.response()).hasToString(REQUESTS);
  }

  @Test
  void rebuildsFromOwnerAndAppWhatItWasNotTold() {
    FalRequest request = addresses.trusted(FalRequest.byId(Scene.KLING, Scene.ID));

    assertThat(request.status()).hasToString(REQUESTS + "/status");
    assertThat(request.response()).hasToString(REQUESTS);
    assertThat(request.cancel()).hasToString(REQUESTS + "/cancel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://queue.fal.run/fal-ai/kling-video/requests/" + Scene.ID + "/status",
        "https://queue.fal.run:8443/fal-ai/kling-video/requests/" + Scene.ID + "/status",
        "https://evil.example/fal-ai/kling-video/requests/" + Scene.ID + "/status",
        "https://queue.fal.run.evil.example/fal-ai/kling-video/requests/" + Scene.ID + "/status",
        "https://queue.fal.run@evil.example/fal-ai/kling-video/requests/" + Scene.ID + "/status",
        "https://who:what@queue.fal.run/fal-ai/kling-video/requests/" + Scene.ID + "/status",
        "https://queue.fal.run/fal-ai/kling-video/v2.6/pro/image-to-video/requests/"
            + Scene.ID
            + "/status",
        "https://queue.fal.run/fal-ai/../requests/" + Scene.ID + "/status",
        "https://queue.fal.run/fal-ai/kling-video/requests/" + Scene.ID + "/status?logs=1",
        "https://queue.fal.run/fal-ai/kling-video/requests/another-id/status",
        "https://queue.fal.run/fal-ai/kling-video/requests/" + Scene.ID + "/cancel",
        "https://queue.fal.run/fal-ai/kling-video/requests/" + Scene.ID,
        "mailto:somebody",
        "status",
      })
  void rebuildsAnAddressThatMustNotBeFollowed(String told) {
    assertThat(told(told, REQUESTS, REQUESTS).status()).hasToString(REQUESTS + "/status");
  }

  @Test
  void knowsNoHostButTheSimulatorWhenThatIsConfigured() {
    FalOrigins simulated = FalOrigins.allAt(URI.create("http://127.0.0.1:4000"));
    Addresses local = new Addresses(simulated.queue(), new Hosts(simulated));
    String sim = "http://127.0.0.1:4000/fal-ai/kling-video/requests/" + Scene.ID;

    FalRequest request =
        local.trusted(
            new FalRequest(
                Scene.KLING,
                Scene.ID,
                URI.create(REQUESTS + "/status"),
                URI.create("http://127.0.0.1:4001/fal-ai/kling-video/requests/" + Scene.ID),
                URI.create(sim + "/cancel")));

    assertThat(request.status()).hasToString(sim + "/status");
    assertThat(request.response()).hasToString(sim);
    assertThat(request.cancel()).hasToString(sim + "/cancel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://queue.fal.run",
        "http://127.0.0.1.evil.example",
        "ftp://127.0.0.1",
        "https://queue.fal.run/path",
        "https://queue.fal.run?x=1",
        "https://me@queue.fal.run",
        "nothing",
      })
  void takesNoQueueAddressThatCouldLeakTheKey(String address) {
    assertThatThrownBy(() -> FalOrigins.allAt(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", "a//b", "a/../b", "a/b?c", "a/b c", "/a/b", "a/b/"})
  void takesNoEndpointIdThatIsNone(String id) {
    assertThatThrownBy(() -> new FalEndpoint(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://fal.media/a.mp4", "https://v3b.fal.media/files/x/y.mp4"})
  void fetchesVideosFromFalsOwnHosts(String video) {
    assertThat(new Hosts(origins).mayServeMedia(URI.create(video))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://v3.fal.media/a.mp4",
        "https://v3.fal.media:444/a.mp4",
        "https://evilfal.media/a.mp4",
        "https://fal.media.evil.example/a.mp4",
        "https://x@v3.fal.media/a.mp4",
        "https://queue.fal.run/a.mp4",
        "http://127.0.0.1/a.mp4",
        "file:///etc/passwd",
        "",
      })
  void fetchesVideosFromNowhereElse(String video) {
    assertThat(new Hosts(origins).mayServeMedia(URI.create(video))).isFalse();
  }
}
