package io.lethe.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.fal.FalFailure.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  void callsNoMachineOfOursWhateverNameLeadsThere(String address) {
    FalClient fal =
        new FalClient(
            FalSettings.withKey(new FalKey("k")),
            Clock.systemUTC(),
            name -> List.of(InetAddress.getByName(address)));

    FalFailure failure =
        catchThrowableOfType(
            FalFailure.class,
            () -> fal.files().download(URI.create("https://v3.fal.media/out.mp4")));

    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
    assertThat(failure.code()).isEqualTo("private_address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"34.1.2.3", "100.128.0.1", "172.32.0.1", "2606:4700::1"})
  void takesPublicAddressesForPublic(String address) throws Exception {
    assertThat(PublicAddresses.isPrivate(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void followsNoRedirectIntoAPrivateNetwork() throws Exception {
    try (Scene fal = new Scene()) {
      fal.server.enqueue(
          new MockResponse.Builder()
              .code(302)
              .addHeader("Location", "https://inner.fal.media/out.mp4")
              .build());
      FalClient client =
          new FalClient(
              fal.settings,
              Clock.systemUTC(),
              name ->
                  List.of(
                      InetAddress.getByName(name.equals("localhost") ? "127.0.0.1" : "10.0.0.1")));

      FalFailure failure =
          catchThrowableOfType(FalFailure.class, () -> client.files().download(fal.at("/out.mp4")));

      assertThat(failure.code()).isEqualTo("private_address");
    }
  }
}
