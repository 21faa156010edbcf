package io.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.problem.ProblemType;
import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The OpenAPI document says what the API does; each answer in the other tests is held against it as
 * well.
 */
class DescriptionTest {
  private static final Pattern ROUTE =
      Pattern.compile("(GET|PUT|POST|PATCH|DELETE|HEAD) +(/\\S*) ");

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void everyRouteIsDescribedAndEveryDescribedRouteIsThere() {
    Set<String> served = new TreeSet<>();
    Matcher routes =
        ROUTE.matcher(
            API.server().getEnvironment().jersey().getResourceConfig().getEndpointsInfo());
    while (routes.find()) {
      // The console is read by people; a description for programs would promise it to them.
      if (!routes.group(2).startsWith("/console")) {
        served.add(routes.group(1) + " " + routes.group(2));
      }
    }
    Set<String> described = new TreeSet<>();
    API.description()
        .document()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (Set.of("get", "put", "post", "patch", "delete", "head")
                              .contains(method)) {
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));

    assertThat(served).isNotEmpty();
    assertThat(described).containsAll(served);
    assertThat(served).containsAll(described);
  }

  @Test
  void theDocumentIsServedToAnyone() {
    assertThat(API.caller(null).get("/openapi.yaml").status()).isEqualTo(200);
    assertThat(API.caller(null).get("/openapi.json").text("/openapi")).startsWith("3.1");
  }

  @Test
  void everyKindOfProblemExplainsItself() {
    for (ProblemType type : ProblemType.values()) {
      assertThat(API.caller(null).get(type.address()).status()).as(type.name()).isEqualTo(200);
    }
  }

  @Test
  void theFrameworksOwnRefusalsAreProblemsToo() {
    assertThat(API.consentingSubject().get("/v1/nowhere").problem()).isEqualTo("no-such-route");
    assertThat(API.consentingSubject().delete("/v1/privacy/notices").problem())
        .isEqualTo("method-not-allowed");
  }

  @Test
  void whatTheServerRefusesBeforeAnyRouteIsAProblemToo() {
    Caller anyone = API.caller(null);
    Answer method = anyone.send("BREW", "/v1/models", BodyPublishers.noBody());
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.problem()).isEqualTo("method-not-allowed");
    assertThat(method.header("Allow")).contains("GET");

    Answer address = anyone.get("/v1/models?x=" + "a".repeat(20_000));
    assertThat(address.status()).isEqualTo(414);
    assertThat(address.problem()).isEqualTo("address-too-long");

    assertThat(postedAs("none").problem()).isEqualTo("bad-request");
    assertThat(postedAs("text/plain").problem()).isEqualTo("unsupported-type");
    assertThat(postedAs("application/json;charset=none").problem()).isEqualTo("invalid-field");
  }

  private static Answer postedAs(String contentType) {
    return API.caller(null)
        .send(
            "POST",
            "/v1/public/rights-requests",
            BodyPublishers.ofString("{}"),
            "Content-Type",
            contentType);
  }
}
