package io.lethe.dev.system;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a development system is told.
 *
 * @param home the checkout, where config.yml lies
 * @param environment the process's environment variables, or a test's
 */
public record DevelopmentSettings(
    Path home, VarFolder folder, Ports ports, Map<String, String> environment) {

  public DevelopmentSettings {
    environment = Map.copyOf(environment);
  }

  /** As the launcher sets them: LETHE_HOME is the checkout, LETHE_VAR moves the data. */
  public static DevelopmentSettings of(Map<String, String> environment, int portOffset) {
    Path home = Path.of(environment.getOrDefault("LETHE_HOME", "")).toAbsolutePath().normalize();
    String var = environment.getOrDefault("LETHE_VAR", "");
    return new DevelopmentSettings(
        home,
        new VarFolder(var.isBlank() ? home.resolve("var") : Path.of(var)),
        new Ports(portOffset),
        environment);
  }

  /** Whether an environment variable is there and holds something. */
  boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }
}
