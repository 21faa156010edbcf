package io.lethe.dev.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.workflows.SearchAttributes;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds docker-compose.yml to config.yml and to what the README says of both. */
class ContainersTest {
  private static final Path CHECKOUT = Path.of("..");

  private final Map<String, Object> compose = yaml("docker-compose.yml");
  private final Map<String, Object> configuration = yaml("config.yml");

  @Test
  void whatAContainerGetsIsSomethingThatTheConfigurationTakes() throws IOException {
    Set<String> taken = found("\\$\\{([A-Z_]+):-", read("config.yml"));

    assertThat(taken).containsAll(environment("api")).containsAll(environment("workers"));
  }

  @Test
  void whatTheReadmeSaysToSetReachesAContainer() throws IOException {
    String readme = read("README.md");
    String table =
        readme
            .substring(readme.indexOf("## Configuration"), readme.indexOf("Models are data"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|")[1])
            .collect(Collectors.joining());
    Set<String> reached = environment("api");
    reached.addAll(environment("workers"));

    assertThat(found("`([A-Z_]+)`", table)).hasSizeGreaterThan(25).isSubsetOf(reached);
  }

  @Test
  void aSecretReachesOnlyTheProcessThatNeedsIt() {
    assertThat(environment("api"))
        .doesNotContain("FAL_KEY", "FAL_ADMIN_KEY", "LETHE_MAIL_PASSWORD");
    assertThat(environment("workers")).doesNotContain("LETHE_CONSOLE_CLIENT_SECRET");
  }

  @Test
  void nothingIsPublishedBeyondThisMachine() {
    List<String> ports =
        member(compose, "services").keySet().stream()
            .flatMap(name -> strings(service(name).get("ports")).stream())
            .toList();

    assertThat(ports).hasSize(2).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void temporalLearnsOfEverySearchAttributeThatWorkflowsSet() {
    String script = String.join("\n", strings(service("temporal-namespace").get("command")));

    assertThat(found("\\b(Lethe[A-Za-z]+)", script))
        .containsExactlyInAnyOrderElementsOf(
            SearchAttributes.ALL.stream().map(SearchAttributeKey::getName).toList());
  }

  @Test
  void theWorkersAreGivenTheTimeThatTheyTakeToStop() {
    String given = (String) service("workers").get("stop_grace_period");
    String taken = (String) member(configuration, "workers").get("shutdownWait");

    assertThat(Duration.parse("PT" + given)).isGreaterThan(Duration.parse(taken));
  }

  private Map<String, Object> service(String name) {
    return member(member(compose, "services"), name);
  }

  private Set<String> environment(String service) {
    return new TreeSet<>(member(service(service), "environment").keySet());
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> member(Map<String, Object> of, String name) {
    return (Map<String, Object>) of.get(name);
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Object list) {
    return list == null ? List.of() : (List<String>) list;
  }

  private static Map<String, Object> yaml(String file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(CHECKOUT.resolve(file));
  }
}
